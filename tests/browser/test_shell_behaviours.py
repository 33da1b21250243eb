"""What the scripts of the shell do for a person at the keyboard, on the network, with a draft."""

import json
import re

import pytest
from playwright.sync_api import Route, expect

from app.web.assets import hashed_name
from app.web.script_texts import sentences

pytestmark = pytest.mark.browser


@pytest.fixture
def guide(page, live_url):
    page.goto(f"{live_url}/_styleguide")
    return page


class Draft:
    """A form that saves itself, on a page of its own, and the server behind it."""

    def __init__(self, page, live_url, texts) -> None:
        self.page, self.live_url, self.texts = page, live_url, texts
        self.saved: list[dict] = []
        self.answer = lambda body: (200, {"version": body["version"] + 1, "saved_at": "09:41"})
        page.route("**/draft", self._server)
        page.route("**/try", lambda route: route.fulfill(body=self._html(), content_type="text/html; charset=utf-8"))

    def _server(self, route) -> None:
        body = json.loads(route.request.post_data)
        assert route.request.method == "PUT"
        assert route.request.headers["x-csrftoken"] == "token"
        outcome = self.answer(body)
        if outcome is None:
            route.abort("internetdisconnected")
            return
        self.saved.append(body)
        route.fulfill(status=outcome[0], json=outcome[1])

    def _html(self) -> str:
        texts = json.dumps(self.texts).replace("'", "&#39;")
        return f"""<!doctype html><html lang="vi" data-user="7"><title>Thử</title>
            <meta name="csrf-token" content="token"><meta name="td-texts" content='{texts}'>
            <meta name="td-icons" content="/assets/{hashed_name("icons.svg")}">
            <script src="/assets/{hashed_name("app.js")}" defer></script>
            <main><form action="/send" method="post" data-autosave-url="/draft" data-autosave-version="3"
                  data-autosave-sign-in="/sign-in">
              <input type="hidden" name="csrf_token" value="token">
              <textarea name="result" aria-label="Kết quả"></textarea>
              <label><input type="checkbox" name="topics" value="a"> a</label>
              <label><input type="checkbox" name="topics" value="b"> b</label>
              <div data-grid="rows"><div data-grid-rows></div>
                <template data-grid-template><p data-grid-row="__index__">
                  <input name="rows-__index__-name" aria-label="Tên __number__">
                  <button data-grid-remove>Bỏ</button></p></template>
                <button data-grid-add name="_add_row" value="rows">Thêm dòng</button></div>
              <button name="_send">Gửi</button>
              <span data-autosave-status></span></form></main><div id="toasts" role="status"></div>"""

    def open(self) -> None:
        self.page.goto(f"{self.live_url}/try")

    def type(self, text: str) -> None:
        self.page.get_by_label("Kết quả").fill(text)

    def wait_for(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()

    @property
    def local_copy(self) -> dict | None:
        return json.loads(self.page.evaluate("localStorage.getItem('td.draft:7:/draft')") or "null")


@pytest.fixture
def draft(page, live_url, app):
    with app.test_request_context():
        return Draft(page, live_url, sentences())


def test_a_draft_saves_itself_a_moment_after_typing(draft):
    draft.open()
    draft.type("Đã kiểm tra 38 cửa hàng")
    draft.wait_for("Đã lưu nháp lúc 09:41")
    assert draft.saved == [{"fields": {"result": ["Đã kiểm tra 38 cửa hàng"]}, "version": 3}]
    assert draft.local_copy is None


def test_the_next_save_builds_on_the_version_of_the_last(draft):
    draft.open()
    draft.type("một")
    draft.wait_for("Đã lưu nháp")
    with draft.page.expect_response("**/draft"):
        draft.type("hai")
    assert [body["version"] for body in draft.saved] == [3, 4]


def test_what_a_button_sends_waits_for_the_save_that_is_on_its_way(draft):
    page, saves, order = draft.page, list[Route](), list[str]()
    page.route("**/draft", lambda route: saves.append(route))
    page.route("**/send", lambda route: (order.append("sent"), route.fulfill(body="Đã gửi")))
    page.clock.install(time=0)
    draft.open()
    page.clock.pause_at(60)  # the button waits a few seconds for the save: as long as this test needs
    draft.type("một")
    with page.expect_request("**/draft"):
        page.clock.run_for(2_000)
    draft.type("một hai")
    with page.expect_navigation():
        page.get_by_role("button", name="Gửi").click()
        order.append("saved")
        saves[0].fulfill(json={"version": 4, "saved_at": "09:41"})
    assert order == ["saved", "sent"]
    assert len(saves) == 1


def test_without_connection_the_copy_stays_in_the_browser_and_is_sent_later(draft):
    draft.open()
    online, draft.answer = draft.answer, lambda _body: None
    draft.type("gõ khi mất mạng")
    draft.wait_for("Mất kết nối.")
    assert draft.local_copy["fields"]["result"] == ["gõ khi mất mạng"]
    draft.answer = online
    draft.page.evaluate("window.dispatchEvent(new Event('online'))")
    draft.wait_for("Đã lưu nháp")
    assert draft.saved[-1]["fields"]["result"] == ["gõ khi mất mạng"]
    expect(draft.page.get_by_text("Mất kết nối.")).to_have_count(0)


def test_what_was_typed_before_the_page_died_comes_back(draft):
    draft.open()
    draft.answer = lambda _body: None
    draft.page.get_by_role("button", name="Thêm dòng").click()
    draft.page.get_by_label("Tên 1").fill("Xã Vĩnh Ninh")
    draft.page.get_by_label("b", exact=True).check()
    draft.type("chưa kịp lưu")
    draft.page.on("dialog", lambda dialog: dialog.accept())
    draft.open()
    draft.wait_for("Đã khôi phục nội dung bạn nhập")
    expect(draft.page.get_by_label("Kết quả")).to_have_value("chưa kịp lưu")
    expect(draft.page.get_by_label("Tên 1")).to_have_value("Xã Vĩnh Ninh")
    expect(draft.page.get_by_label("b", exact=True)).to_be_checked()


def test_a_restored_copy_can_be_thrown_away(draft):
    draft.open()
    draft.answer = lambda _body: None
    draft.type("không cần nữa")
    draft.page.on("dialog", lambda dialog: dialog.accept())
    draft.open()
    draft.wait_for("Mất kết nối.")
    draft.page.get_by_role("button", name="Bỏ bản này").click()
    expect(draft.page.get_by_label("Kết quả")).to_have_value("")


def test_after_signing_out_the_copy_is_kept_and_the_way_back_is_shown(draft):
    draft.answer = lambda _body: (401, {})
    draft.open()
    draft.type("hết phiên")
    draft.wait_for("Bạn đã được đăng xuất.")
    assert draft.page.get_by_role("link", name="Đăng nhập lại").get_attribute("href") == "/sign-in"
    assert draft.local_copy["fields"]["result"] == ["hết phiên"]


THEIRS = {"version": 9, "saved_by": "Lê Quốc Tuấn", "saved_at": "10:18", "fields": {"result": ["bản của Tuấn"]}}


def test_when_somebody_else_saved_both_versions_are_kept_and_mine_can_win(draft):
    first, draft.answer = draft.answer, lambda _body: (409, THEIRS)
    draft.open()
    draft.type("bản của tôi")
    draft.wait_for("Người khác vừa lưu bản nháp này (Lê Quốc Tuấn, 10:18).")
    assert draft.local_copy["fields"]["result"] == ["bản của tôi"]
    draft.answer = first
    draft.page.get_by_role("button", name="Dùng bản của tôi").click()
    draft.wait_for("Đã lưu nháp")
    assert draft.saved[-1] == {"fields": {"result": ["bản của tôi"]}, "version": 9}


def test_when_somebody_else_saved_their_version_can_win(draft):
    first, draft.answer = draft.answer, lambda _body: (409, THEIRS)
    draft.open()
    draft.type("bản của tôi")
    draft.wait_for("Người khác vừa lưu")
    draft.answer = first
    draft.page.get_by_role("button", name="Dùng bản của Lê Quốc Tuấn").click()
    draft.wait_for("Đã lưu nháp")
    expect(draft.page.get_by_label("Kết quả")).to_have_value("bản của Tuấn")


def test_a_refusal_is_said_in_the_words_of_the_server_and_the_copy_kept(draft):
    draft.answer = lambda _body: (409, {"message": "Người khác vừa hoàn thành việc này."})
    draft.open()
    draft.type("quá muộn")
    draft.wait_for("Người khác vừa hoàn thành việc này.")
    assert draft.local_copy["fields"]["result"] == ["quá muộn"]


def test_rows_are_added_and_removed_without_the_server(draft):
    draft.open()
    add = draft.page.get_by_role("button", name="Thêm dòng")
    add.click()
    add.click()
    assert draft.page.locator("[name^=rows-]").evaluate_all("all => all.map(e => e.name)") == [
        "rows-0-name",
        "rows-1-name",
    ]
    draft.page.get_by_role("button", name="Bỏ").first.click()
    add.click()
    names = draft.page.locator("[name^=rows-]").evaluate_all("all => all.map(e => e.name)")
    assert names == ["rows-1-name", "rows-2-name"]


def test_slash_goes_to_the_search_and_leaves_typing_alone(guide):
    guide.keyboard.press("/")
    expect(guide.locator("[data-search]")).to_be_focused()
    guide.keyboard.press("/")
    expect(guide.locator("[data-search]")).to_have_value("/")


def test_j_and_k_walk_through_the_work(guide):
    guide.keyboard.press("j")
    guide.keyboard.press("j")
    guide.keyboard.press("j")
    guide.keyboard.press("k")
    expect(guide.locator("[data-row].is-cursor")).to_contain_text("Đăng ký cán bộ")
    assert "Đăng ký cán bộ" in guide.evaluate("document.activeElement.textContent")


def test_n_takes_on_the_work_under_the_cursor(guide):
    guide.evaluate("document.querySelector('[data-claim]').addEventListener('click', () => (window.claimed = true))")
    guide.keyboard.press("j")
    guide.keyboard.press("j")
    guide.keyboard.press("n")
    assert guide.evaluate("window.claimed")


def test_shortcuts_can_be_switched_off_and_stay_off(guide):
    guide.keyboard.press("?")
    dialog = guide.get_by_role("dialog", name="Phím tắt")
    dialog.get_by_role("button", name="Tắt phím tắt").click()
    dialog.get_by_role("button", name="Đóng").click()
    guide.reload()
    guide.keyboard.press("j")
    assert guide.locator("[data-row].is-cursor").count() == 0
    guide.locator(".keys").get_by_role("button", name="Bật phím tắt").click()
    guide.keyboard.press("j")
    expect(guide.locator("[data-row].is-cursor")).to_have_count(1)


def test_the_dark_theme_is_remembered(guide):
    guide.get_by_role("button", name="Nền tối").click()
    expect(guide.locator("html")).to_have_attribute("data-bs-theme", "dark")
    guide.reload()
    expect(guide.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(guide.get_by_role("button", name="Nền sáng")).to_be_visible()


def test_the_error_summary_has_the_focus_and_its_links_reach_the_field(guide):
    expect(guide.locator("[data-error-summary]")).to_be_focused()
    guide.get_by_role("link", name="Hạn mới: chọn một ngày làm việc").click()
    expect(guide.locator("#new_due")).to_be_focused()


def test_a_removal_asks_first_and_does_nothing_when_refused(guide):
    sent = []
    guide.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    guide.get_by_role("button", name="Bỏ tệp Ke hoach 31-KH-SCT.pdf").click()
    dialog = guide.get_by_role("dialog", name="Bỏ tệp Ke hoach 31-KH-SCT.pdf?")
    dialog.get_by_role("button", name="Hủy").click()
    dialog.wait_for(state="detached")
    assert sent == []


def test_the_tally_filters_the_tiles_and_a_second_click_shows_all(guide):
    tiles = guide.locator("#matrix .mx li:visible")
    guide.get_by_role("button", name=re.compile("Trả lại, cần bổ sung")).click()
    expect(tiles).to_have_count(1)
    assert tiles.all_inner_texts() == ["Sở Xây dựng\nQuá hạn bổ sung\n: Trả lại, cần bổ sung, quá hạn"]
    guide.get_by_role("button", name=re.compile("Trả lại, cần bổ sung")).click()
    expect(tiles).to_have_count(9)


def test_the_bulk_bar_appears_with_the_first_choice(guide):
    bar = guide.locator("[data-bulk-bar]")
    guide.get_by_label("Chọn Xã Vĩnh Ninh").uncheck()
    expect(bar).to_be_hidden()
    guide.get_by_label("Chọn tất cả").check()
    expect(bar).to_contain_text("Đã chọn 2")


def test_a_drawer_closes_with_escape_and_gives_the_focus_back(guide):
    opener = guide.get_by_role("button", name="Mở ngăn kéo")
    opener.click()
    expect(guide.get_by_role("dialog", name="Xã Vĩnh Ninh")).to_be_visible()
    guide.keyboard.press("Escape")
    expect(guide.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(guide):
    guide.evaluate("document.querySelector('[data-upload]').dataset.maxBytes = '1000'")
    guide.locator("#attachments").set_input_files({"name": "anh.png", "mimeType": "image/png", "buffer": b"x" * 2000})
    guide.get_by_text("Tệp anh.png").wait_for()
    expect(guide.locator("#attachments")).to_have_value("")


def test_leaving_a_form_with_unsent_typing_asks_first(guide):
    asked = []
    guide.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    guide.get_by_label("Tên doanh nghiệp").fill("Công ty khác")
    guide.reload()
    assert asked == ["beforeunload"]


def test_a_password_can_be_looked_at(guide):
    guide.get_by_label("Mật khẩu").fill("mười bốn chữ cái")
    guide.get_by_role("button", name="Hiện", exact=True).click()
    expect(guide.get_by_label("Mật khẩu")).to_have_attribute("type", "text")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_phone_reaches_every_entry_through_more(browser, live_url, scripts):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{live_url}/_styleguide")
    entry = page.locator("#menu").get_by_role("link", name="Kế hoạch")
    expect(entry).to_be_hidden()
    page.get_by_role("link", name="Thêm", exact=True).click()
    expect(entry).to_be_visible()
    page.get_by_role("link", name="Đóng danh mục").click()
    expect(entry).to_be_hidden()
    context.close()
