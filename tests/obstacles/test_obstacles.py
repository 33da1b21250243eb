"""An obstacle is raised, triaged, resolved with guidance or from above; what it blocks shows so until it is over."""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from app.amendments.queries import amendment_asked_by
from app.cases.cancelling import cancel_case
from app.cases.confidential.service import Choice, open_again, restrict
from app.cases.errors import CaseNotFound
from app.cases.models import Case, CasePerson, UserTask
from app.cases.timers import fire
from app.clock import LOCAL, local_date
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.obstacles.errors import NothingToBlock
from app.obstacles.models import ObstacleState, Outcome
from app.obstacles.queries import Show, in_the_way, listed
from app.obstacles.service import steps as obstacle_steps
from app.obstacles.service.raising import Blocked, Words, raise_obstacle
from app.organisation.calendar import office_calendar
from app.plans.service.amending import Issue, RowAct, RowChange, amend_plan
from app.timeline.outbox_models import OutboxMessage
from tests.amendments.plans import make_plan, rows_of
from tests.obstacles.obstacles import (
    ASK,
    CLARIFIED,
    ESCALATE,
    GUIDE,
    NOT_SOLVED,
    PAUSE,
    SOLVED,
    WORDS,
    join,
)
from tests.reports.rounds import open_elements
from tests.support import processes, steps
from tests.support.clock import NOW
from tests.support.factories import make_calendar_day

pytestmark = pytest.mark.database


def blocking(work, person):
    return [(one.obstacle.id, one.is_seen) for one in in_the_way([work.case_id], person.actor).get(work.case_id, ())]


def paused(task_id):
    return db.session.get_one(UserTask, task_id).paused_at is not None


def test_what_is_blocked_shows_it_until_the_agency_confirms_that_it_is_solved(work, people, reading):
    obstacle = work.raise_one()
    with reading():
        assert blocking(work, people.focal_point) == [(obstacle.number, True)]
    obstacle.triage(GUIDE)
    obstacle.guide()
    obstacle.do("confirm_solution", SOLVED, "focal_point")
    with reading():
        assert blocking(work, people.focal_point) == []
        assert (obstacle.row.state, obstacle.row.outcome) == (ObstacleState.ended, Outcome.solved)


def test_asked_for_more_detail_the_agency_corrects_what_it_said(work, reading):
    obstacle = work.raise_one()
    obstacle.triage(ASK)
    with reading():
        assert obstacle.row.state is ObstacleState.clarifying
    obstacle.do("clarify", CLARIFIED, "focal_point")
    with reading():
        assert (obstacle.row.what, obstacle.row.since) == (CLARIFIED["what"], date(2026, 11, 10))
        assert obstacle.row.state is ObstacleState.triage


def test_guidance_that_does_not_help_goes_back_to_the_triage(work, reading):
    obstacle = work.raise_one()
    obstacle.triage(GUIDE)
    obstacle.guide()
    obstacle.do("confirm_solution", NOT_SOLVED, "focal_point")
    with reading():
        assert open_elements(obstacle.case_id) == ["triage"]
        assert obstacle.row.closed_at is None


SILENCES = [(10, Outcome.silent), (15, Outcome.unclear)]


def asked(work, outcome):
    """Have an obstacle that waits for the agency: to confirm, or to give more detail."""
    obstacle = work.raise_one()
    if outcome is Outcome.silent:
        obstacle.triage(GUIDE)
        obstacle.guide()
    else:
        obstacle.triage(ASK)
    return obstacle


def last_day(working_days):
    """Return the noon of the last working day of a wait that begins now."""
    day = office_calendar().add_working_days(local_date(NOW), working_days)
    return datetime.combine(day, time(12), LOCAL)


@pytest.mark.parametrize(("days", "outcome"), SILENCES, ids=["confirmation", "detail"])
def test_silence_closes_it_after_so_many_working_days(work, people, writing, reading, days, outcome):
    obstacle = asked(work, outcome)
    with writing():
        fire(obstacle.case_id, last_day(days))
    with reading():
        assert obstacle.row.closed_at is None
    with writing():
        fire(obstacle.case_id, last_day(days) + timedelta(days=1))
    with reading():
        assert (obstacle.row.outcome, blocking(work, people.coordinator)) == (outcome, [])


@pytest.mark.parametrize(("days", "outcome"), SILENCES, ids=["confirmation", "detail"])
def test_days_off_do_not_count_as_silence(work, writing, reading, days, outcome):
    """A whole week of the wait is off."""
    with writing():
        without = last_day(days)
        for days_later in range(5):
            make_calendar_day(date(2026, 11, 30) + timedelta(days=days_later))
    with reading():
        assert last_day(days) == without + timedelta(days=7)
    obstacle = asked(work, outcome)
    with writing():
        fire(obstacle.case_id, without + timedelta(days=2))
    with reading():
        assert obstacle.row.closed_at is None


