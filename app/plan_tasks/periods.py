"""For which period a row of a plan runs, asked about a year: its first and last year, and the limit it has to keep.

A row that comes back every year (“Hằng năm”, “Năm 2026 và những năm sau”) has one period a year. A row with a date of
its own (“Quý III năm 2026”, “Trước ngày 30/4/2026”) runs in the year of that date. A row over several years (“Năm 2026
- 2027”, “Đến năm 2030”) is one period from its first year to its last: it is begun once and stays open until it is due.
"""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.deadlines.calendar import WorkingCalendar
from app.deadlines.moments import Deadline, fixed_date
from app.deadlines.phrases import DueKind
from app.plans.models import PlanTask

YEARLY = frozenset({DueKind.EVERY_YEAR, DueKind.FROM_YEAR})
SPANS = frozenset({DueKind.YEAR_RANGE, DueKind.BY_YEAR_END, DueKind.PHASE})
_LAST_DAY = (12, 31)


class Without(StrEnum):
    """Why a row has no period in a year."""

    no_date = "no_date"  # nobody knows when it is due
    other_year = "other_year"  # its date is in another year
    not_yet = "not_yet"  # it begins later
    over = "over"  # it ended before


@dataclass(frozen=True)
class Period:
    """The years in which one round of a row runs, both inclusive, and its limit as printed."""

    year: int
    last_year: int
    due_on: date
    is_exclusive: bool

    def deadline(self, calendar: WorkingCalendar) -> Deadline:
        """Return the three moments of the limit."""
        return fixed_date(self.due_on, inclusive=not self.is_exclusive, calendar=calendar)


def period_of(task: PlanTask, year: int) -> Period | Without:
    """Return the row's period that `year` belongs to, or why there is none."""
    kind = DueKind(task.due_kind)
    if kind in YEARLY:
        return _of_a_series(task, year)
    if kind is DueKind.EVERY_N_YEARS or (task.first_due is None and json.loads(task.milestones)):
        return _of_milestones(task, year)
    if task.first_due is None:
        return Without.no_date
    first = _first_year(task) if kind in SPANS else task.first_due.year
    if year < first:
        return Without.not_yet if kind in SPANS else Without.other_year
    if year > task.first_due.year:
        return Without.over if kind in SPANS else Without.other_year
    return Period(first, task.first_due.year, task.first_due, task.due_is_exclusive)


def _first_year(task: PlanTask) -> int:
    """Return the first year of a span; one that names only its end (“Đến năm 2030”) begins when the plan was issued."""
    assert task.first_due is not None  # noqa: S101 (a span without a date was sorted out before)
    issued = task.plan.issued.year if task.plan.issued else task.first_due.year
    return min(task.due_from or issued, task.first_due.year)


def _of_a_series(task: PlanTask, year: int) -> Period | Without:
    begins = task.due_from or (task.first_due.year if task.first_due else None)
    if begins is None:
        return Without.no_date
    if year < begins:
        return Without.not_yet
    if task.due_to is not None and year > task.due_to:
        return Without.over
    return Period(year, year, in_year(task.first_due or date(year, *_LAST_DAY), year), task.due_is_exclusive)


def _of_milestones(task: PlanTask, year: int) -> Period | Without:
    """Return the period of the milestone of the year (“Năm 2025: sơ kết; năm 2030: tổng kết”)."""
    days = [date.fromisoformat(one["due"]) for one in json.loads(task.milestones) if one.get("due")]
    days += [task.first_due] if task.first_due else []
    if not days:
        return Without.no_date
    due = next((day for day in sorted(days) if day.year == year), None)
    return Period(year, year, due, task.due_is_exclusive) if due else Without.other_year


def in_year(day: date, year: int) -> date:
    """Return the same day in another year; 29 February becomes the 28th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
