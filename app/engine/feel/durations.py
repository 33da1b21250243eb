"""Durations: years and months (`P1Y2M`) are one type, days and time (`P1DT2H`) another, as in DMN."""

import re
from dataclasses import dataclass
from datetime import timedelta

from app.engine.feel.limits import too_large

_YEARS_MONTHS = re.compile(r"(-)?P(?=[0-9])(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?", re.ASCII)
_DAYS_TIME = re.compile(
    r"(-)?P(?=[0-9]|T[0-9])(?:([0-9]{1,9})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})(?:\.([0-9]{1,9}))?S)?)?"
)


@dataclass(frozen=True, slots=True, order=True)
class YearsMonths:
    """A duration in whole calendar months, possibly negative."""

    months: int

    def __str__(self) -> str:
        years, months = divmod(abs(self.months), 12)
        parts = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return f"{'-' if self.months < 0 else ''}P{parts or '0M'}"


def parse_duration(text: str) -> YearsMonths | timedelta | None:
    """Read an ISO 8601 duration of one kind; None for anything else (weeks and mixed kinds included)."""
    if found := _YEARS_MONTHS.fullmatch(text):
        sign, years, months = found.groups()
        total = int(years or 0) * 12 + int(months or 0)
        return YearsMonths(-total if sign else total)
    if found := _DAYS_TIME.fullmatch(text):
        return _days_time(*found.groups())
    return None


def _days_time(
    sign: str | None,
    days: str | None,
    hours: str | None,
    minutes: str | None,
    seconds: str | None,
    fraction: str | None,
) -> timedelta:
    try:
        length = timedelta(
            days=int(days or 0),
            hours=int(hours or 0),
            minutes=int(minutes or 0),
            seconds=int(seconds or 0),
            microseconds=int(((fraction or "") + "000000")[:6]),
        )
    except OverflowError as error:
        raise too_large() from error
    return -length if sign else length


def days_time_parts(length: timedelta) -> tuple[int, int, int, int, int, int]:
    """Split into sign, days, hours, minutes, seconds and microseconds, all but the sign positive."""
    sign = -1 if length < timedelta() else 1
    length = abs(length)
    hours, rest = divmod(length.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return sign, length.days, hours, minutes, seconds, length.microseconds


def days_time_text(length: timedelta) -> str:
    """Write a days and time duration as ISO 8601, in the largest units: `P1DT12H`."""
    sign, days, hours, minutes, seconds, micros = days_time_parts(length)
    fraction = f".{micros:06}".rstrip("0") if micros else ""
    clock = (
        (f"{hours}H" if hours else "")
        + (f"{minutes}M" if minutes else "")
        + (f"{seconds}{fraction}S" if seconds or fraction else "")
    )
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return f"{'-' if sign < 0 else ''}P{text or 'T0S'}"
