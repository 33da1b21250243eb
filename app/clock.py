"""The time at the edges: UTC inside, Asia/Ho_Chi_Minh for people.

Only the outermost layer asks for the time; everything below takes `now` as an argument.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def utc_now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


def local_date(instant: datetime) -> date:
    """Return the day it is in Viet Nam at `instant`."""
    return instant.astimezone(LOCAL).date()


def end_of_day(day: date) -> datetime:
    """Return the last second of `day` in Viet Nam (a day ends at 24:00: Civil Code 2015, Article 148.6)."""
    return datetime.combine(day, time(23, 59, 59), LOCAL)


def start_of_day(day: date) -> datetime:
    """Return the first instant of `day` in Viet Nam."""
    return datetime.combine(day, time(0), LOCAL)
