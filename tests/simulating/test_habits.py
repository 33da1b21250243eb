"""When people do their work: in office hours, on working days, each in their own way."""

from datetime import date, datetime, time, timedelta

import pytest

from app.clock import LOCAL, local_date
from app.deadlines.calendar import WorkingCalendar
from app.organisation.roles import Role
from app.simulating.habits import Habit, habit_of, planned_for
from app.simulating.span import Span

CALENDAR = WorkingCalendar()
SEEN = datetime(2027, 4, 29, 16, 50, tzinfo=LOCAL)  # before four days off
DUE = date(2027, 5, 20)


def span(seed: int = 1) -> Span:
    day = date(2027, 1, 1)
    return Span(2027, seed, day, day, day, date(2027, 12, 31))


def plans(habit: Habit, due: date | None = DUE) -> list[datetime]:
    return [planned_for(habit, due, SEEN, CALENDAR, span().chance("when", number)) for number in range(60)]


@pytest.mark.parametrize("habit", Habit)
@pytest.mark.parametrize("due", [None, DUE, date(2027, 4, 20)])
def test_everything_is_done_in_office_hours_after_it_came(habit, due):
    for at in plans(habit, due):
        assert at > SEEN
        assert CALENDAR.is_working_day(local_date(at))
        assert time(8) <= at.astimezone(LOCAL).time() <= time(17)


def test_most_act_before_the_day_and_the_very_late_long_after_it():
    before = sum(local_date(at) <= DUE for at in plans(Habit.steady))
    after = sum(local_date(at) > DUE + timedelta(days=7) for at in plans(Habit.very_late))
    assert (before, after > 40) == (60, True)


def test_chance_depends_on_the_seed_and_on_what_it_is_about():
    drawn = {span(seed).chance(*about).random() for seed in (1, 2) for about in (("a",), ("b",), ("a", 1))}
    assert len(drawn) == 6
    assert span().chance("a").random() == span().chance("a").random()


def test_nobody_at_the_department_is_late_by_habit():
    habits = {habit_of(span(), f"nguoi{number}@x.example", Role.specialist) for number in range(200)}
    assert habits == {Habit.keen, Habit.steady, Habit.on_the_day}
