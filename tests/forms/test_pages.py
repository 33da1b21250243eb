"""A form as a page: labelled, usable without scripts, faults beside the fields they belong to."""

import pytest

from app.forms import Attachment, initial, render_context, submitted
from app.forms.view_models import FormView
from tests.forms.made import CASE, choice, clean, errors, field, form, group, hidden_when, report, required, rows

pytestmark = pytest.mark.usefixtures("vietnamese")

EVERYTHING = form(
    {"type": "text", "text": "Số liệu chốt đến 15/11.\n\nƯớc cả năm đến 31/12."},
    required("textfield", "ten", "Tên", description="Như trong quyết định"),
    field("textarea", "noi_dung", "Nội dung"),
    field("number", "so", "Số", appearance={"suffixAdorner": "triệu đồng"}, layout={"columns": 8}),
    field("datetime", "ngay", "Ngày", layout={"columns": 8}),
    field("datetime", "gio", "Giờ", subtype="time"),
    field("datetime", "luc", "Lúc", subtype="datetime"),
    field("checkbox", "dong_y", "Đồng ý"),
    choice("radio", "mot", "a", "b"),
    choice("select", "chon", "a", "b"),
    choice("checklist", "nhieu", "a", "b"),
    field("filepicker", "tep", "Tệp", multiple=True),
    group(field("textfield", "trong", "Bên trong"), group(field("number", "sau", "Bên trong nữa"), path="con")),
    rows(field("textfield", "viec", "Việc"), field("checkbox", "xong", "Xong"), path="ds"),
    rows(
        field("textfield", "chu", "Chữ"),
        field("number", "so", "Số"),
        field("datetime", "ngay", "Ngày"),
        field("datetime", "luc", "Lúc", subtype="datetime"),
        field("checkbox", "xong", "Xong"),
        choice("select", "chon", "a", "b"),
        choice("checklist", "nhieu", "a", "b"),
        field("textarea", "dai", "Dài"),
        path="bang",
        properties={"layout": "grid"},
    ),
)
FILLED = {
    "ten": "Sở Công Thương",
    "noi_dung": "\nmột\nhai",
    "so": 1234.5,
    "ngay": "2026-11-27",
    "gio": "08:30",
    "luc": "2026-11-27T08:30:00+07:00",
    "dong_y": True,
    "mot": "b",
    "chon": "b",
    "nhieu": ["a", "b"],
    "tep": ["1"],
    "trong": "x",
    "con": {"sau": 5},
    "ds": [{"viec": "v", "xong": False}, {"viec": None, "xong": True}],
    "bang": [
        {"chu": "c", "so": 0.5, "ngay": "2026-11-28", "luc": "2026-11-28T09:00:00+07:00", "xong": True, "chon": "a",
         "nhieu": ["b"], "dai": "dài"}
    ],
}  # fmt: skip


def view_of(checked, data=None, told=None, context=None, **more) -> FormView:
    context = context or {}
    shown = initial(checked, data=data or {}, context=context)
    return render_context(checked, shown, told, context=context, **more)


@pytest.mark.parametrize("data", [{}, FILLED])
@pytest.mark.parametrize("readonly", [False, True])
def test_every_kind_of_field_makes_a_correct_page(show, data, readonly):
    show(view_of(EVERYTHING, data, readonly=readonly))


def test_a_page_posts_back_exactly_what_it_shows(show):
    page = show(view_of(EVERYTHING, FILLED))
    again = clean(EVERYTHING, submitted(EVERYTHING, page.posted(), page.posted().__class__()))
    assert again == clean(EVERYTHING, FILLED)


def test_an_empty_page_posts_back_as_nothing(show):
    checked = form(*(part for part in EVERYTHING.as_json()["components"] if part.get("key") != "ten"))
    page = show(view_of(checked))
    assert clean(checked, submitted(checked, page.posted(), page.posted().__class__())) == clean(checked, {
        "ds": [{}], "bang": [{}], "con": {}
    })  # fmt: skip


