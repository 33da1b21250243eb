"""The office's working calendar: public holidays, and the province's own table of days on top."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache

from sqlalchemy import select

from app.deadlines.calendar import DayOff, WorkingCalendar, Works
from app.extensions import db
from app.organisation.models import CalendarChange, CalendarDay

Row = tuple[date, bool, str, str]  # day, whether it is worked, its name, the document


def office_calendar() -> WorkingCalendar:
    """Return the calendar as the province's table stands now.

    The table has a few rows a year, so reading it is the version check: the same rows give the same calendar back,
    with all it has worked out so far. No process keeps a calendar from one unit of work to the next.
    """
    return _calendar_of(_standing_rows())


def calendar_with(rows: Iterable[Row] = (), *, without: Collection[int] = ()) -> WorkingCalendar:
    """Return the calendar as it would be with these days, and without the decisions of these keys."""
    table = {row[0]: row for row in _standing_rows(without)}
    table |= {row[0]: row for row in rows}
    return _calendar_of(tuple(table[day] for day in sorted(table)))


def rows_of(change: CalendarChange) -> list[Row]:
    """Return the days of a decision as the calendar reads them, whether it stands or not."""
    return [(row.day, row.works, change.name, change.source) for row in change.days]


def _standing_rows(without: Collection[int] = ()) -> tuple[Row, ...]:
    query = _STANDING.where(CalendarDay.change_id.not_in(without)) if without else _STANDING
    return tuple((day, works, name, source) for day, works, name, source in db.session.execute(query))


# Built once: every letter and every task that opens asks it.
_STANDING = (
    select(CalendarDay.day, CalendarDay.works, CalendarChange.name, CalendarChange.source)
    .join(CalendarChange, CalendarChange.id == CalendarDay.change_id)
    .where(CalendarDay.withdrawn_at.is_(None))
    .order_by(CalendarDay.day)
)


@lru_cache(maxsize=8)
def _calendar_of(rows: tuple[Row, ...]) -> WorkingCalendar:
    return WorkingCalendar(
        {day: Works(name, source) if works else DayOff(name, source) for day, works, name, source in rows}
    )
