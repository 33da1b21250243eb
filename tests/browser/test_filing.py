"""Filing a report at a real browser: typing, losing the network, meeting a colleague, keys, and no scripts at all."""

import json

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from app.cases.attachments import attachments_of
from app.cases.models import TaskStatus, UserTask
from app.extensions import db
from app.tasks.drafts import find_draft, save_draft
from app.tasks.service import claim_task
from tests.files import made
from tests.support import processes, reports
from tests.support.browser import copy_cookies, press, violations
from tests.support.factories import make_case, make_task
from tests.support.pages import Visitor
from tests.support.units import reading

pytestmark = pytest.mark.browser

SIZES = {"desk": (1280, 860), "phone": (390, 844)}


@pytest.fixture
def owed(writing, people):
    """A yearly report that Sở Công Thương owes."""
    with writing():
        reports.deploy_report()
        return reports.owe_report(people.agency)


@pytest.fixture
def started(writing, people):
    """A request that Sở Công Thương has to write."""
    with writing():
        processes.deploy_approval()
        return processes.start("approval", people.agency)


@pytest.fixture
def form(owed, page_of, people, live_url) -> Page:
    """The focal point at the form of the report."""
    page = page_of(people.focal_point)
    page.goto(f"{live_url}/tasks/{owed.task_id}")
    return page


def field(page: Page, name: str):
    return page.locator(f"[name='{name}']")


def draft(task_id: int) -> dict:
    with reading():
        found = find_draft(task_id)
        return found.data if found else {}


def drafted(answer: Response) -> dict:
    """Return the fields of the draft that this answers, {} if it answers something else."""
    asked = answer.request
    return asked.post_data_json["fields"] if asked.method == "PUT" and asked.url.endswith("/draft") else {}


def copies(page: Page) -> list[str]:
    """Return the drafts that the browser keeps by itself."""
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('td.draft:'))")


def assert_no_copies(page: Page) -> None:
    """Wait until the browser has forgotten its drafts; the script that sees to it may still be loading."""
    page.wait_for_function("() => !Object.keys(localStorage).some(key => key.startsWith('td.draft:'))")


def saved(page: Page) -> None:
    expect(page.locator("[data-autosave-status]")).to_have_text("Đã lưu nháp lúc 09:00")


def test_what_is_typed_is_saved_and_there_again_later(form, owed, complaints):
    field(form, "direction").fill("Công văn số 48/SCT-VP")
    saved(form)
    form.reload()
    expect(field(form, "direction")).to_have_value("Công văn số 48/SCT-VP")
    assert_no_copies(form)
    assert complaints == []


def test_fields_come_and_go_with_the_answers(form):
    expect(field(form, "direction")).to_be_visible()
    expect(field(form, "nil_confirmed").last).to_be_hidden()
    form.get_by_label("Báo cáo không phát sinh").check()
    expect(field(form, "direction")).to_be_hidden()
    expect(form.get_by_label("Tôi xác nhận trong kỳ")).to_be_visible()


def test_a_report_is_filed_from_the_first_word_to_the_last_click(form, owed, complaints):
    field(form, "direction").fill("Công văn số 48/SCT-VP")
    for row in range(len(reports.PLAN_TASKS)):
        field(form, f"plan_tasks[{row}].progress").select_option("done")
    form.locator("[data-grid='other_work'] [data-grid-add]").click()
    field(form, "other_work[0].work").fill("Tuyên truyền")
    field(form, "other_work[0].result").fill("2 hội nghị")
    form.get_by_label("Không có khó khăn").check()
    press(form, form.locator("[name=_check]"))
    expect(form.locator("main h1")).to_have_text("Kiểm tra trước khi gửi")
    expect(form.get_by_text("2 hội nghị")).to_be_visible()
    press(form, form.get_by_role("button", name="Gửi tới thủ trưởng cơ quan"))
    expect(form.get_by_text("Đã gửi “Soạn báo cáo” lúc 09:00")).to_be_visible()
    assert_no_copies(form)
    assert complaints == []
    with reading():
        filed = json.loads(db.session.get_one(UserTask, owed.task_id).data)
    assert filed["other_work"] == [{"work": "Tuyên truyền", "result": "2 hội nghị"}]


