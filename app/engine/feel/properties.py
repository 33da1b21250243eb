"""What `value.key` reads: entries of contexts, parts of dates, times, durations and ranges."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from app.engine.feel.durations import YearsMonths, days_time_parts
from app.engine.feel.temporal_text import zone_name
from app.engine.feel.values import Range, Value

_Reader = Callable[[Any], Value]


def _signed(part: int) -> _Reader:
    def read(length: timedelta) -> Decimal:
        parts = days_time_parts(length)
        return Decimal(parts[0] * parts[part])

    return read


def _truncated(months: int, by: int) -> int:
    return months // by if months >= 0 else -(-months // by)


_OF_DATE: dict[str, _Reader] = {
    "year": lambda day: Decimal(day.year),
    "month": lambda day: Decimal(day.month),
    "day": lambda day: Decimal(day.day),
    "weekday": lambda day: Decimal(day.isoweekday()),
}
_OF_TIME: dict[str, _Reader] = {
    "hour": lambda moment: Decimal(moment.hour),
    "minute": lambda moment: Decimal(moment.minute),
    "second": lambda moment: Decimal(moment.second),
    "timezone": zone_name,
}
_READERS: dict[type, dict[str, _Reader]] = {
    date: _OF_DATE,
    time: _OF_TIME,
    datetime: _OF_DATE | _OF_TIME,
    timedelta: {"days": _signed(1), "hours": _signed(2), "minutes": _signed(3), "seconds": _signed(4)},
    YearsMonths: {
        "years": lambda length: Decimal(_truncated(length.months, 12)),
        "months": lambda length: Decimal(length.months - 12 * _truncated(length.months, 12)),
    },
    Range: {"start": lambda range_: range_.start, "end": lambda range_: range_.end},
}


def read_property(value: Value, key: str) -> Value:
    """Return the entry or part called *key*, of each item if *value* is a list; null if there is none."""
    if type(value) is dict:
        return value.get(key)
    if type(value) is list:
        return [read_property(item, key) for item in value]
    reader = _READERS.get(type(value), {}).get(key)
    return reader(value) if reader else None
