"""How the date of an assignment stands on a day."""

from datetime import date

from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import Standing, standing
from app.plan_tasks.models import Assignment


def standing_of_assignment(assignment: Assignment, today: date, calendar: WorkingCalendar) -> Standing:
    """Say how far off the limit is, in the terms that pages and mails share."""
    due = local_date(assignment.due_at)
    remind_by = due if calendar.is_working_day(due) else calendar.previous_working_day(due)
    return standing(remind_by, local_date(assignment.overdue_after), today, calendar)
