"""The office's working calendar: public holidays, and the province's own table of days on top."""

from datetime import date
from functools import lru_cache

from sqlalchemy import select

from app.deadlines.calendar import DayOff, WorkingCalendar, Works
from app.extensions import db
from app.organisation.models import CalendarDay

_Row = tuple[date, bool, str, str]


def office_calendar() -> WorkingCalendar:
    """Return the calendar as the province's table stands now.

    The table has a few rows a year, so reading it is the version check: the same rows give the same calendar back,
    with all it has worked out so far.
    """
    rows = db.session.execute(
        select(CalendarDay.day, CalendarDay.works, CalendarDay.name, CalendarDay.source).order_by(CalendarDay.day)
    )
    return _calendar_of(tuple((day, works, name, source) for day, works, name, source in rows))


@lru_cache(maxsize=8)
def _calendar_of(rows: tuple[_Row, ...]) -> WorkingCalendar:
    return WorkingCalendar(
        {day: Works(name, source) if works else DayOff(name, source) for day, works, name, source in rows}
    )
