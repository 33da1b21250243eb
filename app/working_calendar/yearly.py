"""A year of the working calendar as people read it: twelve months, and why days are off or worked."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import WEEKDAYS, day_month
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import CalendarChange, CalendarDay

FIRST_YEAR, LAST_YEAR = 2020, 2040
_SATURDAY = 5


@dataclass(frozen=True)
class Special:
    """A day that is not what its weekday says: off in the week, or worked on a weekend, or decided by the province."""

    day: date
    works: bool
    name: str
    source: str
    change_id: int | None = None  # the province's decision; None: a public holiday
    is_likely: bool = False  # its year's days are not announced yet


@dataclass(frozen=True)
class Month:
    """A month in whole weeks; days of its neighbours are None."""

    number: int
    days: Sequence[date | None]


class Year:
    """The calendar of one year as it stands."""

    def __init__(self, number: int, language: str) -> None:
        self.number = number
        self._language = language
        self._calendar: WorkingCalendar = office_calendar()
        self._changes = _changes_by_day(number)

    @property
    def months(self) -> list[Month]:
        """Its twelve months."""
        weeks = Calendar()
        return [
            Month(number, [day if day.month == number else None for day in weeks.itermonthdates(self.number, number)])
            for number in range(1, 13)
        ]

    @cached_property
    def specials(self) -> dict[date, Special]:
        """The days to be explained, by day."""
        first = date(self.number, 1, 1)
        days = (first + timedelta(days=number) for number in range((date(self.number + 1, 1, 1) - first).days))
        return {day: special for day in days if (special := self._special(day)) is not None}

    def in_month(self, number: int) -> list[Special]:
        """Return the days of one month that are to be explained."""
        return [one for one in self.specials.values() if one.day.month == number]

    @property
    def working_days(self) -> int:
        """How many days are worked."""
        return self._calendar.working_days_between(date(self.number - 1, 12, 31), date(self.number, 12, 31))

    def look(self, day: date, today: date) -> str:
        """Return the class of a day in the strip of days."""
        special = self.specials.get(day)
        kind = "wk" if special and special.works else "" if self._calendar.is_working_day(day) else "off"
        named = " named" if special and not special.works else ""
        return f"{kind}{named}{' td' if day == today else ''}".strip()

    def said(self, month: Month) -> str:
        """Return a month in words, for who does not see it: its days off in the week and its worked weekends."""
        days = [self.specials[day] for day in month.days if day in self.specials]
        return "; ".join(f"{day_month(one.day)} {one.name}" for one in days)

    def _special(self, day: date) -> Special | None:
        change = self._changes.get(day)
        works, is_weekend = self._calendar.is_working_day(day), day.weekday() >= _SATURDAY
        if change is not None:
            return Special(day, works, change.name, change.source, change.id)
        if works:
            return Special(day, True, _("worked in exchange for another day"), "") if is_weekend else None
        name = self._calendar.name_of(day, self._language) or ""
        if name in WEEKDAYS[self._language]:
            return None
        return Special(day, False, name, "", is_likely=self._calendar.is_only_likely(day))


def _changes_by_day(year: int) -> dict[date, CalendarChange]:
    days = db.session.scalars(
        select(CalendarDay)
        .options(joinedload(CalendarDay.change))
        .where(CalendarDay.withdrawn_at.is_(None), CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)))
    )
    return {row.day: row.change for row in days}


def changes_in(year: int) -> Sequence[CalendarChange]:
    """Return the decisions that touch the year, withdrawn ones too, the newest first."""
    touching = select(CalendarDay.change_id).where(CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)))
    return db.session.scalars(
        select(CalendarChange).where(CalendarChange.id.in_(touching)).order_by(CalendarChange.id.desc())
    ).all()


def replacement_of(change: CalendarChange) -> CalendarChange | None:
    """Return the decision that replaced this one, if one did."""
    return db.session.scalar(select(CalendarChange).where(CalendarChange.corrects_id == change.id))