def test_a_copy_whose_last_save_was_pending_is_forgotten_once_sent(form):
    form.route("**/draft", lambda route: route.abort("internetdisconnected"))
    form.get_by_label("Báo cáo không phát sinh").check()
    form.get_by_label("Tôi xác nhận trong kỳ").check()
    press(form, form.locator("[name=_check]"))
    press(form, form.get_by_role("button", name="Gửi tới thủ trưởng cơ quan"))
    expect(form.get_by_text("Đã gửi “Soạn báo cáo”")).to_be_visible()
    assert_no_copies(form)


def test_nothing_is_lost_with_the_network(form, owed):
    form.context.set_offline(True)
    field(form, "direction").fill("Gõ khi mất mạng")
    expect(form.get_by_text("Mất kết nối.")).to_be_visible()
    assert len(copies(form)) == 1
    form.context.set_offline(False)
    saved(form)
    assert draft(owed.task_id)["direction"] == "Gõ khi mất mạng"
    assert_no_copies(form)


@pytest.mark.parametrize(("choice", "kept"), [("Dùng bản của tôi", "Của Hà"), ("Dùng bản của Lê Quốc Đạt", "Của Đạt")])
def test_two_people_at_one_draft_choose_with_both_before_them(form, owed, people, writing, now, choice, kept):
    with writing():
        theirs = {"direction": "Của Đạt", "other_work": [{"work": "Của Đạt"}]}
        save_draft(owed.task_id, theirs, base_version=0, actor=people.deputy.actor, now=now)
    field(form, "direction").fill("Của Hà")
    expect(form.get_by_text("Lê Quốc Đạt", exact=False).first).to_be_visible()
    form.get_by_role("button", name=choice).click()
    saved(form)
    expect(field(form, "direction")).to_have_value(kept)
    assert draft(owed.task_id)["direction"] == kept
    assert bool(draft(owed.task_id)["other_work"]) is (kept == "Của Đạt")


def test_a_file_is_sent_when_chosen_once_somebody_vouches_for_it(form, owed):
    file = {"name": "Phu luc.docx", "mimeType": "application/octet-stream", "buffer": made.docx()}
    field(form, "annexes").set_input_files(file)
    expect(form.get_by_text("Đánh dấu xác nhận tệp không chứa bí mật nhà nước trước")).to_be_visible()
    form.locator("[name=_not_secret][value=annexes]").check()
    with form.expect_response(lambda answer: "annexes" in drafted(answer)):
        field(form, "annexes").last.set_input_files(file)
    expect(form.locator("#annexes-files a")).to_have_text("Phu luc.docx")
    with reading():
        assert [attachment.name for attachment in attachments_of(owed.case_id)] == ["Phu luc.docx"]
    assert len(draft(owed.task_id)["annexes"]) == 1
    form.locator("#annexes-files button").click()
    press(form, form.get_by_role("dialog").get_by_role("button", name="Bỏ tệp"))
    expect(form.locator("#annexes-files a")).to_have_count(0)


def test_the_button_is_named_by_the_decision(started, page_of, people, live_url, writing, now):
    from app.cases.completing import complete_task

    with writing():
        complete_task(started.task_id, {"subject": "Bộ quả cân"}, actor=people.focal_point.actor, now=now)
        check = processes.open_task(started.case_id, "check").id
    page = page_of(people.specialist)
    page.goto(f"{live_url}/tasks/{check}")
    button = page.locator("[name=_send]")
    expect(button).to_have_text("Gửi")
    page.get_by_label("Trả lại").check()
    expect(button).to_have_text("Trả lại")
    press(page, button)
    expect(page.get_by_text("Đã gửi “Xem đề nghị”")).to_be_visible()


def test_without_scripts_a_report_is_filed_as_well(owed, browser: Browser, app, people, live_url, reading):
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    copy_cookies(Visitor(app, people.focal_point).client, context, live_url)
    page = context.new_page()
    page.goto(f"{live_url}/tasks/{owed.task_id}")
    field(page, "direction").fill("Công văn số 48/SCT-VP")
    for row in range(len(reports.PLAN_TASKS)):
        field(page, f"plan_tasks[{row}].progress").select_option("done")
    press(page, page.locator("button[name=_row][value='add:other_work']"))
    field(page, "other_work[0].work").fill("Tuyên truyền")
    field(page, "other_work[0].result").fill("2 hội nghị")
    press(page, page.locator("button[name=_save]").last)
    expect(field(page, "direction")).to_have_value("Công văn số 48/SCT-VP")
    page.get_by_label("Không có khó khăn").check()
    press(page, page.locator("[name=_check]"))
    press(page, page.get_by_role("button", name="Gửi tới thủ trưởng cơ quan"))
    expect(page.get_by_text("Đã gửi “Soạn báo cáo”")).to_be_visible()
    context.close()
    with reading():
        assert db.session.get_one(UserTask, owed.task_id).status is TaskStatus.completed


