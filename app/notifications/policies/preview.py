"""Show what a ladder does about one deadline: on which days whom, and how."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.ladders import Ladder, rungs
from app.deadlines.moments import Deadline, fixed_date
from app.notifications.policies.labels import CHANNELS, TARGETS


@dataclass(frozen=True)
class Shown:
    """One day: the step's name, the day, and for each way whom it speaks to."""

    rung: str
    day: date
    told: list[tuple[Any, list[Any]]]


@dataclass(frozen=True)
class Example:
    """A deadline and what is done about it."""

    deadline: Deadline
    days: list[Shown]


def example(ladder: Ladder, limit: date, *, is_exclusive: bool, calendar: WorkingCalendar) -> Example:
    """Return what the ladder does about "by" (or, exclusive, "before") the day `limit`."""
    deadline = fixed_date(limit, inclusive=not is_exclusive, calendar=calendar)
    steps = rungs(ladder, local_date(deadline.remind_by), local_date(deadline.overdue_after), calendar)
    days = [
        Shown(
            rung.name,
            rung.day,
            [(CHANNELS[step.by], [TARGETS[target] for target in step.to]) for step in rung.steps],
        )
        for rung in steps
    ]
    return Example(deadline, days)
