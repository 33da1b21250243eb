"""What a time phrase means: values only."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from app.deadlines.limits import Period


class DueKind(StrEnum):
    """How a phrase fixes its dates; the values are those of the plan reader's JSON."""

    EVERY_YEAR = "every_year"
    YEAR = "year"
    YEAR_RANGE = "year_range"
    BY_YEAR_END = "by_year_end"
    QUARTER = "quarter"
    MONTH = "month"
    HALF_YEAR = "half_year"
    PHASE = "phase"
    FROM_YEAR = "from_year"
    EVERY_N_YEARS = "every_n_years"
    BEFORE_DATE = "before_date"
    BY_DATE = "by_date"
    ON_REQUEST = "on_request"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PlanPeriod:
    """What a document says of its own time; all of it may be unknown. Years are inclusive."""

    issued: date | None = None
    start: int | None = None
    end: int | None = None
    phases: tuple[tuple[int, int], ...] = ()

    @property
    def first_year(self) -> int | None:
        """Return the first year in which something can fall due: never before the document was issued."""
        known = [year for year in (self.start, self.issued.year if self.issued else None) if year]
        return max(known, default=None)

    @property
    def only_year(self) -> int | None:
        """Return the year of an annual plan, `None` for any other."""
        return self.start if self.start == self.end else None

    def keeps(self, day: date, *, exclusive: bool = False) -> bool:
        """Tell whether a limit can still be kept when the document is issued."""
        return self.issued is None or (day > self.issued if exclusive else day >= self.issued)

    @property
    def year_of_issue(self) -> int | None:
        """Return the year of issue of a document of which nothing else is known, `None` for a plan with its years."""
        return self.issued.year if self.issued and self.start is None and self.end is None else None

    def narrowed(self, start: int | None, end: int | None) -> "PlanPeriod":
        """Return the part of the period a phrase restricts itself to ("từ năm 2027", "giai đoạn 2026 - 2030")."""
        return replace(self, start=start or self.start, end=end or self.end)

    def first_after_issue(self, in_year: Callable[[int], date | None], *, exclusive: bool = False) -> date | None:
        """Return the first date of a yearly series that can still be kept when the document is issued."""
        if self.first_year is None:
            return None
        for year in range(self.first_year, self.first_year + 9):
            due = in_year(year)
            if due and self.keeps(due, exclusive=exclusive):
                return due
        return None


@dataclass(frozen=True, slots=True)
class Milestone:
    """One of several dates of a task; `every_months` is its cycle, `due` is `None` where no year anchors it."""

    kind: DueKind
    due: date | None
    what: str | None = None
    every_months: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the milestone as the plan reader prints it."""
        return {
            "what": self.what,
            "kind": self.kind.value,
            "every_months": self.every_months,
            "due": self.due.isoformat() if self.due else None,
        }


@dataclass(frozen=True, slots=True)
class DuePhrase:
    """One date, or one series of dates.

    `start` and `end` are years, inclusive; an `end` of `None` is open or not stated. `first_due` is the printed limit;
    with `exclusive` ("trước ngày 30/11") the last day that keeps it is the day before. `every_months` is the cycle of
    a series (12 yearly, 3 quarterly), `None` for a single date. `after` is the rule of a period and `counted_from` its
    first day, which is not counted; `printed` are the words that were read.
    """

    kind: DueKind
    start: int | None = None
    end: int | None = None
    first_due: date | None = None
    exclusive: bool = False
    every_months: int | None = None
    milestones: tuple[Milestone, ...] = ()
    review: tuple[str, ...] = ()
    after: Period | None = None
    counted_from: date | None = None
    printed: str = field(default="", compare=False)

    def as_json(self) -> dict[str, Any]:
        """Return the due object of the plan reader's JSON."""
        return {
            "kind": self.kind.value,
            "from": self.start,
            "to": self.end,
            "first_due": self.first_due.isoformat() if self.first_due else None,
            "exclusive": self.exclusive,
            "milestones": [milestone.as_json() for milestone in self.milestones],
        }
