"""When a wave goes out, and until when it can still be changed."""

from datetime import date, datetime

from sqlalchemy import exists, select

from app.cases.models import Job
from app.clock import LOCAL, local_date
from app.extensions import db
from app.notifications.office_hours import CLOSES, OPENS
from app.notifications.planning import PLANNED_AT, PLANNING
from app.organisation.calendar import office_calendar


def next_wave(now: datetime) -> date:
    """Return the day of the wave that goes out next: today's until it is planned or the office has closed."""
    calendar, today = office_calendar(), local_date(now)
    is_over = now.astimezone(LOCAL).time() >= CLOSES or is_planned(today)
    if calendar.is_working_day(today) and not is_over:
        return today
    return calendar.add_working_days(today, 1)


def opens_at(day: date) -> datetime:
    """Return the moment from which the letters of a wave leave."""
    return datetime.combine(day, OPENS, LOCAL)


def is_planned(day: date) -> bool:
    """Whether the reminders of the wave were written down: what follows is only sending them."""
    job = exists().where(
        Job.kind == PLANNING, Job.subject == f"{day}:0", Job.due_at == datetime.combine(day, PLANNED_AT, LOCAL)
    )
    return bool(db.session.scalar(select(job)))


def is_gone(day: date, now: datetime) -> bool:
    """Whether nothing about the wave can be changed any more: its letters may have left, or its day is over."""
    local = now.astimezone(LOCAL)
    if day != local.date():
        return day < local.date()
    return local.time() >= CLOSES or (local.time() >= OPENS and is_planned(day))
