"""When digests go out: office hours of working days."""

from datetime import datetime, time

from app.clock import LOCAL
from app.deadlines.calendar import WorkingCalendar

OPENS = time(8)
CLOSES = time(17)


def is_office_time(now: datetime, calendar: WorkingCalendar) -> bool:
    """Whether the office is at work at `now`."""
    local = now.astimezone(LOCAL)
    return OPENS <= local.time() < CLOSES and calendar.is_working_day(local.date())


def next_office_time(now: datetime, calendar: WorkingCalendar) -> datetime:
    """Return `now` if the office is at work, else when it next opens."""
    if is_office_time(now, calendar):
        return now
    local = now.astimezone(LOCAL)
    today = local.date()
    opens_today = local.time() < OPENS and calendar.is_working_day(today)
    day = today if opens_today else calendar.add_working_days(today, 1)
    return datetime.combine(day, OPENS, LOCAL)
