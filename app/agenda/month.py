"""A month as a grid of whole weeks, from Monday, with what stands on its days."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.agenda.entries import Entry, Span
from app.deadlines.calendar import WorkingCalendar

FIRST_YEAR, LAST_YEAR = 2000, 2100
_SATURDAY = 5


@dataclass(frozen=True)
class Month:
    """A month of a year that people have to do with."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month a day belongs to."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str, otherwise: date) -> "Month":
        """Return the month that "2026-11" names; that of `otherwise` for anything else."""
        year, _, number = text.partition("-")
        is_month = len(year) == 4 and len(number) in (1, 2) and year.isascii() and number.isascii()
        if is_month and year.isdecimal() and number.isdecimal():
            found = cls(int(year), int(number))
            if FIRST_YEAR <= found.year <= LAST_YEAR and 1 <= found.number <= 12:
                return found
        return cls.of(otherwise)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Month":
        """The month after it."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self) -> "Month":
        """The month before it."""
        return Month.of(self.first - timedelta(days=1))

    @property
    def weeks(self) -> Span:
        """Its days and those that fill its first and last week."""
        start = self.first - timedelta(days=self.first.weekday())
        return Span(start, self.last + timedelta(days=6 - self.last.weekday()))

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"


@dataclass(frozen=True)
class Day:
    """One day of the grid; `named` is the holiday, or the swapped day, that it is."""

    day: date
    is_inside: bool
    is_off: bool
    named: str | None
    entries: Sequence[Entry]


def grid(month: Month, entries: Iterable[Entry], calendar: WorkingCalendar, language: str) -> list[list[Day]]:
    """Return the month's weeks."""
    on: defaultdict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        on[entry.day].append(entry)
    span = month.weeks
    days = [span.first + timedelta(days=number) for number in range((span.last - span.first).days + 1)]
    cells = [_cell(day, month, on[day], calendar, language) for day in days]
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


def _cell(day: date, month: Month, entries: Sequence[Entry], calendar: WorkingCalendar, language: str) -> Day:
    works = calendar.is_working_day(day)
    is_plain = works is (day.weekday() < _SATURDAY)  # a weekend day off, or a weekday at work
    named = None if is_plain else calendar.name_of(day, language)
    return Day(day, Month.of(day) == month, not works, named, entries)