def test_reminders_rest_if_the_coordinator_says_so_and_go_on_at_the_end(work, reading):
    obstacle = work.raise_one(blocked=work.blocked(whole=True))
    obstacle.triage(PAUSE)
    with reading():
        assert paused(work.task_id)
    steps.do(work.case_id, "write", {"subject": "Chuẩn"}, work.people.focal_point.actor)
    with reading():
        follower = processes.open_task(work.case_id, "check").id
        assert paused(follower)
    obstacle.guide()
    obstacle.do("confirm_solution", SOLVED, "focal_point")
    with reading():
        assert not paused(follower)


def test_what_opens_while_two_obstacles_pause_a_case_rests_until_both_are_over(work, people, reading):
    whole = work.blocked(whole=True)
    first = work.raise_one(blocked=whole)
    second = work.raise_one(people.head.actor, whole, replace(WORDS, what="Thiếu người"))
    first.triage(PAUSE)
    second.triage(PAUSE)
    steps.do(work.case_id, "write", {"subject": "Chuẩn"}, work.people.focal_point.actor)
    resting = []
    for obstacle in (first, second):
        obstacle.guide()
        obstacle.do("confirm_solution", SOLVED, "focal_point")
        with reading():
            resting.append(paused(processes.open_task(work.case_id, "check").id))
    assert resting == [True, False]


def test_an_equal_one_blocks_as_long_as_the_other_and_both_agencies_hear(work, people, reading):
    first, second = work.raise_one(), work.raise_one(people.outsider.actor, blocked=Blocked())
    second.triage(join(first.number))
    with reading():
        assert (second.row.outcome, second.row.closed_at) == (Outcome.joined, None)
    first.triage(GUIDE)
    first.guide()
    first.do("confirm_solution", SOLVED, "focal_point")
    with reading():
        assert second.row.closed_at is not None
        told = db.session.query(OutboxMessage.kind).filter_by(recipient_id=people.outsider.id)
        assert {"obstacle_joined", "obstacle_ended"} <= {kind for (kind,) in told}


def test_it_is_not_joined_with_itself_nor_with_what_is_not_there(work):
    obstacle = work.raise_one()
    for number in (obstacle.number, 4711):
        with pytest.raises(Invalid) as refused:
            obstacle.triage(join(number))
        assert list(refused.value.errors) == ["joined_to"]


def test_escalated_it_is_the_committees_to_decide_and_a_return_brings_it_back(work, people, reading):
    obstacle = work.raise_one()
    obstacle.triage(ESCALATE)
    obstacle.do("draft_submission", {"document_title": "Tờ trình", "submission": "Kính trình."}, "specialist")
    obstacle.do("sign_document", steps.SIGN, "leader")
    obstacle.do("record_issue", steps.ISSUED, "specialist")
    with reading():
        assert [one.id for one in listed(people.committee_office.actor, Show.open).obstacles] == [obstacle.number]
        assert obstacle.row.state is ObstacleState.escalated
    returned = {"committee_decision": "return", "return_reason": "Bổ sung phương án."}
    obstacle.do("decide_submission", returned, "committee_office")
    with reading():
        assert open_elements(obstacle.case_id) == ["draft_submission"]


def test_a_decision_carried_out_by_an_amendment_waits_for_its_issue(work, people, writing, reading, now):
    with writing():
        steps.deploy("plan_amendment")
        plan_id = make_plan(people)
    obstacle = work.raise_one()
    obstacle.escalate()
    wish = {"follow_up": "amend", "plan": str(plan_id), "amendment_reason": "Theo ý kiến của tỉnh."}
    obstacle.do("carry_out", wish, "specialist")
    with writing():
        obstacle_steps.open_amendment(obstacle.case_id, now)  # once more: it stays one
    with reading():
        amendment = amendment_asked_by(obstacle.case_id)
        assert open_elements(amendment.case_id) == ["propose"]
        case_id = amendment.case_id
    steps.do(case_id, "propose", {"proposal_decision": "withdraw"}, people.coordinator.actor)
    with reading():
        assert open_elements(obstacle.case_id) == ["carry_out"]
    obstacle.do("carry_out", {"follow_up": "guide", "instruction": "Dùng chuẩn của tỉnh bạn."}, "specialist")
    obstacle.do("confirm_solution", SOLVED, "focal_point")


def test_on_a_confidential_case_it_is_confidential_to_the_same_people(work, people, writing, reading):
    with writing():
        db.session.get_one(Case, work.case_id).is_confidential = True
        db.session.add_all(
            CasePerson(case_id=work.case_id, user_id=one.id) for one in (people.focal_point, people.coordinator)
        )
    obstacle = work.raise_one()
    with reading():
        assert [one.id for one in listed(people.coordinator.actor, Show.open).obstacles] == [obstacle.number]
        assert listed(people.specialist.actor, Show.open).obstacles == []
        assert blocking(work, people.specialist) == []


