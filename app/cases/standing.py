"""How the date of a case or a task stands on a day."""

from datetime import date

from app.cases.models import Case, UserTask
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import Standing, standing


def standing_of(row: Case | UserTask, today: date, calendar: WorkingCalendar) -> Standing:
    """Say how far off the date is, in the terms that pages and mails share."""
    remind_by, overdue_after = (moment and local_date(moment) for moment in (row.remind_by, row.overdue_after))
    return standing(remind_by, overdue_after, today, calendar)
