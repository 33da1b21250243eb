"""Who is reminded of what, who is not and why."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from app.cases.models import Case, CasePerson, TaskStatus, UserTask
from app.deadlines.ladders import Channel, Target
from app.extensions import db
from app.notifications.circumstances import Circumstances
from app.notifications.deciding import decide
from app.notifications.duties import duties_of
from app.notifications.outcomes import Outcome
from app.organisation.models import Absence, Seat, User
from app.organisation.roles import Role
from tests.notifications.work import LONG_AGO, make_due_task, morning, plan
from tests.support import units
from tests.support.clock import NOW
from tests.support.factories import grant, make_case, make_user

REPORT_DAY = date(2026, 11, 27)
A_WEEK_BEFORE = date(2026, 11, 19)  # five working days: 24/11 is a holiday


@pytest.fixture
def task(people, writing) -> UserTask:
    """A report of Sở Công Thương, due on Friday 27/11."""
    with writing():
        return make_due_task(make_case(people.agency), day=REPORT_DAY)


@pytest.fixture
def on(people, task):
    """Return what is decided about the report on a day: outcomes by recipient and target."""

    def on(day: date, **circumstances):
        with units.reading():
            return decide(duties_of([task.id]), day, Circumstances(**circumstances))

    return on


def told(decisions) -> dict[int | None, Target]:
    return {decision.recipient_id: decision.target for decision in decisions if decision.sends}


def outcomes(decisions) -> set[tuple[Outcome, int | None]]:
    return {(decision.outcome, decision.recipient_id) for decision in decisions}


@pytest.fixture
def seat(people, writing):
    """Change the focal point's seat."""

    def seat(**values) -> None:
        with writing():
            row = db.session.scalars(
                select(Seat).where(Seat.agency_id == people.agency.id, Seat.role == Role.focal_point)
            ).one()
            for name, value in values.items():
                setattr(row, name, value)

    return seat


@pytest.fixture
def away(people, writing):
    """Send somebody away for the week, with whom they name to stand in."""

    def away(user_id: int, stand_in_id: int | None = None) -> None:
        with writing():
            db.session.add(
                Absence(
                    user_id=user_id,
                    first_day=date(2026, 11, 16),
                    last_day=date(2026, 11, 20),
                    stand_in_id=stand_in_id,
                    reported_by_id=user_id,
                    reported_at=NOW,
                )
            )

    return away


@pytest.fixture
def change(task, writing):
    """Change the task."""

    def change(**values) -> None:
        with writing():
            row = db.session.get(UserTask, task.id)
            for name, value in values.items():
                setattr(row, name, value)

    return change


def test_the_holder_of_the_seat_is_told_on_a_rung(on, people):
    (decision,) = on(A_WEEK_BEFORE)
    assert (decision.outcome, decision.rung, decision.rung_day) == (Outcome.send, "-5", A_WEEK_BEFORE)
    assert (decision.target, decision.by, decision.policy) == (Target.assignee, Channel.digest, "standard")
    assert (decision.recipient_id, decision.address) == (people.focal_point.id, people.focal_point.email)


def test_before_the_first_rung_it_says_when_that_will_be(on):
    (decision,) = on(date(2026, 11, 2))
    assert (decision.outcome, decision.recipient_id) == (Outcome.not_yet, None)
    assert decision.facts == {"next_rung": "-10", "next_day": date(2026, 11, 12)}


def test_a_rung_that_was_climbed_says_when_and_what_comes_next(app, on, people):
    plan(app, morning(19))
    (decision,) = on(date(2026, 11, 20))
    assert (decision.outcome, decision.recipient_id) == (Outcome.reminded, people.focal_point.id)
    assert decision.facts == {"on": A_WEEK_BEFORE, "next_rung": "-2", "next_day": date(2026, 11, 25)}


def test_a_day_ahead_takes_what_was_promised_as_sent(on):
    (first,) = on(A_WEEK_BEFORE)
    (second,) = on(date(2026, 11, 20), promised={first.key: A_WEEK_BEFORE})
    assert (second.outcome, second.facts["on"]) == (Outcome.reminded, A_WEEK_BEFORE)


def test_work_that_arrived_after_the_rung_waits_for_the_next(on, change):
    change(opened_at=morning(19))
    (decision,) = on(date(2026, 11, 20))
    assert (decision.outcome, decision.facts["next_rung"]) == (Outcome.arrived_after, "-2")


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"status": TaskStatus.completed}, Outcome.closed),
        ({"status": TaskStatus.cancelled}, Outcome.closed),
        ({"paused_at": LONG_AGO}, Outcome.paused),
        ({"reminders": "none"}, Outcome.policy_none),
        ({"remind_by": None, "due_at": None, "overdue_after": None}, Outcome.no_deadline),
    ],
)
def test_nothing_is_said_and_the_reason_is(on, change, values, outcome):
    change(**values)
    (decision,) = on(A_WEEK_BEFORE)
    assert (decision.outcome, decision.recipient_id) == (outcome, None)


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 11, 24)], ids=["Saturday", "holiday"])
def test_nobody_is_reminded_on_a_day_off(on, day):
    assert outcomes(on(day)) == {(Outcome.day_off, None)}


def test_an_agency_skipped_for_once_says_by_whom(on, people):
    (decision,) = on(A_WEEK_BEFORE, skipped={people.agency.id: people.coordinator.id})
    assert (decision.outcome, decision.facts) == (Outcome.skipped, {"by": people.coordinator.id})
    assert decision.recipient_id == people.focal_point.id


