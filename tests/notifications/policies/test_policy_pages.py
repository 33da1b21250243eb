"""The pages of policies: written, looked at before they are saved, given to something, taken back."""

import pytest

from app.notifications.policies.book import assignments, current_policies
from app.notifications.policies.models import Scope
from tests.support import units
from tests.support.factories import make_definition

ROW = {"steps-0-when": "before", "steps-0-days": "5", "steps-0-by": "digest", "steps-0-to": ["assignee", "agency_head"]}
TRIED = {"day": "30/11/2026", "is_exclusive": "true", "since": "0"}
GOOD = {"name": "Sát cuối năm", **ROW, **TRIED}


@pytest.fixture
def coordinator(visit, people):
    return visit(people.coordinator)


@pytest.fixture
def post(coordinator):
    """Post a form as the coordinator; the path continues that of the policies."""
    token = coordinator.page("policies.new").form("/reminders/policies").fields["csrf_token"]

    def post(path: str, status: int = 200, **fields):
        return coordinator.post(f"/reminders/policies{path}", {"csrf_token": token, **fields}, status)

    return post


def test_everybody_at_the_department_reads_and_the_coordinator_writes(visit, people, page):
    for person in (people.specialist, people.leader, people.auditor, people.coordinator):
        page("policies.index", as_=person)
        page("policies.show", as_=person, key="standard")
    visit(people.specialist).open("/reminders/policies/new", 403)
    visit(people.focal_point).open("/reminders/policies", 404)


@pytest.mark.parametrize("path", ["hourly", "hourly/edit"])
def test_there_is_no_page_of_a_policy_that_nobody_wrote(coordinator, path):
    coordinator.open(f"/reminders/policies/{path}", 404)


def test_the_policy_that_reminds_nobody_says_so(page, people):
    assert "Không nhắc ai" in page("policies.show", as_=people.coordinator, key="none").text


def test_the_form_has_the_steps_of_the_policy(page, people):
    shown = page("policies.edit", as_=people.coordinator, key="gentle")
    assert [node["value"] for node in shown.all("tbody input[type=text]")] == ["5", "1", "", "1", "5", "10"]


def test_it_is_written_and_leads_to_its_page(post):
    assert post("", **GOOD).path == "/reminders/policies/sat-cuoi-nam"
    with units.reading():
        assert current_policies()["sat-cuoi-nam"].name == "Sát cuối năm"


def test_it_is_looked_at_before_it_is_saved(post):
    shown = post("/preview", **GOOD).text
    assert "Thứ Năm, 19/11/2026" in shown  # five working days before Friday 27/11; the 24th is a holiday
    assert "Người giữ việc, Thủ trưởng cơ quan" in shown
    with units.reading():
        assert "sat-cuoi-nam" not in current_policies()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Đặt tên cho cách nhắc"),
        ({"name": "x" * 201}, "Dài quá"),
        ({"steps-0-days": "0"}, "Nhập số ngày làm việc từ 1 đến 60."),
        ({"steps-0-days": "năm"}, "Nhập số ngày làm việc từ 1 đến 60."),
        ({"steps-0-days": "²"}, "Nhập số ngày làm việc từ 1 đến 60."),
        ({"steps-0-days": "9" * 5000}, "Nhập số ngày làm việc từ 1 đến 60."),
        ({"steps-0-when": "sometimes"}, "Chọn trước, đúng hay sau hạn."),
        ({"steps-0-by": "pigeon"}, "Chọn nhắc bằng cách nào."),
        ({"steps-0-to": []}, "Chọn ít nhất một người được nhắc."),
        ({"steps-0-to": ["minister"]}, "Chọn ít nhất một người được nhắc."),
        ({"day": "31/11/2026"}, "Ngày này không có trong lịch."),
        ({"day": "30/11/0001"}, "Ngày này không có trong lịch."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(post, changes, sentence):
    assert sentence in post("", 422, **GOOD | changes).text
    with units.reading():
        assert len(current_policies()) == 4


def test_what_was_typed_is_kept(post):
    shown = post("", 422, **GOOD | {"steps-0-days": "năm"})
    assert shown.one("#steps-0-days")["value"] == "năm"
    assert {node["value"] for node in shown.all("tbody input[checked]")} == {"assignee", "agency_head"}


def test_a_policy_needs_a_step(post):
    assert "Thêm ít nhất một bước" in post("", 422, name="Im", **TRIED).text


def test_rows_come_and_go_without_scripts(post):
    assert len(post("/preview", **GOOD, _add_row="steps").all("tbody input[type=text]")) == 2
    assert post("/preview", **GOOD, _remove_row="steps-0").all("tbody input[type=text]") == []


def test_a_change_says_how_many_tasks_follow_and_can_be_taken_back(post):
    said = post("/standard/edit", **GOOD | {"name": "Thường"}).text
    assert "Đã lưu. 0 việc đang mở theo cách nhắc này từ sáng hôm sau." in said
    assert "đưa cách nhắc về như ban đầu (bản 2)" in post("/standard/restore", number="0").text


def test_a_change_of_an_older_version_is_a_conflict(post):
    post("/standard/edit", **GOOD)
    post("/standard/edit", 409, **GOOD | {"name": "Khác"})


@pytest.mark.parametrize("number", ["7", "-1", "x", "", "9" * 5000])
def test_going_back_to_a_version_there_never_was_is_no_page(post, number):
    post("/standard/restore", 404, number=number)


def test_it_is_given_to_a_process_and_taken_back(post, people, writing):
    with writing():
        make_definition("checks", name="Kiểm tra")
    assert "Quy trình: Kiểm tra" in post("/gentle/places", place="process:checks").text
    with units.reading():
        assert assignments() == {(Scope.process, "checks"): "gentle"}
    assert "Quy trình: Kiểm tra" not in post("/gentle/places/remove", place="process:checks").text


@pytest.mark.parametrize("place", ["process:nothing", "obligation:7", "", "process"])
def test_a_place_that_is_none_is_not_given_a_policy(post, place):
    post("/gentle/places", place=place)
    with units.reading():
        assert assignments() == {}