def test_faults_stand_at_their_fields_and_in_the_summary(show):
    data = {
        "directives": "x",
        "no_obstacles": True,
        "tasks": [{"spent": "khoảng 60", "state": "done"}, {"state": "doing"}],
    }
    told = errors(report(), data, **CASE)
    page = show(view_of(report(), data, told, CASE))
    assert [(link.get("href"), "".join(link.itertext())) for link in page.find("//*[@data-error-summary]//a")] == [
        ("#tasks[0].spent", "Nhiệm vụ 2.3, đã chi: nhập số, ví dụ 120,5. Bạn đã nhập “khoảng 60”."),
        ("#tasks[0].result", "Nhiệm vụ 2.3: nhập kết quả, hoặc chọn “Chưa bắt đầu”."),
        ("#tasks[1].result", "Nhiệm vụ 2.4: nhập kết quả, hoặc chọn “Chưa bắt đầu”."),
    ]
    spent = page.named("tasks[0].spent")
    assert (spent.get("id"), spent.get("value"), spent.get("aria-invalid")) == ("tasks[0].spent", "khoảng 60", "true")
    assert spent.get("aria-describedby") == "tasks[0].spent-e"
    assert "Đã chi: nhập số" in page.words("//*[@id='tasks[0].spent-e']")


@pytest.mark.parametrize("name", ["ten", "so", "ngay", "gio", "luc", "dong_y", "mot", "chon", "nhieu", "tep", "con.sau",
                                  "ds[0].viec", "bang[0].chu", "bang[0].nhieu", "ds", "bang"])  # fmt: skip
def test_every_summary_link_leads_to_an_element(show, name):
    page = show(view_of(EVERYTHING, FILLED, {name: ["Nhập lại."]}))
    assert page.find(f"//*[@id='{name}']")
    assert page.one("//*[@data-error-summary]//a").get("href") == f"#{name}"
    assert "Nhập lại." in page.words("//form")


def test_a_fault_of_no_field_is_told_without_a_link(show):
    page = show(view_of(report(), told={"la": ["Biểu mẫu không có mục “la”."]}, context=CASE))
    assert "Biểu mẫu không có mục “la”." in page.words("//*[@data-error-summary]")
    assert not page.find("//*[@data-error-summary]//a")


def test_a_given_row_shows_its_annex_locked_and_marked(show):
    page = show(view_of(report(), context=CASE))
    assert page.words("//*[@data-grid-row='0']/td[1]") == "2.3 Kiểm tra cột đo xăng dầu Kế hoạch: 42 cửa hàng"
    assert not page.find("//*[@name='tasks[0].number'] | //*[@name='tasks[0].target']")
    assert [" ".join(th.itertext()).strip() for th in page.find("//th")] == [
        "Nhiệm vụ trong phụ lục", "Đến 15/11", "Đã chi (triệu đồng)", "Tình trạng"
    ]  # fmt: skip


def test_each_cell_says_its_column_and_row(show):
    page = show(view_of(report(), context=CASE))
    assert page.named("tasks[1].spent").get("aria-label") == "Đã chi, Nhiệm vụ 2.4"
    assert [td.get("data-l") for td in page.find("//*[@data-grid-row='1']/td[@data-l]")] == [
        "Đến 15/11", "Đã chi (triệu đồng)", "Tình trạng"
    ]  # fmt: skip


def test_text_areas_of_a_grid_take_a_second_line(show):
    page = show(view_of(report(), context=CASE))
    assert page.one("//*[@data-grid-more='0']//textarea").get("name") == "tasks[0].result"


def test_rows_that_are_given_have_no_buttons(show):
    assert not show(view_of(report(), context=CASE)).find("//button[@name='_row']")


def test_rows_can_be_added_and_removed_without_scripts(show):
    page = show(view_of(EVERYTHING, FILLED))
    values = [button.get("value") for button in page.find("//button[@name='_row']")]
    assert values == ["remove:ds[0]", "remove:ds[1]", "add:ds", "remove:bang[0]", "add:bang"]
    assert all(button.get("type") == "submit" for button in page.find("//button"))


def test_a_script_finds_an_empty_row_to_copy(show):
    page = show(view_of(EVERYTHING, FILLED))
    block, line = page.blank_rows
    assert 'name="ds[__index__].viec"' in block
    assert 'name="bang[__index__].chu"' in line
    assert all(f'name="{name}[__index__]._here"' in row for name, row in (("ds", block), ("bang", line)))


