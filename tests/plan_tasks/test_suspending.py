"""A coordinator lets a task rest, and then lets it go on, hands it over, or ends it; dates pause meanwhile."""

from datetime import date, timedelta

import pytest

from app.cases.access import sees_case
from app.cases.errors import CaseNotFound
from app.cases.forms import form_of
from app.cases.models import Case, CaseStatus
from app.clock import LOCAL
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.plan_tasks.errors import NotWithTheAgency
from app.plan_tasks.models import AssignmentState
from app.plan_tasks.service.contributing import ask_contributions
from app.plan_tasks.service.suspending import suspend
from app.tasks.drafts import save_draft
from app.tasks.entries import entries_of
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.plan_tasks.yearly import CLARIFY, Task, start
from tests.reports.rounds import open_elements
from tests.support import processes

pytestmark = pytest.mark.database

REASON = "Chờ Bộ sửa đổi Thông tư."
REVIEW = date(2026, 12, 11)
RESUME = {"resumption": "resume"}
STOP = {"resumption": "stop", "resumption_reason": "Không còn nguồn kinh phí.",
        "resumption_document": "Quyết định 512/QĐ-UBND ngày 05/6/2026"}  # fmt: skip
HAND_OVER = {**STOP, "resumption": "hand_over", "resumption_reason": "Đúng chức năng hơn.", "new_lead": "XHB"}


@pytest.fixture
def rest(people, writing, now):
    """Let a task rest as the coordinator, or as somebody else."""

    def rest(task: Task, *, actor=None, reason=REASON, review_on=REVIEW, at=None):
        with writing():
            suspend(task.case_id, reason, review_on, actor=actor or people.coordinator.actor, now=at or now)

    return rest


def in_ten_days(now):
    return now + timedelta(days=10)


def day(moment):
    return moment.astimezone(LOCAL).date()


def test_while_it_rests_nobody_at_the_agency_has_to_do_anything(running, rest, reading):
    rest(running)
    with reading():
        case = db.session.get_one(Case, running.case_id)
        assert open_elements(running.case_id) == ["decide_resumption"]
        assert (running.assignment.state, case.due_at) == (AssignmentState.suspended, None)


def test_the_history_names_the_event_of_the_diagram_and_not_the_message(running, rest, people, visit):
    rest(running)
    page = visit(people.coordinator).page("cases.show", case_id=running.case_id)
    assert "Sự kiện “Tạm dừng” đã xảy ra." in page.text


def test_a_task_goes_on_with_as_many_days_as_it_rested_and_is_accepted_anew(running, rest, reading, now):
    rest(running)
    running.decide("decide_resumption", RESUME, in_ten_days(now))
    with reading():
        kept = running.assignment
        assert open_elements(running.case_id) == ["accept_task"]
        assert (kept.state, day(kept.due_at), kept.suspended_at) == (
            AssignmentState.assigned, date(2027, 1, 10), None,
        )  # fmt: skip
        assert day(db.session.get_one(Case, running.case_id).due_at) == date(2027, 1, 10)


def test_a_result_half_written_is_there_when_the_task_goes_on(running, rest, people, writing, reading, now):
    with writing():
        task = processes.open_task(running.case_id, "deliver_result")
        save_draft(
            task.id, {"result": "Đã kiểm tra 30 cửa hàng."}, base_version=0, actor=people.focal_point.actor, now=now
        )
    rest(running)
    running.decide("decide_resumption", RESUME, in_ten_days(now))
    running.accept(now=in_ten_days(now))
    with reading():
        task = processes.open_task(running.case_id, "deliver_result")
        assert entries_of(task, form_of(task))["result"] == "Đã kiểm tra 30 cửa hàng."


def test_a_task_can_rest_before_it_is_accepted(given, rest, reading):
    rest(given)
    with reading():
        assert open_elements(given.case_id) == ["decide_resumption"]


def test_handed_over_another_agency_accepts_and_the_first_keeps_seeing_it(running, rest, people, reading, now):
    rest(running)
    running.decide("decide_resumption", HAND_OVER, in_ten_days(now))
    with reading():
        case, kept = db.session.get_one(Case, running.case_id), running.assignment
        assert (case.agency.code, kept.agency.code, kept.first_agency.code) == ("XHB", "XHB", "SCT")
        assert processes.open_task(running.case_id, "accept_task").agency_id == people.other_agency.id
        assert sees_case(people.focal_point.actor, case)
        told = entries(Subject("case", case.id), limit=50)
        assert next(one for one in told if one.action == "plan_task.handed_over").payload["new"] == (
            "Ủy ban nhân dân xã Hòa Bình"
        )


def test_what_others_still_owe_goes_to_the_new_lead(running, rest, people, writing, reading, now):
    with writing():
        actor = people.focal_point.actor
        case = ask_contributions(
            running.case_id, [people.department.id], "Số liệu", date(2026, 12, 4), actor=actor, now=now
        )[0]
        part = case.id
    rest(running)
    running.decide("decide_resumption", HAND_OVER, now)
    with reading():
        assert sees_case(people.outsider.actor, db.session.get_one(Case, part))


@pytest.mark.parametrize("name", ["Sở Không Có", "SCT"])
def test_a_task_is_handed_only_to_another_agency_of_the_register(running, rest, reading, now, name):
    rest(running)
    with pytest.raises(Invalid) as refused:
        running.decide("decide_resumption", {**HAND_OVER, "new_lead": name}, now)
    assert list(refused.value.errors) == ["new_lead"]
    with reading():
        assert running.assignment.state is AssignmentState.suspended


def test_started_again_the_year_does_not_return_to_the_agency_that_handed_it_over(running, rest, people, reading, now):
    rest(running)
    running.decide("decide_resumption", HAND_OVER, now)
    with reading():
        plan_id = running.assignment.plan_task.plan_id
    assert start(people, plan_id) == 0


def test_a_stopped_task_ends_with_its_reason(running, rest, reading, now):
    rest(running)
    running.decide("decide_resumption", STOP, now)
    with reading():
        case = db.session.get_one(Case, running.case_id)
        assert (running.assignment.state, case.status) == (AssignmentState.stopped, CaseStatus.completed)


def test_a_task_ends_only_with_reason_and_document(running, rest, now):
    rest(running)
    with pytest.raises(Invalid) as refused:
        running.decide("decide_resumption", {"resumption": "stop"}, now)
    assert sorted(refused.value.errors) == ["resumption_document", "resumption_reason"]


def test_what_the_department_has_does_not_rest(running, rest):
    running.deliver()
    running.confirm()
    with pytest.raises(NotWithTheAgency):
        rest(running)


def test_what_waits_for_clarification_does_not_rest(given, rest):
    given.accept(CLARIFY)
    with pytest.raises(NotWithTheAgency):
        rest(given)


@pytest.mark.parametrize(
    ("entries", "field"), [({"reason": " "}, "reason"), ({"review_on": date(2026, 11, 20)}, "review_on")]
)
def test_a_rest_needs_a_reason_and_a_day(running, rest, entries, field):
    with pytest.raises(Invalid) as refused:
        rest(running, **entries)
    assert list(refused.value.errors) == [field]


@pytest.mark.parametrize(("somebody", "refusal"), [("focal_point", Forbidden), ("administrator", CaseNotFound)])
def test_only_a_coordinator_lets_a_task_rest(running, rest, people, somebody, refusal):
    with pytest.raises(refusal):
        rest(running, actor=getattr(people, somebody).actor)
