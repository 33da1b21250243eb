"""Dates and times as text: ISO 8601, with an offset or an `@Area/City` zone at the end of a time."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.engine.feel.durations import YearsMonths, parse_duration

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?"
    r"(Z|z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?|@[A-Za-z][A-Za-z0-9_+/-]{0,60})?"
)


def parse_temporal(text: str) -> date | time | YearsMonths | timedelta | None:
    """Read what may follow `@`: a date, a time, a date and time, or a duration."""
    if text.startswith(("P", "-P")):
        return parse_duration(text)
    if "T" in text:
        return parse_date_time(text)
    return parse_date(text) or parse_time(text)


def parse_date(text: str) -> date | None:
    """Read `YYYY-MM-DD`; None if there is no such day."""
    found = _DATE.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """Read `HH:MM[:SS[.fraction]]` with an optional zone."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, second, fraction, zone_text = found.groups()
    try:
        zone = parse_zone(zone_text) if zone_text else None
        micros = int(((fraction or "") + "000000")[:6])
        return time(int(hour), int(minute), int(second or 0), micros, tzinfo=zone)
    except ValueError:
        return None


def parse_date_time(text: str) -> datetime | None:
    """Read a date, `T` and a time; a date alone is its midnight."""
    day_text, _, time_text = text.partition("T")
    day, clock = parse_date(day_text), parse_time(time_text if "T" in text else "00:00")
    return datetime.combine(day, clock) if day and clock is not None else None


def parse_zone(text: str) -> tzinfo:
    """Read `Z`, an offset or `@Area/City`; ValueError if there is no such zone."""
    if text in ("Z", "z", "@UTC"):
        return UTC
    if text.startswith("@"):
        try:
            return ZoneInfo(text[1:])
        except (ZoneInfoNotFoundError, OSError) as error:
            raise ValueError(text) from error
    parts = [int(part) for part in text[1:].split(":")]
    offset = timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2] if len(parts) > 2 else 0)
    return timezone(-offset if text.startswith("-") else offset)


def zone_name(moment: datetime | time) -> str | None:
    """Name the zone of *moment*: `Asia/Ho_Chi_Minh`, `+07:00`, `UTC`; None for a local one."""
    zone = moment.tzinfo
    if zone is None:
        return None
    if isinstance(zone, ZoneInfo):
        return zone.key
    offset = moment.utcoffset() or timedelta()
    if not offset:
        return "UTC"
    hours, rest = divmod(abs(offset).seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    text = f"{'-' if offset < timedelta() else '+'}{hours:02}:{minutes:02}"
    return f"{text}:{seconds:02}" if seconds else text


def time_text(moment: time) -> str:
    """Write a time of day, with its zone if it has one."""
    return _clock(moment) + _zone_suffix(moment)


def date_time_text(moment: datetime) -> str:
    """Write a date and time, with its zone if it has one."""
    return f"{moment.date().isoformat()}T{_clock(moment)}{_zone_suffix(moment)}"


def _clock(moment: datetime | time) -> str:
    fraction = f".{moment.microsecond:06}".rstrip("0") if moment.microsecond else ""
    return f"{moment.hour:02}:{moment.minute:02}:{moment.second:02}{fraction}"


def _zone_suffix(moment: datetime | time) -> str:
    name = zone_name(moment)
    if name is None:
        return ""
    if name == "UTC":
        return "Z"
    return name if name[0] in "+-" else f"@{name}"
