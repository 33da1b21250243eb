"""Data is cleaned by the form, or every fault is told in Vietnamese, at its path."""

import json

import pytest
from flask_babel import LazyString

from app.forms import FormInvalid
from tests.forms.made import CASE, choice, clean, errors, field, form, group, hidden_when, report, required, rows

pytestmark = pytest.mark.usefixtures("vietnamese")

GIVEN = "Bạn đã nhập"


@pytest.mark.parametrize(
    ("component", "value", "cleaned"),
    [
        (field("textfield"), "  Sở Công Thương ", "Sở Công Thương"),
        (field("textfield"), "Đo\u031b", "Đơ"),
        (field("textarea"), "một\r\nhai\n", "một\nhai"),
        (field("textfield"), "", None),
        (field("number"), "1.234,5", 1234.5),
        (field("number"), "38", 38),
        (field("number"), 38.0, 38),
        (field("number"), 120.5, 120.5),
        (field("datetime", subtype="date"), "27/11/2026", "2026-11-27"),
        (field("datetime", subtype="date"), "2026-11-27", "2026-11-27"),
        (field("datetime", subtype="time"), "8h30", "08:30"),
        (field("datetime", subtype="datetime"), "27/11/2026 8:30", "2026-11-27T08:30:00+07:00"),
        (field("checkbox"), True, True),
        (field("checkbox"), None, False),
        (choice("radio", "muc", "a", "b"), "b", "b"),
        (choice("checklist", "muc", "a", "b"), ["b", "a", "b"], ["b", "a"]),
        (choice("taglist", "muc", "a", "b"), None, []),
        (field("filepicker", multiple=True), ["1", "2"], ["1", "2"]),
        (field("filepicker"), None, []),
    ],
)
def test_a_good_value_comes_back_clean(component, value, cleaned):
    assert clean(form(component), {"muc": value}) == {"muc": cleaned}


@pytest.mark.parametrize(
    ("component", "value", "sentence"),
    [
        (field("number"), "khoảng 60", "Đã chi: nhập số, ví dụ 120,5. Bạn đã nhập “khoảng 60”."),
        (field("number"), True, "Đã chi: nhập số, ví dụ 120,5. Bạn đã nhập “…”."),
        (field("number", decimalDigits=0), "1,5", "Đã chi: nhập số nguyên, ví dụ 12. Bạn đã nhập “1,5”."),
        (field("number", decimalDigits=1), "1,55", "Đã chi: nhập không quá 1 chữ số sau dấu phẩy. Bạn đã nhập “1,55”."),
        (field("number", validate={"min": 0}), -1, "Đã chi: nhập từ 0 trở lên. Bạn đã nhập “-1”."),
        (field("number", validate={"max": 1000}), "1.001", "Đã chi: nhập không quá 1.000. Bạn đã nhập “1.001”."),
        (field("number", increment=5), 7, "Đã chi: nhập bội số của 5. Bạn đã nhập “7”."),
        (field("number"), "1" * 16, "Đã chi: nhập không quá 15 chữ số."),
        (field("number"), 10**400, "Đã chi: nhập không quá 15 chữ số."),
        (field("number"), float("inf"), None),
        (field("textfield"), 5, "Đã chi: nhập chữ."),
        (field("textfield"), "a\nb", "Đã chi: chỉ nhập một dòng."),
        (field("textfield"), "a\0b", "Đã chi: có ký tự ẩn không lưu được. Xóa nội dung rồi gõ lại."),
        (field("textfield", validate={"minLength": 3}), "ab", "Đã chi: nhập ít nhất 3 ký tự. Bạn đã nhập 2."),
        (field("textfield", validate={"maxLength": 3}), "abcd", "Đã chi: nhập không quá 3 ký tự. Bạn đã nhập 4."),
        (field("textfield", validate={"validationType": "email"}), "a@", None),
        (field("textfield", validate={"validationType": "phone"}), "abc", None),
        (field("datetime"), "31/11/2026", "Ngày 31/11 không có trong lịch. Tháng 11 có 30 ngày."),
        (field("datetime"), "29/2/2026", "Ngày 29/2/2026 không có trong lịch. Tháng 2 năm 2026 có 28 ngày."),
        (field("datetime"), "mai", "Đã chi: nhập ngày/tháng/năm, ví dụ 27/11/2026. Bạn đã nhập “mai”."),
        (field("datetime", subtype="time"), "sáng", "Đã chi: nhập giờ:phút, ví dụ 08:30. Bạn đã nhập “sáng”."),
        (field("datetime", disallowPassedDates=True), "19/11/2026", "Đã chi: chọn từ hôm nay, 20/11/2026, trở đi."),
        (choice("radio", "muc", "a"), "z", "Tình trạng: chọn một mục trong danh sách. Không có mục “z”."),
        (choice("checklist", "muc", "a"), ["a", "z"], "Tình trạng: chọn một mục trong danh sách. Không có mục “z”."),
        (choice("checklist", "muc", "a"), "a", "Tình trạng: gửi một danh sách."),
        (field("checkbox"), "true", "Đã chi: trả lời có hoặc không (true hoặc false)."),
        (field("filepicker"), ["1", "2"], "Đã chi: chỉ nhận một tệp."),
        (field("filepicker"), [{"id": 1}], "Đã chi: gửi một danh sách."),
    ],
)
def test_a_bad_value_is_told_what_to_enter(component, value, sentence):
    (told,) = errors(form(component), {"muc": value})["muc"]
    assert type(told) is str
    assert told == sentence or (sentence is None and GIVEN in told)


