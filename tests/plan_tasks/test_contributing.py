"""Coordinating agencies are asked for their part, give it, and are asked again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.cases.access import sees_case
from app.cases.cancelling import cancel_case
from app.cases.completing import complete_task
from app.cases.errors import CaseNotFound
from app.cases.models import Case, CaseStatus
from app.cases.timers import fire_due
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.models import AgencyKind
from app.plan_tasks.errors import AskedAlready, NotWithTheAgency
from app.plan_tasks.helping import helpers_of
from app.plan_tasks.models import Contribution, ContributionState
from app.plan_tasks.service.contributing import ask_contributions
from app.timeline.log import Subject
from app.timeline.queries import latest_entry
from tests.reports.rounds import open_elements
from tests.support import processes
from tests.support.factories import make_agency

pytestmark = pytest.mark.database

REQUEST = "Số cột đo đã kiểm tra trên địa bàn xã."
UNTIL = date(2026, 12, 4)
GIVEN = {"contribution": "Đã kiểm tra 6 cột đo."}
ENOUGH = {"contribution_decision": "accept"}
AGAIN = {"contribution_decision": "return", "return_reason": "Thiếu tháng 11.", "contribute_by": "2026-12-11"}


@pytest.fixture
def ask(running, people, writing, now):
    """Ask the commune, as the lead's focal point unless somebody else is named; return its case."""

    def ask(actor=None, agencies=None, until=UNTIL, request=REQUEST):
        with writing():
            asked = ask_contributions(
                running.case_id,
                [people.other_agency.id] if agencies is None else agencies,
                request,
                until,
                actor=actor or people.focal_point.actor,
                now=now,
            )
            return asked[0].id

    return ask


@pytest.fixture
def do(writing, now):
    """Complete the open task at an element of a case."""

    def do(case_id, element, entries, who, at=None):
        with writing():
            complete_task(processes.open_task(case_id, element).id, entries, actor=who.actor, now=at or now)

    return do


def part_of(case_id):
    return db.session.scalars(select(Contribution).where(Contribution.case_id == case_id)).one()


def test_a_part_is_given_and_accepted(ask, do, people, reading):
    part = ask()
    do(part, "contribute", GIVEN, people.outsider)
    do(part, "accept_contribution", ENOUGH, people.focal_point)
    with reading():
        assert (part_of(part).state, part_of(part).text) == (ContributionState.accepted, GIVEN["contribution"])
        assert db.session.get_one(Case, part).status is CaseStatus.completed


def test_each_side_sees_the_case_of_the_other(ask, running, people, reading):
    part = ask()
    with reading():
        assert sees_case(people.focal_point.actor, db.session.get_one(Case, part))
        assert sees_case(people.outsider.actor, db.session.get_one(Case, running.case_id))


def test_what_is_not_enough_is_asked_for_again_by_a_day_of_its_own(ask, do, people, reading):
    part = ask()
    do(part, "contribute", GIVEN, people.outsider)
    do(part, "accept_contribution", AGAIN, people.focal_point)
    with reading():
        assert part_of(part).state is ContributionState.returned
        assert f"{part_of(part).due_at:%d/%m/%Y}" == "11/12/2026"
    do(part, "contribute", GIVEN, people.outsider)
    do(part, "accept_contribution", ENOUGH, people.focal_point)


@pytest.mark.parametrize(
    ("decision", "state", "elements"),
    [
        ({"waiting": "wait", "contribute_by": "2026-12-18"}, ContributionState.asked, ["contribute"]),
        ({"waiting": "waive"}, ContributionState.waived, []),
    ],
)
def test_a_part_that_does_not_come_is_waited_for_or_not(ask, do, people, app, reading, now, decision, state, elements):
    part, later = ask(), now + timedelta(days=18)
    with app.app_context():
        fire_due(later)
    do(part, "decide_waiting", decision, people.focal_point, later)
    with reading():
        assert part_of(part).state is state
        assert list(open_elements(part)) == elements


def test_more_time_ends_after_today(ask, do, people):
    part = ask()
    do(part, "contribute", GIVEN, people.outsider)
    with pytest.raises(Invalid) as refused:
        do(part, "accept_contribution", {**AGAIN, "contribute_by": "2026-11-20"}, people.focal_point)
    assert list(refused.value.errors) == ["contribute_by"]


def test_nobody_is_asked_twice_before_answering(ask):
    ask()
    with pytest.raises(AskedAlready):
        ask()


@pytest.mark.parametrize(
    ("entries", "field"),
    [({"agencies": []}, "agencies"), ({"until": date(2026, 11, 20)}, "until"), ({"request": " "}, "request")],
)
def test_a_request_needs_agencies_words_and_a_day(ask, entries, field):
    with pytest.raises(Invalid) as refused:
        ask(**entries)
    assert list(refused.value.errors) == [field]


@pytest.mark.parametrize(
    ("somebody", "refusal"), [("outsider", Forbidden), ("specialist", Forbidden), ("administrator", CaseNotFound)]
)
def test_only_the_lead_asks(ask, people, somebody, refusal):
    with pytest.raises(refusal):
        ask(actor=getattr(people, somebody).actor)


def test_nothing_is_asked_for_once_the_department_has_the_result(running, ask):
    running.deliver()
    running.confirm()
    with pytest.raises(NotWithTheAgency):
        ask()


def test_those_the_plan_names_can_be_asked_until_they_have_been(running, ask, people, reading, now):
    with reading():
        assert [agency.code for agency in helpers_of(running.assignment, now)] == ["XHB"]
    ask()
    with reading():
        assert helpers_of(running.assignment, now) == []


def test_members_of_a_coordinating_group_can_be_asked(running, writing, reading, now):
    from app.plans.models import Part, PlanTaskAgency

    with writing():
        make_agency("Phường Đông Lam", AgencyKind.ward, code="PDL")
        row = running.assignment.plan_task_id
        db.session.add(PlanTaskAgency(task_id=row, part=Part.coordinating, name="UBND các xã", group="communes"))
    with reading():
        assert [agency.code for agency in helpers_of(running.assignment, now)] == ["XHB", "PDL"]


def test_once_the_task_is_done_nobody_is_asked_any_more(ask, running, reading):
    part = ask()
    running.deliver()
    running.confirm()
    running.check()
    with reading():
        assert part_of(part).state is ContributionState.waived
        assert db.session.get_one(Case, part).status is CaseStatus.cancelled


def test_a_task_that_ends_without_result_ends_what_others_were_asked_for(ask, running, people, writing, reading, now):
    part = ask()
    with writing():
        cancel_case(running.case_id, "Trùng nhiệm vụ.", actor=people.coordinator.actor, now=now)
    with reading():
        assert part_of(part).state is ContributionState.waived
        assert db.session.get_one(Case, part).status is CaseStatus.cancelled
        said = latest_entry(Subject("case", part), "case.cancellation_ordered")
        assert said.payload["reason"].endswith("đã kết thúc không có kết quả: Trùng nhiệm vụ.")
