"""Starting a year of a plan: whose cases are opened, once, and what rests and why."""

from datetime import date

import pytest
from sqlalchemy import select

from app.cases import batches
from app.cases.access import sees_case
from app.cases.models import Case, CaseAgency
from app.errors import Forbidden
from app.extensions import db
from app.organisation.models import AgencyKind
from app.plan_tasks.errors import PlanNotInForce
from app.plan_tasks.preview import Why, preview_year
from app.plan_tasks.service import opening
from app.plan_tasks.service.starting import start_year
from app.plans.models import Plan, PlanStatus
from tests.plan_tasks.yearly import assignments_of, cases_of, deploy_ours, make_plan, make_row, start
from tests.support.factories import make_agency

pytestmark = pytest.mark.database


@pytest.fixture
def plan(app, database, people, writing):
    """A plan with a row of Sở Công Thương, and the processes deployed; its key."""
    with writing():
        deploy_ours()
        plan = make_plan()
        make_row(plan, people.agency, coordinating=(people.other_agency,))
        return plan.id


def add_row(writing, plan_id, *leads, **values):
    with writing():
        make_row(db.session.get_one(Plan, plan_id), *leads, **values)


def leads(reading, plan_id, year=None):
    with reading():
        return [one.agency.code for one in assignments_of(plan_id) if year in (None, one.year)]


def whys(reading, plan_id, now, year=2026):
    with reading():
        return [row.why for row in preview_year(db.session.get_one(Plan, plan_id), year, now).resting]


def test_each_lead_gets_a_case_that_its_coordinating_agency_sees(plan, people, reading):
    assert start(people, plan) == 1
    with reading():
        case = db.session.get_one(Case, cases_of_open(plan)[0])
        assert (case.agency.code, case.title) == (
            "SCT", "Nhiệm vụ 2.1 (2026): Kiểm tra cột đo xăng dầu tại cửa hàng bán lẻ",
        )  # fmt: skip
        assert [row.agency_id for row in db.session.scalars(select(CaseAgency))] == [people.other_agency.id]
        assert sees_case(people.outsider.actor, case)


def cases_of_open(plan_id):
    return [one.case_id for one in assignments_of(plan_id)]


def test_started_twice_it_opens_nothing_twice(plan, people, reading):
    start(people, plan)
    assert start(people, plan) == 0
    assert len(cases_of(plan)) == 1


def test_a_yearly_row_starts_again_each_year(plan, people, writing, reading):
    add_row(writing, plan, people.other_agency, due_kind="every_year", due_from=2026)
    start(people, plan)
    start(people, plan, year=2027)
    assert (leads(reading, plan, 2026), leads(reading, plan, 2027)) == (["SCT", "XHB"], ["XHB"])


def test_a_row_over_several_years_is_opened_once(plan, people, writing, reading):
    add_row(writing, plan, people.other_agency, due_kind="year_range", due_from=2026, first_due=date(2027, 12, 31))
    start(people, plan)
    assert start(people, plan, year=2027) == 0


def test_a_row_over_several_years_is_not_opened_again_when_its_plan_is_issued_anew(plan, people, writing, reading):
    add_row(writing, plan, people.other_agency, due_kind="by_year_end", first_due=date(2030, 12, 31))
    start(people, plan)
    with writing():
        db.session.get_one(Plan, plan).issued = date(2027, 1, 15)
    assert start(people, plan, year=2027) == 0


def test_a_group_becomes_a_case_for_each_member_without_whoever_coordinates(plan, people, writing, reading):
    add_row(writing, plan, "departments", coordinating=(people.department,))
    start(people, plan)
    assert leads(reading, plan) == ["SCT", "SCT"]
    with reading():
        assert [one.group for one in assignments_of(plan)] == [None, "departments"]


def test_the_roster_of_a_group_is_frozen_when_it_is_opened(plan, people, writing, reading):
    add_row(writing, plan, "communes")
    start(people, plan)
    with writing():
        make_agency("Ủy ban nhân dân xã Mới", AgencyKind.commune, code="XM")
    assert start(people, plan) == 0


def test_large_rosters_are_opened_in_batches(plan, people, writing, reading, monkeypatch):
    monkeypatch.setattr(batches, "SIZE", 2)
    with writing():
        for number in range(4):
            make_agency(kind=AgencyKind.ward, code=f"P{number}")
    add_row(writing, plan, "communes")
    assert start(people, plan) == 6
    assert all(cases_of(plan))


def test_a_batch_done_again_opens_nothing_again(plan, people, writing, now):
    start(people, plan)
    before = cases_of(plan)
    with writing():
        assert opening.open_batch(plan, now) == 0
    assert cases_of(plan) == before


def test_the_preview_says_why_a_row_rests(plan, people, writing, reading, now):
    add_row(writing, plan, "Các hội liên quan")
    add_row(writing, plan, "related")
    add_row(writing, plan, people.agency, due_kind="none", first_due=None)
    add_row(writing, plan, people.agency, due_kind="quarter", first_due=date(2026, 3, 31))
    add_row(writing, plan, people.agency, due_kind="quarter", first_due=date(2027, 3, 31))
    assert whys(reading, plan, now) == [
        Why.unknown_lead, Why.unknown_lead, Why.no_date, Why.past, Why.other_year,
    ]  # fmt: skip
    start(people, plan)
    assert whys(reading, plan, now)[0] is Why.started


def test_a_row_whose_day_has_gone_by_starts_when_somebody_wants_it(plan, people, writing, reading):
    add_row(writing, plan, people.other_agency, due_kind="quarter", first_due=date(2026, 3, 31))
    assert (start(people, plan), start(people, plan, with_past=True)) == (1, 1)


def test_a_lead_that_ended_starts_nothing(plan, people, writing, reading, now):
    with writing():
        ended = make_agency("Sở Thông tin", code="STT", valid_to=date(2025, 6, 30))
    add_row(writing, plan, ended)
    assert whys(reading, plan, now) == [Why.unknown_lead]


@pytest.mark.parametrize("somebody", ["specialist", "focal_point"])
def test_only_a_coordinator_starts_a_year(plan, people, writing, now, somebody):
    with pytest.raises(Forbidden), writing():
        start_year(plan, 2026, actor=getattr(people, somebody).actor, now=now)


def test_a_plan_that_is_still_being_read_cannot_be_started(plan, people, writing, now):
    with writing():
        db.session.get_one(Plan, plan).status = PlanStatus.reading
    with pytest.raises(PlanNotInForce):
        start(people, plan)