def test_today_itself_is_not_past():
    checked = form(field("datetime", disallowPassedDates=True))
    assert clean(checked, {"muc": "20/11/2026"}) == {"muc": "2026-11-20"}


def test_what_was_entered_is_shown_back_shortened():
    (told,) = errors(form(field("number")), {"muc": "x" * 500})["muc"]
    assert told.endswith("“" + "x" * 39 + "…”.")


@pytest.mark.parametrize(
    ("component", "sentence"),
    [
        (required("textfield", label="Kết quả đã thực hiện"), "Nhập kết quả đã thực hiện."),
        (required("textfield", label="UBND xã"), "Nhập UBND xã."),
        (required("datetime", label="Ngày văn bản"), "Nhập ngày văn bản."),
        (choice("radio", "muc", "a", validate={"required": True}), "Chọn tình trạng."),
        (required("filepicker", label="Bản ký"), "Đính kèm bản ký."),
        (required("checkbox", label="Tôi xác nhận"), "Đánh dấu vào “Tôi xác nhận”."),
        (required("textfield", properties={"missing": "Nhập kết quả, hoặc chọn “Chưa bắt đầu”."}),
         "Nhập kết quả, hoặc chọn “Chưa bắt đầu”."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("data", [{}, {"muc": None}])
def test_a_missing_value_is_asked_for(component, sentence, data):
    assert errors(form(component), data) == {"muc": [sentence]}


def test_blanks_are_missing():
    assert errors(form(required("textfield")), {"muc": " \n "})


def test_an_empty_required_list_asks_for_a_row():
    told = errors(form(rows(field("textfield"), validate={"required": True})), {"rows": []})
    assert told == {"rows": ["Thêm ít nhất một dòng vào “Nhiệm vụ”."]}


@pytest.mark.parametrize("name", ["la", "typename", "__proto__", "case_id", "muc.x"])
def test_a_key_the_form_does_not_have_is_refused(name):
    assert errors(form(field("textfield")), {"muc": "a", name: 1}) == {name: [f"Biểu mẫu không có mục “{name}”."]}


def test_a_key_the_row_does_not_have_is_refused_at_its_path():
    told = errors(form(rows(field("textfield"))), {"rows": [{"muc": "a"}, {"la": 1}]})
    assert told == {"rows[1].la": ["Biểu mẫu không có mục “rows[1].la”."]}


@pytest.mark.parametrize(
    "data", [None, [], "x", 5, {"rows": 5}, {"rows": [5]}, {"rows": "x"}, {"nhom": []}, {"rows": {}}]
)
def test_data_of_another_shape_is_refused_with_a_sentence(data):
    checked = form(rows(field("textfield")), group(field("textfield"), path="nhom"))
    told = errors(checked, data)
    assert told
    assert all(sentence and "%" not in sentence for found in told.values() for sentence in found)


def test_too_many_rows_are_refused():
    assert "500" in errors(form(rows(field("textfield"))), {"rows": [{}] * 501})["rows"][0]


def test_every_fault_is_told_at_its_html_name_in_the_order_of_the_form():
    told = errors(
        report(),
        {
            "directives": "",
            "signed_on": "31/11/2026",
            "tasks": [{"spent": "khoảng 60", "state": "doing", "result": "x"}, {"state": "done"}],
        },
        **CASE,
    )
    assert list(told) == ["directives", "tasks[0].spent", "tasks[1].result", "obstacles", "signed_on"]


def test_the_error_keeps_what_was_entered():
    data = {"muc": "khoảng 60"}
    with pytest.raises(FormInvalid) as invalid:
        clean(form(field("number")), data)
    assert invalid.value.data == data
    assert invalid.value.status == 422


def test_no_lazy_string_ever_stands_in_the_errors():
    told = errors(report(), {"signed_on": "x", "tasks": [{}, {}], "la": 1}, **CASE)
    sentences = [sentence for found in told.values() for sentence in found]
    assert all(type(sentence) is str and not isinstance(sentence, LazyString) for sentence in sentences)
    assert json.loads(json.dumps(told)) == told


def test_clean_data_is_accepted_again_unchanged():
    data = {
        "directives": "Công văn 1126",
        "no_obstacles": True,
        "signed_on": "27/11/2026",
        "files": ["a"],
        "tasks": [{"spent": "148,0", "state": "doing", "result": "38 cửa hàng"}, {"state": "not_started"}],
    }
    once = clean(report(), data, **CASE)
    assert clean(report(), once, **CASE) == once
    assert json.loads(json.dumps(once)) == once


@pytest.mark.usefixtures("english")
def test_sentences_follow_the_language_of_the_page():
    assert errors(form(required("textfield", label="Result")), {}) == {"muc": ["Enter result."]}


class TestHidden:
    WHY = required("textfield", "why", "Lý do", **hidden_when('=kind != "other"'))

    def test_a_hidden_field_is_not_demanded_and_its_value_dropped(self):
        checked = form(choice("radio", "kind", "same", "other"), self.WHY)
        assert clean(checked, {"kind": "same", "why": "cũ"}) == {"kind": "same"}

    def test_a_field_that_shows_is_demanded(self):
        checked = form(choice("radio", "kind", "same", "other"), self.WHY)
        assert errors(checked, {"kind": "other"}) == {"why": ["Nhập lý do."]}

    def test_what_is_wrong_with_a_hidden_field_does_not_matter(self):
        hidden = field("number", "n", **hidden_when("=true"))
        assert clean(form(hidden), {"n": "khoảng 60"}) == {}

    def test_conditions_read_the_case(self):
        checked = form(required("textfield", **hidden_when("=paper")))
        assert clean(checked, {}, paper=True) == {}
        assert errors(checked, {}, paper=False)

    def test_an_unknown_name_is_null_and_hides_nothing(self):
        assert errors(form(required("textfield", **hidden_when("=unknown"))), {})

    def test_hiding_one_field_hides_what_depends_on_it(self):
        checked = form(
            field("textfield", "last", **hidden_when("=middle = null")),
            field("textfield", "middle", **hidden_when("=first = null")),
            field("textfield", "first"),
        )
        assert clean(checked, {"middle": "b", "last": "c"}) == {"first": None}
        assert clean(checked, {"first": "a", "middle": "b", "last": "c"}).keys() == {"first", "middle", "last"}

    def test_a_hidden_group_hides_all_it_holds(self):
        checked = form(group(required("textfield"), **hidden_when("=true"), path="nhom"))
        assert clean(checked, {"nhom": {"muc": "x"}}) == {}

    def test_each_row_is_judged_by_its_own_values(self):
        why = required("textfield", "why", "Lý do", **hidden_when("=ok = true"))
        checked = form(rows(field("checkbox", "ok"), why))
        assert errors(checked, {"rows": [{"ok": True}, {"ok": False}]}) == {"rows[1].why": ["Nhập lý do."]}

    def test_a_row_reads_the_fields_around_it(self):
        checked = form(field("checkbox", "nil"), rows(required("textfield", **hidden_when("=nil = true"))))
        assert clean(checked, {"nil": True, "rows": [{}]}) == {"nil": True, "rows": [{}]}

    def test_numbers_are_compared_as_read_not_as_typed(self):
        checked = form(field("number", "n"), required("textfield", "why", "Lý do", **hidden_when("=n <= 1000")))
        assert clean(checked, {"n": "1.000"}) == {"n": 1000}
        assert "why" in errors(checked, {"n": "1.000,5"})

    def test_the_day_can_be_asked_for(self):
        assert clean(form(required("textfield", **hidden_when('=today() = date("2026-11-20")'))), {}) == {}


class TestRequiredByExpression:
    def test_it_is_demanded_only_when_it_holds(self):
        checked = form(field("number", "n"), field("textfield", "why", "Lý do", validate={"required": "=n > 10"}))
        assert clean(checked, {"n": 10})
        assert errors(checked, {"n": 11}) == {"why": ["Nhập lý do."]}


class TestLocked:
    LOCKED = field("textfield", "number", "Số", readonly=True)

    def test_a_locked_value_comes_from_the_case(self):
        assert clean(form(self.LOCKED), {}, number="2.3") == {"number": "2.3"}

    def test_sending_it_back_unchanged_is_fine(self):
        assert clean(form(self.LOCKED), {"number": "2.3"}, number="2.3") == {"number": "2.3"}

    def test_changing_it_is_refused(self):
        told = errors(form(self.LOCKED), {"number": "9.9"}, number="2.3")
        assert told == {"number": ["Số: lấy từ hồ sơ, không sửa ở đây."]}

    def test_one_that_is_empty_cannot_be_filled(self):
        assert errors(form(self.LOCKED), {"number": "9.9"})

    def test_a_locked_required_field_is_not_demanded(self):
        assert clean(form(required("textfield", readonly=True)), {}) == {"muc": None}

    def test_it_may_be_locked_by_an_expression(self):
        checked = form(field("number", readonly='=state = "sealed"'))
        assert clean(checked, {"muc": 5}, state="open", muc=4) == {"muc": 5}
        assert errors(checked, {"muc": 5}, state="sealed", muc=4)

    def test_rows_that_are_given_keep_their_locked_cells(self):
        data = {"tasks": [{"state": "not_started"}, {"state": "not_started"}], "directives": "x", "no_obstacles": True}
        cleaned = clean(report(), data, **CASE)
        assert [row["number"] for row in cleaned["tasks"]] == ["2.3", "2.4"]

    @pytest.mark.parametrize("count", [0, 1, 3])
    def test_rows_that_are_given_are_neither_added_nor_removed(self, count):
        data = {"tasks": [{"state": "not_started"}] * count, "directives": "x", "no_obstacles": True}
        assert "tasks" in errors(report(), data, **CASE)


class TestComputedOptions:
    @pytest.mark.parametrize("options", [{"valuesKey": "xã"}, {"valuesExpression": "=xã"}])
    def test_only_what_the_case_offers_is_accepted(self, options):
        checked = form(field("select", **options))
        offered = [{"value": "dl", "label": "Đông Lam"}, "bt", 5, {"label": "không"}]
        assert clean(checked, {"muc": "dl"}, xã=offered) == {"muc": "dl"}
        assert clean(checked, {"muc": "bt"}, xã=offered) == {"muc": "bt"}
        assert errors(checked, {"muc": "ct"}, xã=offered)
        assert errors(checked, {"muc": "dl"})