def test_an_empty_seat_is_nobody(on, seat):
    seat(holder_id=None, deputy_id=None)
    assert outcomes(on(A_WEEK_BEFORE)) == {(Outcome.nobody, None)}


def test_the_deputy_is_told_while_the_holder_is_away(on, away, people):
    away(people.focal_point.id)
    decisions = on(A_WEEK_BEFORE)
    assert outcomes(decisions) == {(Outcome.away, people.focal_point.id), (Outcome.send, people.deputy.id)}
    assert decisions[1].instead_of == people.focal_point.id


def test_whoever_is_away_without_a_deputy_is_told_after_all(on, away, seat, people):
    seat(deputy_id=None)
    away(people.focal_point.id)
    assert outcomes(on(A_WEEK_BEFORE)) == {(Outcome.send, people.focal_point.id)}


def test_an_absence_that_is_over_changes_nothing(on, away, people):
    away(people.focal_point.id)
    assert told(on(date(2026, 11, 25))) == {people.focal_point.id: Target.assignee}


def test_a_closed_account_leaves_it_to_the_deputy(on, people, writing):
    with writing():
        db.session.get(User, people.focal_point.id).disabled_at = LONG_AGO
    assert outcomes(on(A_WEEK_BEFORE)) == {
        (Outcome.account_closed, people.focal_point.id),
        (Outcome.send, people.deputy.id),
    }


def test_an_address_that_bounces_leaves_it_to_the_deputy(on, people):
    assert outcomes(on(A_WEEK_BEFORE, unreachable=[people.focal_point.id])) == {
        (Outcome.address_bounces, people.focal_point.id),
        (Outcome.send, people.deputy.id),
    }


def test_on_a_confidential_case_whoever_is_not_named_is_not_told(on, task, people, writing):
    with writing():
        db.session.get(Case, task.case_id).is_confidential = True
        db.session.add(CasePerson(case_id=task.case_id, user_id=people.coordinator.id))
    decisions = on(date(2026, 12, 7))
    assert told(decisions) == {people.coordinator.id: Target.coordinator}
    assert (Outcome.not_named, people.focal_point.id) in outcomes(decisions)


def test_it_climbs_when_nobody_acts(on, people):
    assert told(on(date(2026, 11, 30))) == {people.focal_point.id: Target.assignee}
    assert told(on(date(2026, 12, 2))) == {
        people.focal_point.id: Target.assignee,
        people.head.id: Target.agency_head,
    }
    above = {**told(on(date(2026, 12, 2))), people.coordinator.id: Target.coordinator}
    assert told(on(date(2026, 12, 4))) == above
    assert told(on(date(2026, 12, 25))) == {**above, people.leader.id: Target.leadership}


def test_it_is_time_for_an_official_letter(on, people):
    letters = [decision for decision in on(date(2026, 12, 11)) if decision.by is Channel.letter]
    assert [(letter.recipient_id, letter.outcome) for letter in letters] == [(people.coordinator.id, Outcome.send)]


def test_a_higher_step_that_was_missed_is_made_up_for(on, people):
    """The step to the head is the third day's; on the fourth only those below are spoken to, but it was not sent."""
    assert people.head.id in told(on(date(2026, 12, 3)))


def test_whoever_is_told_as_two_persons_is_told_once(on, people, change, writing):
    change(role=Role.agency_head)
    decisions = [decision for decision in on(date(2026, 12, 2)) if decision.recipient_id == people.head.id]
    assert sorted(decision.outcome for decision in decisions) == [Outcome.send, Outcome.told_otherwise]


def test_shared_work_is_everybody_s_but_theirs_who_are_away(people, writing, away):
    with writing():
        task = make_due_task(day=REPORT_DAY, role=Role.specialist, agency_id=None)
        colleague = make_user()
        grant(colleague, Role.specialist)
    away(colleague.id)
    with units.reading():
        decisions = decide(duties_of([task.id]), A_WEEK_BEFORE)
    assert outcomes(decisions) == {(Outcome.send, people.specialist.id), (Outcome.away, colleague.id)}


def test_claimed_shared_work_goes_to_the_named_stand_in(people, writing, away):
    with writing():
        colleague = make_user()
        grant(colleague, Role.specialist)
        task = make_due_task(day=REPORT_DAY, role=Role.specialist, agency_id=None, assignee_id=colleague.id)
    away(colleague.id, people.specialist.id)
    with units.reading():
        decisions = decide(duties_of([task.id]), A_WEEK_BEFORE)
    assert told(decisions) == {people.specialist.id: Target.assignee}


@pytest.mark.database
def test_many_tasks_are_decided_in_the_queries_of_a_few(database, app, people, writing):
    with writing():
        ids = [make_due_task(make_case(people.agency), day=REPORT_DAY - timedelta(days=n % 3)).id for n in range(40)]
    few, many = _queries(ids[:2]), _queries(ids)
    assert few == many <= 8


def _queries(task_ids: list[int]) -> int:
    counted: list[str] = []

    def count(_connection, _cursor, statement, *_) -> None:
        counted.append(statement)

    with units.reading():
        duties = duties_of(task_ids)
        event.listen(db.engine, "before_cursor_execute", count)
        decide(duties, date(2026, 12, 7))
        event.remove(db.engine, "before_cursor_execute", count)
    return len(counted)