def test_a_hidden_field_is_in_the_page_and_marked_for_scripts(show):
    why = required("textfield", "why", "Lý do", **hidden_when('=kind != "b"'))
    view = view_of(form(choice("radio", "kind", "a", "b"), why), {"kind": "a"})
    page = show(view)
    assert view.hidden == ("why",)
    assert page.named("why") is not None
    assert page.one("//*[@data-starts-hidden]").get("data-field") == "why"


def test_a_field_that_applies_is_not_marked(show):
    why = required("textfield", "why", "Lý do", **hidden_when('=kind != "b"'))
    page = show(view_of(form(choice("radio", "kind", "a", "b"), why), {"kind": "b"}))
    assert not page.find("//*[@data-starts-hidden]")


def test_what_does_not_apply_is_left_out_where_one_only_reads(show):
    why = field("textfield", "why", "Lý do", **hidden_when("=true"))
    page = show(view_of(form(field("textfield"), why), readonly=True))
    assert "Lý do" not in page.words()


def test_reading_only_shows_words_and_no_inputs(show):
    page = show(view_of(EVERYTHING, FILLED, readonly=True))
    assert not page.find("//form//input[not(@type='hidden')] | //select | //textarea | //button")
    for words in ("1.234,5 triệu đồng", "27/11/2026 08:30", "Có", "A, B", "một"):
        assert words in page.words()


def test_nothing_entered_reads_as_a_dash(show):
    assert "Đã chi –" in show(view_of(form(field("textfield")), readonly=True)).words()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "'; --"])
@pytest.mark.parametrize("readonly", [False, True])
def test_what_was_typed_is_never_markup(show, text, readonly):
    data = {"ten": text, "noi_dung": text, "so": text, "ds": [{"viec": text}], "bang": [{"chu": text, "dai": text}]}
    page = show(view_of(EVERYTHING, data, {"ten": [text]}, readonly=readonly))
    assert not page.find("//main//script | //main//img")
    assert text in page.words("//form") or page.named("ten").get("value") == text


def test_labels_of_the_case_are_never_markup(show):
    page = show(view_of(form(field("textfield", label="=nhan")), context={"nhan": "<b>x</b>"}))
    assert "<b>x</b>" in page.words()


def test_a_warning_is_shown_and_blocks_nothing(show):
    warned = '=if muc < 40 then "Thấp hơn năm 2025 (48). Nếu đúng, ghi ngắn gọn lý do; bạn vẫn gửi được." else null'
    checked = form(field("number", properties={"warning": warned}))
    view = view_of(checked, {"muc": "38"})
    assert view.warnings[0][0] == "muc"
    assert "Thấp hơn năm 2025" in show(view).words()
    assert clean(checked, {"muc": "38"}) == {"muc": 38}
    assert view_of(checked, {"muc": "48"}).warnings == ()


def test_optional_fields_say_so_and_required_ones_do_not(show):
    page = show(view_of(form(required("textfield", "a", "Tên"), field("textfield", "b", "Chức vụ"))))
    assert [label.xpath("string()").split() for label in page.find("//label")] == [
        ["Tên"], ["Chức", "vụ", "(không", "bắt", "buộc)"]
    ]  # fmt: skip


def test_attachments_are_listed_by_name_and_travel_by_id(show):
    known = {"1": Attachment("1", "Ke hoach 31.pdf", 428_000, "/tep/1")}
    page = show(view_of(EVERYTHING, FILLED, attachments=known))
    assert page.one("//a[@href='/tep/1']").text == "Ke hoach 31.pdf"
    assert page.one("//input[@type='hidden'][@name='tep']").get("value") == "1"
    assert page.one("//button[@name='_remove_file']").get("value") == "tep:1"


def test_one_part_can_be_shown_again_on_its_own():
    view = view_of(report(), context=CASE)
    assert view.part("tasks").rows[1].label == "Nhiệm vụ 2.4"
    with pytest.raises(KeyError):
        view.part("la")
