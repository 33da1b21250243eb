"""Functions on dates, times and durations. `now` and `today` read the clock handed to the evaluation."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

from app.engine.feel.builtins.registry import builtin
from app.engine.feel.durations import YearsMonths, parse_duration
from app.engine.feel.temporal_arithmetic import months_between
from app.engine.feel.temporal_text import parse_date, parse_date_time, parse_time
from app.engine.feel.values import Value
from app.engine.feel.zones import VIETNAM

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@builtin("now", reads_clock=True)
def now(clock: datetime) -> datetime:
    """Return the present moment in Vietnamese time."""
    return clock.astimezone(VIETNAM)


@builtin("today", reads_clock=True)
def today(clock: datetime) -> date:
    """Return the present day in Vietnam."""
    return clock.astimezone(VIETNAM).date()


@builtin("date", "from: any")
def to_date(value: Value) -> date | None:
    """Read a date, or take the day of a date and time."""
    if isinstance(value, str):
        value = parse_date_time(value) if "T" in value else parse_date(value)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


@builtin("date", "year: number", "month: number", "day: number")
def make_date(year: Decimal, month: Decimal, day: Decimal) -> date | None:
    """Build a date; null if there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None


@builtin("date and time", "from: string")
def to_date_time(text: str) -> datetime | None:
    """Read a date and time; a date alone is its midnight."""
    return parse_date_time(text)


@builtin("date and time", "date: date", "time: time")
def make_date_time(day: date, clock: time) -> datetime:
    """Combine a day and a time of day, which brings its zone along."""
    return datetime.combine(day.date() if isinstance(day, datetime) else day, clock)


@builtin("time", "from: any")
def to_time(value: Value) -> time | None:
    """Read a time of day, or take that of a date and time; that of a date is midnight UTC."""
    if isinstance(value, str):
        return parse_time(value)
    if isinstance(value, datetime):
        return value.timetz()
    if isinstance(value, date):
        return time(tzinfo=UTC)
    return value if isinstance(value, time) else None


@builtin("time", "hour: number", "minute: number", "second: number", "offset: duration?")
def make_time(
    hour: Decimal, minute: Decimal, second: Decimal, offset: timedelta | YearsMonths | None = None
) -> time | None:
    """Build a time of day; null if there is no such time or offset."""
    if isinstance(offset, YearsMonths):
        return None
    try:
        zone = None if offset is None else timezone(offset)
        return time(int(hour), int(minute), int(second), tzinfo=zone)
    except (ValueError, OverflowError):
        return None


@builtin("duration", "from: string")
def to_duration(text: str) -> timedelta | YearsMonths | None:
    """Read a duration."""
    return parse_duration(text)


@builtin("years and months duration", "from: date", "to: date")
def years_and_months(start: date, end: date) -> YearsMonths:
    """Count the whole months between two days."""
    return months_between(_day(start), _day(end))


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


@builtin("day of year", "date: date")
def day_of_year(day: date) -> Decimal:
    """Return the number of the day in its year, from 1."""
    return Decimal(day.timetuple().tm_yday)


@builtin("day of week", "date: date")
def day_of_week(day: date) -> str:
    """Return the English name of the weekday."""
    return _DAYS[day.weekday()]


@builtin("month of year", "date: date")
def month_of_year(day: date) -> str:
    """Return the English name of the month."""
    return _MONTHS[day.month - 1]


@builtin("week of year", "date: date")
def week_of_year(day: date) -> Decimal:
    """Return the number of the ISO 8601 week."""
    return Decimal(day.isocalendar().week)
