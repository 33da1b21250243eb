"""A plan task from being given to being done: clarified, delivered, extended, returned, checked."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.cases.errors import NotYourTask, TaskNotFound
from app.cases.forms import form_of
from app.cases.models import Case, CaseStatus
from app.cases.rescheduling import move_deadline
from app.clock import LOCAL
from app.deadlines.moments import fixed_date
from app.errors import Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.plan_tasks.models import AssignmentState, ExtensionState
from app.plan_tasks.queries import Wanted, page_of
from app.plan_tasks.service import delivering
from app.plan_tasks.service.checking import finish
from app.tasks.entries import entries_of
from app.timeline.outbox_models import OutboxMessage
from tests.plan_tasks.yearly import (
    ACCEPT,
    ANSWER,
    CLARIFY,
    GRANT,
    HEAD_RETURNS,
    IN_CHARGE,
    MORE_TIME,
    NOT_DONE,
    REFUSE,
)  # fmt: skip
from tests.reports.rounds import open_elements
from tests.support import processes

pytestmark = pytest.mark.database

LATER = date(2027, 1, 29)


def state(task):
    return task.assignment.state


def day(moment):
    return moment.astimezone(LOCAL).date()


def shown(task, element):
    open_task = processes.open_task(task.case_id, element)
    return entries_of(open_task, form_of(open_task))


def mails(kind):
    return db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == kind)).all()


def test_a_task_runs_from_its_question_to_its_result(given, people, reading, now):
    given.accept(CLARIFY)
    with reading():
        assert state(given) is AssignmentState.clarifying
        assert shown(given, "answer_clarification")["question"] == CLARIFY["question"]
    given.do("answer_clarification", ANSWER, people.specialist.actor)
    given.accept()
    with reading():
        kept = given.assignment
        assert (kept.focal_name, kept.focal_email) == (IN_CHARGE["focal_name"], IN_CHARGE["focal_email"])
        assert (kept.state, kept.accepted_at) == (AssignmentState.in_progress, now)
    given.deliver()
    given.confirm()
    with reading():
        assert (state(given), given.assignment.result_sent_at) == (AssignmentState.submitted, now)
    given.check()
    with reading():
        case = db.session.get_one(Case, given.case_id)
        assert (state(given), case.status) == (AssignmentState.done, CaseStatus.completed)
        assert {mail.recipient_id for mail in mails("plan_task_done")} == {people.focal_point.id, people.head.id}


def test_the_focal_point_is_proposed_as_the_one_in_charge(given, people, reading):
    with reading():
        proposed = shown(given, "accept_task")
        assert (proposed["focal_name"], proposed["focal_email"]) == (people.focal_point.name, people.focal_point.email)


def test_nobody_is_in_charge_without_name_and_telephone(given):
    with pytest.raises(Invalid) as refused:
        given.accept({**ACCEPT, "focal_name": "", "focal_phone": ""})
    assert sorted(refused.value.errors) == ["focal_name", "focal_phone"]


@pytest.mark.parametrize(("somebody", "refusal"), [("specialist", NotYourTask), ("outsider", NotYourTask),
                                                   ("administrator", TaskNotFound)])  # fmt: skip
def test_only_the_lead_agency_accepts(given, people, somebody, refusal):
    with pytest.raises(refusal):
        given.do("accept_task", ACCEPT, getattr(people, somebody).actor)


def test_finishing_twice_tells_once(running, writing, reading, now):
    running.deliver()
    running.confirm()
    running.check()
    with writing():
        finish(running.case_id, now + timedelta(hours=1))
    with reading():
        assert len(mails("plan_task_done")) == 2
        assert running.assignment.checked_at == now


def test_granted_time_moves_the_task_and_brings_the_result_back_as_it_was(running, reading):
    running.deliver(MORE_TIME)
    with reading():
        assert open_elements(running.case_id) == ["decide_extension"]
        assert shown(running, "decide_extension")["asked_until"] == "29/01/2027"
        assert running.assignment.extension is ExtensionState.asked
    running.decide("decide_extension", GRANT)
    with reading():
        kept, task = running.assignment, processes.open_task(running.case_id, "deliver_result")
        assert (kept.extension, kept.extended_to) == (ExtensionState.granted, LATER)
        assert [day(one) for one in (kept.due_at, task.due_at)] == [LATER, LATER]
        assert shown(running, "deliver_result")["result"] == MORE_TIME["result"]
        assert "29/01/2027" in mails("extension_granted")[0].text


def test_granting_twice_moves_and_tells_once(running, writing, reading, now):
    running.deliver(MORE_TIME)
    running.decide("decide_extension", GRANT)
    with writing():
        delivering.find(db.session.get_one(Case, running.case_id)).grant(date(2027, 3, 1), now)
    with reading():
        assert running.assignment.extended_to == LATER
        assert len(mails("extension_granted")) == 2


def test_refused_time_leaves_the_deadline(running, reading):
    running.deliver(MORE_TIME)
    running.decide("decide_extension", REFUSE)
    with reading():
        kept = running.assignment
        assert (kept.extension, day(kept.due_at)) == (ExtensionState.refused, date(2026, 12, 31))
        assert REFUSE["refusal_reason"] in mails("extension_refused")[0].text


def test_the_second_request_is_decided_by_its_own_answer(running, reading):
    running.deliver(MORE_TIME)
    running.decide("decide_extension", REFUSE)
    running.deliver(MORE_TIME)
    running.decide("decide_extension", GRANT)
    with reading():
        assert running.assignment.extended_to == LATER


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"extension_until": "2026-12-31"}, "extension_until"),
        ({"extension_until": None}, "extension_until"),
        ({"extension_reason": " "}, "extension_reason"),
    ],
)
def test_a_request_that_gives_no_more_time_or_no_reason_is_refused(running, changes, field):
    with pytest.raises(Invalid) as refused:
        running.deliver({**MORE_TIME, **changes})
    assert list(refused.value.errors) == [field]


def test_a_grant_that_gives_no_more_time_is_refused(running):
    running.deliver(MORE_TIME)
    with pytest.raises(Invalid) as refused:
        running.decide("decide_extension", {**GRANT, "extended_to": "2026-12-30"})
    assert list(refused.value.errors) == ["extended_to"]


def test_what_the_head_wants_changed_comes_back_with_the_reason_and_the_text(running, reading):
    running.deliver()
    running.confirm(HEAD_RETURNS)
    with reading():
        assert running.assignment.return_reason == HEAD_RETURNS["return_reason"]
        assert shown(running, "deliver_result")["result"] == "Đã kiểm tra 42 cửa hàng, lập 3 biên bản."
    running.deliver()
    running.confirm()
    with reading():
        assert running.assignment.return_reason == ""


def test_a_returned_result_gets_a_day_of_its_own_and_is_sent_again(running, reading, now):
    running.deliver()
    running.confirm()
    running.check(NOT_DONE)
    with reading():
        kept = running.assignment
        assert (kept.state, kept.return_reason) == (AssignmentState.returned, NOT_DONE["return_reason"])
        assert (
            day(kept.due_at) == day(processes.open_task(running.case_id, "deliver_result").due_at) == date(2027, 1, 15)
        )
    again = now + timedelta(days=30)
    running.deliver(now=again)
    running.confirm(now=again)
    running.check(now=again)
    with reading():
        assert (state(running), running.assignment.result_sent_at) == (AssignmentState.done, again)


def test_a_return_takes_no_time_away_that_is_left(running, reading):
    running.deliver()
    running.confirm()
    running.check({**NOT_DONE, "resubmit_by": "2026-12-04"})
    with reading():
        assert day(running.assignment.due_at) == date(2026, 12, 31)


def test_a_result_is_not_wanted_again_by_yesterday(running):
    running.deliver()
    running.confirm()
    with pytest.raises(Invalid) as refused:
        running.check({**NOT_DONE, "resubmit_by": "2026-11-20"})
    assert list(refused.value.errors) == ["resubmit_by"]


@pytest.mark.parametrize(("on", "late"), [("2026-12-31", False), ("2027-01-01", True)])
def test_a_task_is_late_after_its_last_day_until_it_is_sent(running, reading, now, on, late):
    moment = now.replace(year=int(on[:4]), month=int(on[5:7]), day=int(on[8:]))
    with reading():
        plan_id = running.assignment.plan_task.plan_id
        assert [row[1] for row in page_of(plan_id, 2026, Wanted(), moment).rows] == [late]


def test_a_date_moved_on_the_case_moves_the_assignment(running, people, writing, reading, now):
    with writing():
        deadline = fixed_date(LATER, inclusive=True, calendar=office_calendar())
        move_deadline(running.case_id, deadline, reason="Công văn", actor=people.coordinator.actor, now=now)
    with reading():
        assert day(running.assignment.due_at) == LATER


def test_a_cancelled_case_ends_its_assignment(running, people, writing, reading, now):
    from app.cases.cancelling import cancel_case

    with writing():
        cancel_case(running.case_id, "Trùng nhiệm vụ", actor=people.coordinator.actor, now=now)
    with reading():
        assert state(running) is AssignmentState.stopped


def test_what_the_board_shows_can_be_told_from_the_facts(running, reading):
    with reading():
        facts = json.loads(db.session.get_one(Case, running.case_id).facts)
        assert (facts["update_on"], facts["rhythm"]) == ("2026-12-01", "month")
