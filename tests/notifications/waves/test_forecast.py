"""The days ahead, counted before they come."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.cases.models import UserTask
from app.extensions import db
from app.notifications.models import Reminder
from app.notifications.waves.forecast import Kind
from app.organisation.roles import Role
from tests.notifications.waves.looking import DUE, TWO_BEFORE, ahead, seen
from tests.notifications.work import make_due_task, morning, plan
from tests.support import units
from tests.support.factories import make_agency, make_case, make_seat, make_user
from tests.support.statements import statements_of


@pytest.mark.database
def test_each_day_counts_what_its_steps_speak_of(people, task, writing):
    with writing():
        make_due_task(make_case(people.agency), day=DUE, reminders="close")
    days = ahead(people)
    assert days[TWO_BEFORE].tasks == {Kind.digest: 2}
    assert days[TWO_BEFORE].agencies == 1
    assert days[date(2026, 11, 30)].tasks == {Kind.digest: 1, Kind.urgent: 1}  # one day late
    assert days[date(2026, 12, 2)].tasks == {Kind.digest: 2, Kind.climbing: 2}  # three days late
    assert days[date(2026, 12, 4)].tasks == {Kind.digest: 2, Kind.climbing: 2, Kind.letter: 1}


def test_days_off_and_days_past_thirty_are_not_there(people, task):
    days = ahead(people)
    assert date(2026, 11, 28) not in days
    assert max(days) <= TWO_BEFORE + timedelta(days=30)


def test_paused_and_restricted_tasks_are_not_counted(people, task, writing, now):
    with writing():
        db.session.get_one(UserTask, task.id).paused_at = now
        make_due_task(make_case(people.agency, is_confidential=True), day=DUE)
    assert ahead(people)[TWO_BEFORE].is_quiet


def test_agencies_left_alone_are_counted(people, skipped):
    assert ahead(people)[TWO_BEFORE].skipped == 1


def test_the_forecast_is_what_the_waves_then_come_to(app, people, task):
    """Day after day, each wave reminds of as many tasks as were foreseen on the first morning."""
    foreseen = {day: one.tasks.get(Kind.digest, 0) for day, one in ahead(people).items()}
    day = TWO_BEFORE
    while day <= TWO_BEFORE + timedelta(days=9):
        plan(app, morning(day.day, month=day.month))
        with units.reading():
            told = select(func.count(func.distinct(Reminder.task_id))).where(
                Reminder.day == day, Reminder.recipient_id == people.focal_point.id
            )
            assert db.session.scalar(told) == foreseen.get(day, 0), day
        day += timedelta(days=1)


@pytest.mark.database
def test_the_questions_are_as_many_whatever_the_number_of_tasks(app, people, task, writing):
    def asked() -> int:
        return statements_of(app, lambda: (ahead(people), seen(people)))

    few = asked()
    with writing():
        for number in range(30):
            agency = make_agency(f"Xã {number}")
            make_seat(agency, Role.focal_point, make_user())
            make_due_task(make_case(agency), day=DUE - timedelta(days=number % 5))
    assert asked() == few
