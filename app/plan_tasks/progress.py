"""The rhythm of progress updates: each tells about a month or a quarter, and is asked for on the day after it."""

from datetime import date, datetime, timedelta

from app.clock import local_date
from app.plan_tasks.models import Rhythm

_MONTHS = {Rhythm.month: 1, Rhythm.quarter: 3}


def period_around(rhythm: Rhythm, day: date) -> tuple[date, date]:
    """Return the first and last day of the month or quarter that `day` lies in."""
    months = _MONTHS[rhythm]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    after = first.month + months
    following = date(first.year + 1, 1, 1) if after > 12 else date(first.year, after, 1)
    return first, following - timedelta(days=1)


def first_update_on(rhythm: Rhythm, now: datetime) -> date:
    """Return the day on which the update about the period that runs at `now` is asked for: the first of the next."""
    return period_around(rhythm, local_date(now))[1] + timedelta(days=1)
