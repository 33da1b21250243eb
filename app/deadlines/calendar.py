"""The working calendar: weekends, the country's public holidays, and the province's own table on top.

The `holidays` library knows the Labour Code's days, 24 November from 2026 and most swapped Saturdays; it
misses some that only the public sector was given (Friday 2026-01-02 against Saturday 2026-01-10). Such days
come from the province's table, each with the document that ordered it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from app.deadlines.wording import WEEKDAYS

_DAY = timedelta(days=1)
_SATURDAY = 5
SETTLED_UNTIL = 2026  # the last year whose days of Tết and Quốc khánh have been announced
_LIBRARY_LANGUAGE = {"vi": "vi", "en": "en_US"}


@dataclass(frozen=True)
class DayOff:
    """A day nobody works, though weekday and law say otherwise."""

    name: str
    source: str = ""  # the document that ordered it


@dataclass(frozen=True)
class Works:
    """A day that is worked, though it is a weekend or a holiday."""

    name: str
    source: str = ""  # the document that ordered it


NO_OVERRIDES: Mapping[date, DayOff | Works] = MappingProxyType({})


class WorkingCalendar:
    """Says which days are worked; `overrides` is the province's table."""

    def __init__(self, overrides: Mapping[date, DayOff | Works] = NO_OVERRIDES) -> None:
        self.overrides = overrides
        self._known: dict[date, bool] = {}

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on `day`."""
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = self._works(day)
        return known

    def next_working_day(self, day: date) -> date:
        """Return `day` itself if it is worked, else the first worked day after it."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """Return `day` itself if it is worked, else the last worked day before it."""
        while not self.is_working_day(day):
            day -= _DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day` (before, when negative), which is not counted."""
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; negative when `end` comes first."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(day) for day in _days_after(start, end))

    def days_off_between(self, start: date, end: date) -> list[date]:
        """Return the days after `start` up to and including `end` that are not worked."""
        return [day for day in _days_after(start, end) if not self.is_working_day(day)]

    def name_of(self, day: date, language: str = "vi") -> str | None:
        """Say what makes `day` special: the province's own name for it, the holiday, the weekend; or None."""
        override = self.overrides.get(day)
        if override is not None:
            return override.name
        holiday = _public_holidays(day.year, language).get(day)
        return holiday or (WEEKDAYS[language][day.weekday()] if day.weekday() >= _SATURDAY else None)

    def source_of(self, day: date) -> str:
        """Return the document by which the province's table has `day`; empty where it has none."""
        override = self.overrides.get(day)
        return override.source if override else ""

    def is_only_likely(self, day: date) -> bool:
        """Whether `day` is off only as far as one can tell: a day of Tết or Quốc khánh that is not yet settled.

        The Prime Minister settles them year by year (Labour Code 2019, Article 112.3).
        """
        if day in self.overrides or day.year <= SETTLED_UNTIL:
            return False
        name = _public_holidays(day.year, "vi").get(day, "")
        return name.startswith("Quốc khánh") or (" Tết" in f" {name}" and not name.startswith("Tết Dương lịch"))

    def _works(self, day: date) -> bool:
        override = self.overrides.get(day)
        if override is not None:
            return isinstance(override, Works)
        if day in _public_holidays(day.year, "vi"):
            return False
        return day.weekday() < _SATURDAY or day in _worked_weekends(day.year)


def _days_after(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=number) for number in range(1, (end - start).days + 1))


@cache
def _public_holidays(year: int, language: str) -> Mapping[date, str]:
    """Return the public holidays of `year`; a year is worked out when it is first asked for."""
    from holidays import country_holidays

    return dict(country_holidays("VN", years=year, language=_LIBRARY_LANGUAGE[language]))


@cache
def _worked_weekends(year: int) -> frozenset[date]:
    """Return the weekend days of `year` that the library knows to be worked in exchange for another."""
    from holidays import country_holidays

    return frozenset(country_holidays("VN", years=year).weekend_workdays)
