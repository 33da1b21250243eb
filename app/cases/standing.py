"""How the date of a case, a task or anything else with a deadline stands on a day."""

from datetime import date, datetime
from typing import Protocol

from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import Standing, standing


class Dated(Protocol):
    """Whatever keeps the moments of a deadline."""

    @property
    def remind_by(self) -> datetime | None:
        """The last moment to remind against."""

    @property
    def overdue_after(self) -> datetime | None:
        """The last lawful moment."""


def standing_of(row: Dated, today: date, calendar: WorkingCalendar) -> Standing:
    """Say how far off the date is, in the terms that pages and mails share."""
    remind_by, overdue_after = (moment and local_date(moment) for moment in (row.remind_by, row.overdue_after))
    return standing(remind_by, overdue_after, today, calendar)