def test_the_list_is_worked_with_keys(started, page_of, people, live_url):
    page = page_of(people.focal_point)
    page.goto(f"{live_url}/tasks")
    page.keyboard.press("j")
    expect(page.locator("[data-row].is-cursor")).to_have_count(1)
    with page.expect_navigation():
        page.keyboard.press("n")
    expect(page.get_by_text("Bạn đã nhận việc “Viết đề nghị”")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_have_text("Viết đề nghị")


def test_keys_that_are_switched_off_do_nothing(started, page_of, people, live_url, reading):
    page = page_of(people.focal_point)
    page.goto(f"{live_url}/tasks")
    page.locator(".keys [data-shortcuts-switch]").click()
    page.keyboard.press("j")
    page.keyboard.press("n")
    expect(page.locator("[data-row].is-cursor")).to_have_count(0)
    with reading():
        assert db.session.get_one(UserTask, started.task_id).assignee_id is None


def test_the_list_is_filtered_while_typing(started, page_of, people, live_url):
    page = page_of(people.focal_point)
    page.goto(f"{live_url}/tasks")
    page.get_by_placeholder("Lọc theo tên việc, hồ sơ").fill("khong co")
    expect(page.get_by_text("Không tìm thấy việc nào khớp “khong co”")).to_be_visible()
    page.get_by_placeholder("Lọc theo tên việc, hồ sơ").fill("chuan do luong")
    expect(page.locator("[data-row]")).to_have_count(1)


@pytest.mark.parametrize(("reader", "address"), [("focal_point", "/tasks"), ("coordinator", "/cases")])
def test_a_long_list_goes_on_in_place(writing, page_of, people, live_url, complaints, reader, address):
    with writing():
        for number in range(53):
            make_task(make_case(people.agency, title=f"Hồ sơ {number}"))
    page = page_of(getattr(people, reader))
    page.goto(live_url + address)
    expect(page.locator("[data-row]")).to_have_count(50)
    page.get_by_role("link", name="Xem thêm").click()
    expect(page.locator("[data-row]")).to_have_count(53)
    assert page.evaluate("document.querySelectorAll('#work, #cases').length") == 1
    assert page.url == live_url + address
    assert complaints == []


@pytest.fixture
def addresses(owed, started, people, writing, now) -> dict[str, tuple[object, str]]:
    """Each page of tasks and cases, with somebody who opens it."""
    with writing():
        claim_task(started.task_id, actor=people.focal_point.actor, now=now)
        draft = {"is_nil": True, "nil_confirmed": True}
        save_draft(owed.task_id, draft, base_version=0, actor=people.focal_point.actor, now=now)
    me, lan = people.focal_point, people.coordinator
    return {
        "inbox": (me, "/tasks"),
        "nothing done": (me, "/tasks?box=done"),
        "report": (me, f"/tasks/{owed.task_id}"),
        "check": (me, f"/tasks/{owed.task_id}/check"),
        "short form": (me, f"/tasks/{started.task_id}"),
        "hand over": (me, f"/tasks/{started.task_id}/hand-over"),
        "somebody else's": (lan, f"/tasks/{owed.task_id}"),
        "case": (lan, f"/cases/{owed.case_id}"),
        "end": (lan, f"/cases/{owed.case_id}/end"),
        "cases": (lan, "/cases"),
        "overview": (lan, "/overview"),
        "search": (lan, "/search?q=bao cao"),
    }


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("who", ["focal_point", "coordinator"])
def test_every_page_can_be_used_by_everybody(addresses, page_of, people, live_url, complaints, size, theme, who):
    person = getattr(people, who)
    page = page_of(person)
    page.context.add_cookies([{"name": "td_theme", "value": theme, "url": live_url}])
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    found = {}
    for name, (reader, address) in addresses.items():
        if reader is not person:
            continue
        page.goto(live_url + address)
        if page.locator("[data-diagram]").count():
            page.wait_for_selector("[data-drawn]", state="attached")  # a phone folds it away
        sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        problems = [*violations(page), *([f"{sideways} px too wide"] if sideways > 0 else [])]
        if problems:
            found[name] = problems
    assert found == {}
    assert complaints == []
