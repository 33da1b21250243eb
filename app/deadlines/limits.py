"""The closed vocabulary of time limits: what laws, plans and processes say about when something is due.

Each class is one kind of the JSON that `docs/deadlines.md` describes. They hold only what is written; which day that
is, `landing` says; what the working calendar makes of the day, `moments`.

Years are calendar years from 2000 to 2099 (Tết is known that far). A limit without a year comes back: what counts is
the first one whose last day is not before the day one counts from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.deadlines.bounds import FIRST_YEAR, LAST_YEAR, Limit, calendar_year, in_order, out_of_bounds, whole, wrong

_DAYS_IN: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Unit(StrEnum):
    """What a period is counted in."""

    working_day = "working_day"
    day = "day"
    week = "week"
    month = "month"
    year = "year"


class Span(StrEnum):
    """A part of the calendar year; `nine_months` is January to September."""

    month = "month"
    quarter = "quarter"
    half_year = "half_year"
    nine_months = "nine_months"
    year = "year"

    @property
    def months(self) -> int:
        """Return how many months it has."""
        return _MONTHS[self]

    @property
    def in_a_year(self) -> int:
        """Return how many of them a year has."""
        return 12 // self.months


_MONTHS: Final = {Span.month: 1, Span.quarter: 3, Span.half_year: 6, Span.nine_months: 9, Span.year: 12}


class Direction(StrEnum):
    """Whether a period runs after a day or up to it."""

    after = "after"
    before = "before"


class Without(StrEnum):
    """Why an open limit has no date."""

    unstated = "unstated"
    on_request = "on_request"  # khi có yêu cầu, đột xuất
    continuous = "continuous"  # thường xuyên


@dataclass(frozen=True, kw_only=True)
class OnDate(Limit):
    """A day of one year: "trước ngày 30/11/2026". Exclusive, the last day is the one before."""

    on: date
    inclusive: bool = True

    def _check(self) -> None:
        if not FIRST_YEAR <= self.on.year <= LAST_YEAR:
            raise out_of_bounds("on", FIRST_YEAR, LAST_YEAR)


@dataclass(frozen=True, kw_only=True)
class FixedDay(Limit):
    """A day that comes back: "trước ngày 30/11 hàng năm", "ngày 15 tháng cuối quý", "ngày 20 hàng tháng".

    `month` counts within the span (3 of a quarter is its last) and is left out for every month. Where a month is too
    short for the day, its last one counts. `first` and `last` are the years between which it comes back.
    """

    day: int = whole(1, 31)
    month: int | None = whole(1, 12, default=None)
    every: Span = Span.year
    inclusive: bool = True
    first: int | None = calendar_year(default=None)
    last: int | None = calendar_year(default=None)

    def _check(self) -> None:
        in_order(self.first, self.last)
        if self.every is Span.nine_months:
            raise wrong("every", "không nhận nine_months", "cannot be nine_months")
        if (self.month is None) != (self.every is Span.month):
            raise wrong("month", "phải có, trừ khi lặp hằng tháng", "is needed, except when it comes back every month")
        if self.month is not None and self.month > self.every.months:
            raise out_of_bounds("month", 1, self.every.months)
        if self.every is Span.year and self.day > _DAYS_IN[(self.month or 1) - 1]:
            raise wrong("day", f"tháng {self.month} không có ngày {self.day}", f"month {self.month} has no such day")


@dataclass(frozen=True, kw_only=True)
class Period(Limit):
    """A period that starts with an event: "trong thời hạn 10 ngày làm việc"; up to one, in working days only."""

    count: int = whole(1, 9999)
    unit: Unit
    direction: Direction = Direction.after

    def _check(self) -> None:
        if self.direction is Direction.before and self.unit is not Unit.working_day:
            raise wrong("direction", "chỉ đếm lùi theo ngày làm việc", "counts back in working days only")


@dataclass(frozen=True, kw_only=True)
class EndOf(Limit):
    """The end of a part of the year: "Quý III năm 2025", "Năm 2025", "hằng quý", "6 tháng đầu năm".

    Without `number` each part of the kind, without `year` each year (from `first` to `last`).
    """

    span: Span
    number: int | None = whole(1, 12, default=None)
    year: int | None = calendar_year(default=None)
    first: int | None = calendar_year(default=None)
    last: int | None = calendar_year(default=None)

    def _check(self) -> None:
        _check_part(self.span, self.number, self.year)
        in_order(self.first, self.last)
        if self.year is not None and (self.first or self.last):
            raise wrong("year", "không đi cùng first, last", "does not go with first, last")


@dataclass(frozen=True, kw_only=True)
class Phase(Limit):
    """A phase of years: "Giai đoạn 1: Từ năm 2021 đến năm 2025"; due when it ends."""

    first: int = calendar_year()
    last: int = calendar_year()

    def _check(self) -> None:
        in_order(self.first, self.last)


@dataclass(frozen=True, kw_only=True)
class EveryYears(Limit):
    """A cycle of years: "3 năm/lần", the first time in `first`; by 31 December unless a day is given."""

    years: int = whole(1, 50)
    first: int = calendar_year()
    last: int | None = calendar_year(default=None)
    day: int = whole(1, 31, default=31)
    month: int = whole(1, 12, default=12)
    inclusive: bool = True

    def _check(self) -> None:
        in_order(self.first, self.last)
        if self.day > _DAYS_IN[self.month - 1]:
            raise wrong("day", f"tháng {self.month} không có ngày {self.day}", f"month {self.month} has no such day")


@dataclass(frozen=True, kw_only=True)
class CutOff(Limit):
    """A report due `within` working days after its data close as Decree 09/2019/NĐ-CP, Article 12, says."""

    span: Span
    within: int = whole(1, 60)
    number: int | None = whole(1, 12, default=None)
    year: int | None = calendar_year(default=None)

    def _check(self) -> None:
        _check_part(self.span, self.number, self.year)


@dataclass(frozen=True, kw_only=True)
class Open(Limit):
    """No date at all: "khi có yêu cầu", "thường xuyên"."""

    why: Without = Without.unstated


KINDS: Final[Mapping[str, type[Limit]]] = {
    "date": OnDate,
    "fixed": FixedDay,
    "period": Period,
    "end": EndOf,
    "phase": Phase,
    "every": EveryYears,
    "cut_off": CutOff,
    "open": Open,
}


def _check_part(span: Span, number: int | None, year: int | None) -> None:
    """Refuse a part that the year does not have, and several of them where one is needed."""
    if number is not None and number > span.in_a_year:
        raise out_of_bounds("number", 1, span.in_a_year)
    if number is None and year is not None and span.in_a_year > 1:
        raise wrong("number", f"phải có (1 đến {span.in_a_year}) khi có year", f"is needed (1 to {span.in_a_year})")
