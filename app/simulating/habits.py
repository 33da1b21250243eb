"""When people do their work: most before the day it is due, some on it, some only after reminders."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random

from app.clock import LOCAL, local_date
from app.deadlines.calendar import WorkingCalendar
from app.organisation.roles import Role
from app.simulating.span import Span


class Habit(StrEnum):
    """How somebody treats a date."""

    keen = "keen"  # soon after it came
    steady = "steady"  # some days before it is due
    on_the_day = "on_the_day"
    after_reminders = "after_reminders"  # after the second reminder, a few days late
    very_late = "very_late"  # when the head and the department have asked as well


# How many of a hundred: at agencies, and at the department and the Committee's office.
_SHARES: Mapping[bool, Mapping[Habit, int]] = {
    True: {Habit.keen: 26, Habit.steady: 42, Habit.on_the_day: 19, Habit.after_reminders: 9, Habit.very_late: 4},
    False: {Habit.keen: 45, Habit.steady: 45, Habit.on_the_day: 10, Habit.after_reminders: 0, Habit.very_late: 0},
}
# In working days: after the work came (keen), before it is due (steady), after it was due (the others).
_SPREAD: Mapping[Habit, tuple[int, int]] = {
    Habit.keen: (1, 5),
    Habit.steady: (1, 6),
    Habit.on_the_day: (0, 0),
    Habit.after_reminders: (1, 4),
    Habit.very_late: (6, 17),
}
_AT_LEISURE = (2, 9)  # working days for what has no date
_ANEW = (1, 3)  # for what came when its date was near or over
_UNUSUAL = 0.12  # of all tasks are treated by another habit than one's own

_MORNING, _NOON = (time(8), time(11, 30)), (time(13, 30), time(17))


def habit_of(span: Span, email: str, role: Role | None) -> Habit:
    """Return the person's habit in their role; it stays with them all year."""
    shares = _SHARES[role in (Role.focal_point, Role.agency_head)]
    return span.chance("habit", email).choices(list(shares), list(shares.values()))[0]


def planned_for(habit: Habit, due: date | None, now: datetime, calendar: WorkingCalendar, chance: Random) -> datetime:
    """Return the moment in office hours at which somebody who sees a task `now` will do it."""
    today = local_date(now)
    if chance.random() < _UNUSUAL:
        habit = chance.choice([Habit.steady, Habit.on_the_day])
    if due is None:
        day = calendar.add_working_days(today, chance.randint(*_AT_LEISURE))
    elif habit is Habit.keen:
        day = min(calendar.add_working_days(today, chance.randint(*_SPREAD[habit])), max(due, today))
    elif habit is Habit.steady:
        day = calendar.add_working_days(due, -chance.randint(*_SPREAD[habit]))
    else:
        day = calendar.add_working_days(due, chance.randint(*_SPREAD[habit])) if habit is not Habit.on_the_day else due
    if day <= today and (due is None or due <= today):
        day = calendar.add_working_days(today, chance.randint(*_ANEW))
    return in_office_hours(max(day, today), now, calendar, chance)


def in_office_hours(day: date, now: datetime, calendar: WorkingCalendar, chance: Random) -> datetime:
    """Return a moment of that day when people work, or of the next such day, that lies after `now`."""
    day = calendar.next_working_day(day)
    at = _some_time(day, chance)
    if at > now:
        return at
    soon = now + timedelta(minutes=chance.randint(10, 90))
    if _is_open(soon):
        return soon
    return _some_time(calendar.add_working_days(day, 1), chance)


def _some_time(day: date, chance: Random) -> datetime:
    opens, closes = _MORNING if chance.random() < 0.55 else _NOON
    minutes = (closes.hour - opens.hour) * 60 + closes.minute - opens.minute
    return datetime.combine(day, opens, LOCAL) + timedelta(minutes=chance.randrange(minutes))


def _is_open(at: datetime) -> bool:
    local = at.astimezone(LOCAL).time()
    return any(opens <= local < closes for opens, closes in (_MORNING, _NOON))
