"""The registers of agencies and users, as their keepers see them."""

import pytest

from app.extensions import db
from app.organisation.models import Agency
from tests.support.factories import make_agency
from tests.support.people import People


@pytest.mark.database
def test_the_coordinator_finds_an_agency_without_typing_accents(visit, people: People):
    page = visit(people.coordinator).open("/agencies?q=cong+thuong")
    assert [link.text for link in page.all("#agencies td a")] == ["Sở Công Thương"]


def test_an_agency_is_entered_shown_and_corrected(visit, people: People):
    keeper = visit(people.coordinator)
    form = keeper.page("agencies.new").form("/agencies")
    page = form.submit(code="SYT", name="Sở Y tế", valid_from="01/7/2025", aliases="Sở YT\nSYT")
    assert page.h1 == "Sở Y tế"
    corrected = keeper.open(f"{page.path}/edit").form("/edit").submit(phone="0000 000 009")
    assert "0000 000 009" in corrected.text


def test_what_was_typed_stays_when_something_is_wrong(visit, people: People):
    form = visit(people.coordinator).page("agencies.new").form("/agencies")
    page = form.submit(status=422, code="SCT", name="Sở Công Thương mới", valid_from="31/11/2026")
    assert page.title.startswith(("Lỗi", "Error"))
    assert page.form("/agencies").fields["name"] == ["Sở Công Thương mới"]


def test_an_ended_agency_names_its_successor(visit, people: People):
    keeper = visit(people.coordinator)
    form = keeper.page("agencies.ending", agency_id=people.other_agency.id).form("/end")
    page = form.submit(last_day="30/6/2026", kind="merge", successors="SCT", legal_basis="Nghị quyết 5/NQ-HĐND")
    assert "Sở Công Thương" in page.text


def test_an_auditor_sees_agencies_but_no_names(visit, people: People):
    page = visit(people.auditor).page("agencies.show", agency_id=people.agency.id)
    assert people.focal_point.name not in page.text


@pytest.mark.database
def test_a_seat_goes_to_somebody_new_who_is_invited(visit, people: People, reading):
    keeper = visit(people.coordinator)
    form = keeper.page("seats.edit", agency_id=people.agency.id, role="focal_point").form("/seats/")
    page = form.submit(holder_email="moi@lamgiang.example", holder_name="Cao Văn Mới")
    assert "Cao Văn Mới" in page.text
    silent = keeper.open("/users?show=silent")
    assert "Cao Văn Mới" in silent.text


def test_the_administrator_opens_disables_and_enables_an_account(visit, people: People):
    keeper = visit(people.administrator)
    form = keeper.page("users.new").form("/users")
    page = form.submit(name="Tạ Bích Thủy", email="thuy@lamgiang.example", role="specialist")
    assert page.h1 == "Tạ Bích Thủy"
    page = page.form("/disable").submit(reason="chuyển công tác")
    page = page.form("/enable").submit()
    assert page.form("/disable")


def test_a_granted_role_can_be_taken_back(visit, people: People):
    page = visit(people.administrator).page("users.show", user_id=people.leader.id)
    granted = page.visitor.post(f"{page.path}/roles", {**page.form("/invite").fields, "role": "coordinator"})
    assert len([form for form in granted.all("form") if "/roles/revoke" in form["action"]]) == 2


@pytest.mark.parametrize("path", ["/users", "/agencies", "/users/new", "/agencies/import"])
def test_a_focal_point_is_not_told_that_the_registers_exist(visit, people: People, path):
    page = visit(people.focal_point).open(path, status=404)
    unknown = visit(people.focal_point).open("/nothing-here", status=404)
    assert page.text == unknown.text


@pytest.mark.database
def test_the_list_of_agencies_turns_pages_by_its_index(visit, people: People, writing):
    with writing():
        for number in range(60):
            make_agency(f"Xã số {number:02}")
    first = visit(people.coordinator).open("/agencies")
    second = visit(people.coordinator).open(first.one("#more a")["href"])
    names = [link.text for page in (first, second) for link in page.all("#agencies td a")]
    with writing():
        assert len(names) == len(set(names)) == db.session.query(Agency).count()
