"""When to remind about a deadline: a ladder of working days around it, chosen by name in the diagram.

Rungs before count back from `remind_by`, rungs after count on from `overdue_after`. Between them stand the day
itself and, where the limit rolled over a day off, its last lawful day. Every rung falls on a working day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.deadlines.calendar import WorkingCalendar

STANDARD = "standard"


@dataclass(frozen=True)
class Ladder:
    """Working days before the day to remind by and after the last lawful day; `on` the day itself or not."""

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    on: bool = True


LADDERS: Mapping[str, Ladder] = {
    STANDARD: Ladder(before=(10, 5, 2, 1), after=(1, 3, 5, 10, 15, 20)),
    "gentle": Ladder(before=(5, 1), after=(1, 5, 10)),
    "close": Ladder(before=(3, 2, 1), after=(1, 2, 3, 4, 5, 10, 15, 20)),
    "none": Ladder(on=False),
}
# How far around today a task's limit can lie for one of its rungs to fall due, in calendar days: 10 working days
# before and 20 after, with Tết and swapped days among them.
REACH_AHEAD = 30
REACH_BACK = 60


@dataclass(frozen=True)
class Rung:
    """One reminder: its name ("-5", "0", "last", "+3") and the day it falls on."""

    name: str
    day: date


def ladder(policy: str | None) -> Ladder:
    """Return the ladder of that name; a task that names none is reminded by the standard one.

    An unknown name is a KeyError: deployment refuses it (`app.processes.checking`).
    """
    return LADDERS[policy or STANDARD]


def rungs(policy: str | None, remind_by: date, overdue_after: date, calendar: WorkingCalendar) -> list[Rung]:
    """Return the reminders of a deadline in the order of their days."""
    steps = ladder(policy)
    before = [Rung(f"-{n}", calendar.add_working_days(remind_by, -n)) for n in sorted(steps.before, reverse=True)]
    after = [Rung(f"+{n}", calendar.add_working_days(overdue_after, n)) for n in sorted(steps.after)]
    return [*before, *_on(steps, remind_by, overdue_after, calendar), *after]


def reached(steps: list[Rung], today: date, opened: date) -> Rung | None:
    """Return the latest reminder whose day has come; None if it had passed before the work was `opened`.

    Only the latest: after ten days without a worker nobody gets what the missed days would have said.
    """
    latest = next((rung for rung in reversed(steps) if rung.day <= today), None)
    return latest if latest is not None and latest.day > opened else None


def _on(steps: Ladder, remind_by: date, overdue_after: date, calendar: WorkingCalendar) -> list[Rung]:
    if not steps.on:
        return []
    last = calendar.previous_working_day(overdue_after)
    return [Rung("0", remind_by), *([Rung("last", last)] if last > remind_by else [])]
