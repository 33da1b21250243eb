"""Planning the day's reminders: who is reminded of what, once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.cases.models import Case, TaskStatus, UserTask
from app.clock import LOCAL
from app.extensions import db
from app.notifications import planning
from app.notifications.deciding import decide
from app.notifications.duties import duties_of
from app.notifications.models import Reminder
from app.organisation.models import Seat
from app.organisation.roles import Role
from app.timeline.outbox_models import OutboxMessage
from tests.notifications.work import LONG_AGO, make_due_task, morning, plan
from tests.support import units
from tests.support.factories import make_calendar_day, make_case

REPORT_DAY = date(2026, 11, 27)


def reminders() -> list[tuple[str, int | None]]:
    with units.reading():
        rows = db.session.execute(select(Reminder.rung, Reminder.recipient_id).order_by(Reminder.id))
        return [(rung, person) for rung, person in rows]


def digests() -> list[str]:
    with units.reading():
        return list(db.session.scalars(select(OutboxMessage.key).order_by(OutboxMessage.key)))


@pytest.fixture
def task(people, writing) -> UserTask:
    """A report of Sở Công Thương, due on Friday 27/11."""
    with writing():
        return make_due_task(make_case(people.agency), day=REPORT_DAY)


def test_the_holder_of_the_seat_is_reminded(app, people, task):
    plan(app, morning(19))
    assert reminders() == [("-5", people.focal_point.id)]
    assert digests() == [f"digest:{people.focal_point.id}:2026-11-19"]


def test_whoever_claimed_it_is_reminded_instead(app, people, writing, task):
    with writing():
        db.session.get(UserTask, task.id).assignee_id = people.deputy.id
    plan(app, morning(19))
    assert reminders() == [("-5", people.deputy.id)]


def test_a_claim_of_somebody_who_has_left_counts_no_more(app, people, writing, task):
    with writing():
        db.session.get(UserTask, task.id).assignee_id = people.outsider.id
    plan(app, morning(19))
    assert reminders() == [("-5", people.focal_point.id)]


def test_the_deputy_is_reminded_while_nobody_holds_the_seat(app, people, writing, task):
    with writing():
        seat = db.session.scalars(
            select(Seat).where(Seat.agency_id == people.agency.id, Seat.role == Role.focal_point)
        ).one()
        seat.holder_id = None
    plan(app, morning(19))
    assert reminders() == [("-5", people.deputy.id)]


def test_an_agency_without_anybody_is_seen_in_its_history(app, people, writing, task):
    with writing():
        seat = db.session.scalars(
            select(Seat).where(Seat.agency_id == people.agency.id, Seat.role == Role.focal_point)
        ).one()
        seat.holder_id = seat.deputy_id = None
    plan(app, morning(19))
    plan(app, morning(20))
    assert reminders() == [("-5", None)]
    assert digests() == []


def test_unclaimed_work_of_a_shared_role_is_everybody_s(app, people, writing):
    with writing():
        make_due_task(day=REPORT_DAY, role=Role.specialist, agency_id=None)
    plan(app, morning(27))
    assert reminders() == [("0", people.specialist.id)]


def test_on_a_confidential_case_only_persons_named_are_reminded(app, people, writing, task):
    with writing():
        db.session.get(Case, task.case_id).is_confidential = True
    plan(app, morning(19))
    assert reminders() == [("-5", None)]


@pytest.mark.parametrize(
    "changes",
    [{"status": TaskStatus.completed}, {"reminders": "none"}, {"paused_at": LONG_AGO}],
    ids=["filed", "asked not to", "paused"],
)
def test_nobody_is_reminded_of_work_that_is(app, people, writing, task, changes):
    with writing():
        for name, value in changes.items():
            setattr(db.session.get(UserTask, task.id), name, value)
    plan(app, morning(19))
    assert reminders() == []


@pytest.mark.database
def test_planning_a_day_twice_queues_nothing_twice(database, app, people, task):
    assert plan(app, morning(19))
    assert not plan(app, morning(19, hour=10))
    with units.unit(app, writes=True):  # even if the first pass were forgotten
        planning.keep(decide(duties_of([task.id]), date(2026, 11, 19)), date(2026, 11, 19), morning(19))
    assert len(reminders()) == 1
    assert len(digests()) == 1


def test_a_rung_is_climbed_once_though_days_pass_on_it(app, people, task):
    for day in (12, 13, 16, 17, 18, 19, 20, 23, 25, 26, 27, 30):
        plan(app, morning(day))
    for day in (1, 2, 3, 4, 7):
        plan(app, morning(day, month=12))
    rungs = [rung for rung, person in reminders() if person == people.focal_point.id]
    assert rungs == ["-10", "-5", "-2", "-1", "0", "+1", "+3", "+5"]


def test_one_digest_for_several_tasks(app, people, writing):
    with writing():
        case = make_case(people.agency)
        for _ in range(5):
            make_due_task(case, day=REPORT_DAY)
    plan(app, morning(19))
    assert len(reminders()) == 5
    assert len(digests()) == 1


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (morning(21), "a Saturday"),
        (morning(24), "a holiday"),
        (morning(19, hour=7), "too early"),
        (morning(19, hour=17), "the office has closed"),
    ],
)
def test_nothing_is_planned_outside_working_days(app, people, task, at, why):
    assert not plan(app, at), why
    assert reminders() == []


def test_the_province_s_own_days_count(app, people, writing, task):
    with writing():
        make_calendar_day(date(2026, 11, 19), name="Lễ hội")
    assert not plan(app, morning(19))


def test_after_ten_days_without_a_worker_only_the_latest_rung_counts(app, people, task):
    plan(app, morning(27))
    assert [rung for rung, _ in reminders()] == ["0"]


def test_work_that_has_just_arrived_is_not_reminded_of_at_once(app, people, writing):
    with writing():
        make_due_task(make_case(people.agency), day=REPORT_DAY, opened_at=morning(19, hour=7))
    plan(app, morning(19))
    plan(app, morning(20))
    assert reminders() == []
    plan(app, morning(25))
    assert [rung for rung, _ in reminders()] == ["-2"]


def test_a_deadline_that_moves_starts_a_new_ladder(app, people, writing, task):
    plan(app, morning(27))
    with writing():
        moved = db.session.get(UserTask, task.id)
        for name in ("remind_by", "due_at", "overdue_after", "due_order"):
            setattr(moved, name, moved.due_at + timedelta(days=7))
    plan(app, morning(4, month=12))
    assert [rung for rung, _ in reminders()] == ["0", "0"]


@pytest.mark.database
def test_a_large_day_is_planned_in_batches(database, app, people, writing, monkeypatch):
    monkeypatch.setattr(planning, "BATCH", 7)
    with writing():
        case = make_case(people.agency)
        for number in range(30):
            make_due_task(case, day=REPORT_DAY if number % 2 else date(2026, 11, 29))
    plan(app, morning(27))
    with units.reading():
        assert db.session.scalar(select(func.count(Reminder.task_id.distinct()))) == 30
    assert len(digests()) == 1


def test_digests_wait_for_the_office_to_open(app, people, task):
    plan(app, morning(19, hour=7) + timedelta(minutes=45))
    with units.reading():
        message = db.session.scalars(select(OutboxMessage)).one()
        assert message.send_after.astimezone(LOCAL).hour == 8