def test_restricted_with_its_case_and_opened_with_it(work, people, writing, reading, now):
    """It says what the case is about, so whoever loses sight of the case loses sight of it as well."""
    obstacle = work.raise_one()
    actor, chosen = people.coordinator.actor, frozenset({people.focal_point.id})
    with writing():
        restrict(Choice(work.case_id, chosen, "Có tên người phản ánh."), actor=actor, now=now)
    with reading():
        assert listed(people.specialist.actor, Show.open).obstacles == []
        assert [one.id for one in listed(people.focal_point.actor, Show.open).obstacles] == [obstacle.number]
    with writing():
        open_again(work.case_id, "Đã xong.", actor=actor, now=now)
    with reading():
        assert [one.id for one in listed(people.specialist.actor, Show.open).obstacles] == [obstacle.number]


def test_a_mail_does_not_repeat_the_words_of_one_that_was_restricted(work, people, writing, reading, now):
    first, second = work.raise_one(), work.raise_one(words=replace(WORDS, what="Thiếu chuẩn 20 lít"))
    second.triage(join(first.number))
    with writing():
        chosen = Choice(first.case_id, frozenset({people.coordinator.id}), "Có tên người phản ánh.")
        restrict(chosen, actor=people.coordinator.actor, now=now)
    with writing():
        cancel_case(first.case_id, "Không cần nữa.", actor=people.coordinator.actor, now=now)
    with reading():
        kinds = set(db.session.scalars(select(OutboxMessage.kind)))
        assert "obstacle_ended" not in kinds
        assert second.row.closed_at is not None


def test_raised_by_another_agency_it_shows_to_whom_it_blocks(work, people, writing, reading):
    with writing():
        plan_id = make_plan(people)
        row_id = rows_of(plan_id)[0].id
    obstacle = work.raise_one(people.outsider.actor, Blocked(plan_id=plan_id, plan_task_id=row_id))
    with reading():
        assert (obstacle.row.agency_id, obstacle.row.plan_task_id) == (people.other_agency.id, row_id)


def test_it_stays_in_the_way_of_its_row_when_the_plan_is_amended(work, people, writing, reading, now):
    with writing():
        plan_id = make_plan(people)
        first, second, _third = rows_of(plan_id)
    kept = work.raise_one(blocked=Blocked(plan_id=plan_id, plan_task_id=first.id))
    freed = work.raise_one(blocked=Blocked(plan_id=plan_id, plan_task_id=second.id))
    with writing():
        dropped = [RowChange(RowAct.drop, second.id)]
        new = amend_plan(
            plan_id, dropped, Issue("2/QĐ-UBND", now.date(), None), actor=people.coordinator.actor, now=now
        )
        rows = rows_of(new.id)
    with reading():
        assert (kept.row.plan_id, kept.row.plan_task_id) == (new.id, rows[0].id)
        assert (freed.row.plan_id, freed.row.plan_task_id) == (new.id, None)


def test_a_coordinator_raises_it_for_the_agency_whose_case_it_is(work, people, reading):
    obstacle = work.raise_one(people.coordinator.actor)
    with reading():
        assert (obstacle.row.agency_id, obstacle.row.raised_by_id) == (people.agency.id, people.coordinator.id)


def test_a_second_click_raises_no_second_obstacle(work):
    assert work.raise_one().number == work.raise_one().number


def test_what_may_not_be_seen_cannot_be_blocked(work, people, writing, now):
    with writing(), pytest.raises(CaseNotFound):
        raise_obstacle(WORDS, work.blocked(whole=True), actor=people.outsider.actor, now=now)


def test_nothing_is_in_the_way_of_what_has_ended_or_of_an_obstacle(work, people, writing, now):
    obstacle = work.raise_one()
    with writing(), pytest.raises(NothingToBlock):
        raise_obstacle(WORDS, Blocked(case_id=obstacle.case_id), actor=people.focal_point.actor, now=now)


def test_a_day_to_come_and_people_without_a_seat_are_refused(work, people, writing, now):
    tomorrow = Words(WORDS.what, now.date() + timedelta(days=2), WORDS.cause, WORDS.proposal)
    with writing(), pytest.raises(Invalid) as refused:
        raise_obstacle(tomorrow, work.blocked(), actor=people.focal_point.actor, now=now)
    assert list(refused.value.errors) == ["since"]
    with writing(), pytest.raises(Forbidden):
        raise_obstacle(WORDS, work.blocked(), actor=people.auditor.actor, now=now)


def test_ending_its_case_lets_go_of_what_it_blocked(work, people, writing, reading, now):
    obstacle = work.raise_one()
    with writing():
        cancel_case(obstacle.case_id, "Báo nhầm.", actor=people.coordinator.actor, now=now)
    with reading():
        assert (obstacle.row.outcome, blocking(work, people.focal_point)) == (Outcome.cancelled, [])
        assert json.loads(db.session.get_one(Case, obstacle.case_id).facts)["what"] == WORDS.what
