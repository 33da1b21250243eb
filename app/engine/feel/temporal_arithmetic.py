"""Arithmetic on dates, times and durations. Overflow raises OverflowError or ValueError."""

import calendar
import decimal
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from app.engine.feel.durations import YearsMonths, days_time_parts
from app.engine.feel.zones import anchored

_MICROSECOND = timedelta(microseconds=1)
_DAY = timedelta(days=1)
_ANY_DAY = date(1970, 1, 1)


def shift(moment: date | time, length: timedelta | YearsMonths) -> date | time | None:
    """Move a date, time or date and time by a duration.

    Months keep the day, or take the last one of a shorter month. A time of day wraps around midnight. A date
    moves by whole days only: null for a duration with hours, which would need a time of day.
    """
    if isinstance(length, YearsMonths):
        return _add_months(moment, length.months) if isinstance(moment, date) else moment
    if isinstance(moment, datetime):
        return _shift_date_time(moment, length)
    if isinstance(moment, time):
        return (
            (datetime.combine(_ANY_DAY, moment.replace(tzinfo=None)) + length % _DAY)
            .time()
            .replace(tzinfo=moment.tzinfo)
        )
    return None if length % _DAY else moment + length


def _add_months(moment: date, months: int) -> date:
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def _shift_date_time(moment: datetime, length: timedelta) -> datetime:
    """Move days by the calendar and the rest by elapsed time, so that summer time changes nothing else."""
    if moment.tzinfo is None:
        return moment + length
    sign, days, *_ = days_time_parts(length)
    by_calendar = moment + sign * timedelta(days=days)
    rest = length - sign * timedelta(days=days)
    return (by_calendar.astimezone(UTC) + rest).astimezone(moment.tzinfo)


def subtract(left: date | time, right: date | time) -> timedelta | None:
    """Measure the time from *right* to *left*; a date counts as its midnight, a time fits times only."""
    if isinstance(left, time) and isinstance(right, time):
        return anchored(left, right) - anchored(right, left)
    if isinstance(left, time) or isinstance(right, time):
        return None
    start, end = _at_midnight(right), _at_midnight(left)
    return anchored(end, start) - anchored(start, end)


def _at_midnight(moment: date) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())


def scale_duration(
    length: timedelta | YearsMonths, factor: Decimal, by: Callable[[Decimal, Decimal], Decimal]
) -> timedelta | YearsMonths:
    """Multiply or divide a duration by a number, cutting off parts of a month or microsecond."""
    if isinstance(length, YearsMonths):
        return YearsMonths(_whole(by(Decimal(length.months), factor)))
    return _MICROSECOND * _whole(by(Decimal(length // _MICROSECOND), factor))


def _whole(number: Decimal) -> int:
    if not number.is_finite() or number.adjusted() > 20:
        raise OverflowError(number)
    return int(number)


def divide_duration(
    left: timedelta | YearsMonths, right: timedelta | YearsMonths, numbers: decimal.Context
) -> Decimal | None:
    """Tell how many times *right* goes into *left*, two durations of one kind."""
    if isinstance(left, YearsMonths) and isinstance(right, YearsMonths):
        parts, whole = left.months, right.months
    elif isinstance(left, timedelta) and isinstance(right, timedelta):
        parts, whole = left // _MICROSECOND, right // _MICROSECOND
    else:
        return None
    return numbers.divide(Decimal(parts), Decimal(whole)) if whole else None


def months_between(start: date, end: date) -> YearsMonths:
    """Count the whole months from *start* to *end*, negative if *end* comes first."""
    if end < start:
        return YearsMonths(-months_between(end, start).months)
    months = (end.year - start.year) * 12 + end.month - start.month
    return YearsMonths(months - 1 if end.day < start.day else months)
