"""The page on which a coordinator restricts a case, and what the case's page then says."""

import pytest

from app.organisation.roles import Role
from tests.support import processes
from tests.support.factories import grant, make_user

REASON = "Có thông tin về người phản ánh."


@pytest.fixture
def restricted(case_id, visit, people) -> int:
    """The case, restricted by the coordinator to the specialist and who holds its work."""
    form = visit(people.coordinator).page("cases.restriction", case_id=case_id).form("/restriction")
    form.submit(people=[str(people.specialist.id)], reason=REASON, _restrict="1")
    return case_id


def test_it_shows_what_would_change_before_anything_does(case_id, visit, people):
    page = visit(people.coordinator).page("cases.restriction", case_id=case_id)
    assert "Bí mật nhà nước không được đưa vào hệ thống này" in page.text
    looked = page.form("/restriction").submit(people=[str(people.specialist.id)], reason=REASON)
    assert "3 người không còn thấy hồ sơ" in looked.text
    visit(people.leader).page("cases.show", case_id=case_id)


def test_the_case_is_gone_for_the_others(restricted, visit, people):
    for name in ("leader", "auditor", "head", "outsider", "administrator"):
        visit(getattr(people, name)).page("cases.show", status=404, case_id=restricted)
    page = visit(people.specialist).page("cases.show", case_id=restricted)
    assert "Chỉ những người được nêu tên mới biết hồ sơ này" in page.text
    assert "đã hạn chế hồ sơ, chỉ còn" in page.text


def test_without_a_reason_it_stays_as_it_was(case_id, visit, people):
    form = visit(people.coordinator).page("cases.restriction", case_id=case_id).form("/restriction")
    page = form.submit(422, people=[str(people.specialist.id)], reason=" ")
    assert "vì sao" in page.text
    assert page.one(f"input[name=people][value='{people.specialist.id}'][checked]")


@pytest.mark.parametrize("given", ["²", "9" * 19, "x", "-1"])
def test_what_is_no_key_is_nobody(case_id, visit, people, given):
    form = visit(people.coordinator).page("cases.restriction", case_id=case_id).form("/restriction")
    assert form.submit(200, people=[given], reason=REASON).one("button[name=_restrict]")


def test_opened_again_it_needs_a_reason_and_is_there_for_everybody(restricted, visit, people):
    page = visit(people.coordinator).page("cases.restriction", case_id=restricted)
    form = page.form("/restriction/end")
    assert "vì sao" in form.submit(422, why="").text
    form.submit(why="Đã trả lời xong.")
    assert "Đã trả lời xong." in visit(people.leader).page("cases.show", case_id=restricted).text


def test_a_coordinator_who_leaves_the_case_goes_to_the_list(restricted, visit, writing, people):
    with writing():
        other = make_user("Lò Thị Sau", "sau@lamgiang.example")
        grant(other, Role.coordinator)
        other_id = other.id
    page = visit(people.coordinator).page("cases.restriction", case_id=restricted)
    form = page.form(f"/cases/{restricted}/restriction")
    assert form.submit(people=[str(other_id)], reason="Bàn giao.", _restrict="1").path == "/cases"


@pytest.mark.parametrize(("person", "status"), [("specialist", 403), ("focal_point", 403), ("outsider", 404)])
def test_others_may_not(case_id, visit, people, person, status):
    visit(getattr(people, person)).page("cases.restriction", status=status, case_id=case_id)


def test_a_step_that_nobody_named_may_do_is_said_to_coordinators(restricted, visit, writing, people):
    with writing():
        processes.open_task(restricted, "write").agency_id = people.department.id
    sentence = "Không ai trong số người được nêu tên làm được"
    assert sentence in visit(people.coordinator).page("cases.show", case_id=restricted).text
    assert sentence not in visit(people.specialist).page("cases.show", case_id=restricted).text
