"""When timers are due: ISO 8601 literals and the values FEEL gives, always seen from an injected `now`.

Months and years are counted on the calendar of Viet Nam and end on the last day of a shorter month.
Cycles are counted from their start, so that a monthly cycle keeps its day of the month.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.clock import LOCAL, start_of_day
from app.engine.diagram import TimerKind

_DURATION = re.compile(
    r"P(?=[\dT])(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,5})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,8})S)?)?"
)
_CYCLE = re.compile(r"R(?P<times>\d{0,4})(?:/(?P<start>[^/P]+))?/(?P<every>P[^/]+)")
_OFFSET = re.compile(r".*T.*(Z|[+-]\d\d:?\d\d)")
_MAX_MISSED = 100_000
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Duration:
    """A calendar duration: months first, then exact seconds."""

    months: int = 0
    seconds: int = 0

    def after(self, start: datetime, times: int = 1) -> datetime:
        """Return the moment that lies `times` durations after `start`, in UTC."""
        moved = _add_months(start.astimezone(LOCAL), self.months * times)
        return (moved + timedelta(seconds=self.seconds * times)).astimezone(UTC)


@dataclass(frozen=True)
class Cycle:
    """A repetition: `times` times (None: for ever) `every` so often, the first `offset` durations after `start`."""

    start: datetime
    every: Duration
    times: int | None
    offset: int = 1

    def due(self, index: int) -> datetime | None:
        """Return when the firing `index` (from 1) is due; None when there are no more."""
        if self.times is not None and index > self.times:
            return None
        return self.every.after(self.start, index - 1 + self.offset)

    def after(self, index: int, now: datetime) -> int:
        """Return the first firing after `index` that is still to come at `now`: missed ones count as one."""
        upcoming = index + 1
        while (due := self.due(upcoming)) is not None and due <= now and upcoming < index + _MAX_MISSED:
            upcoming += 1
        return upcoming


def timer_fault(kind: TimerKind, text: str) -> str | None:
    """Return the code of the finding for a timer literal that cannot be used, else None."""
    try:
        if kind == "date":
            parse_date(text)
        elif kind == "duration":
            parse_duration(text)
        else:
            parse_cycle(text, _ANY_TIME)
    except ValueError:
        naive = kind == "date" and not _OFFSET.fullmatch(text) and _is_date(text)
        return "timer-without-offset" if naive else f"timer-{kind}"
    return None


def parse_date(text: str) -> datetime:
    """Read an ISO 8601 date-time with offset; raise ValueError for anything else."""
    if not _OFFSET.fullmatch(text):
        raise ValueError(text)
    return datetime.fromisoformat(text).astimezone(UTC)


def parse_duration(text: str) -> Duration:
    """Read an ISO 8601 duration without fractions or sign; raise ValueError for anything else."""
    found = _DURATION.fullmatch(text)
    if not found:
        raise ValueError(text)
    part = {name: int(value or 0) for name, value in found.groupdict().items()}
    days = part["weeks"] * 7 + part["days"]
    seconds = ((days * 24 + part["hours"]) * 60 + part["minutes"]) * 60 + part["seconds"]
    return _positive(Duration(part["years"] * 12 + part["months"], seconds), text)


def parse_cycle(text: str, now: datetime) -> Cycle:
    """Read `R[times]/[start/]duration`; without a start the first firing is one duration after `now`."""
    found = _CYCLE.fullmatch(text)
    if not found or found["times"] == "0":
        raise ValueError(text)
    every = parse_duration(found["every"])
    times = int(found["times"]) if found["times"] else None
    if found["start"] is None:
        return Cycle(now, every, times)
    return Cycle(parse_date(found["start"]), every, times, offset=0)  # the written start is the first firing


def moment(value: Any) -> datetime:
    """Return the moment a date timer's value stands for; a bare day begins at 0:00 in Viet Nam."""
    if isinstance(value, str):
        return parse_date(value)
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=LOCAL)).astimezone(UTC)
    if isinstance(value, date):
        return start_of_day(value).astimezone(UTC)
    raise ValueError(f"{value!r} is no date")


def _positive(duration: Duration, text: str) -> Duration:
    if duration.months == duration.seconds == 0:
        raise ValueError(text)
    return duration


def _add_months(moment: datetime, months: int) -> datetime:
    if months == 0:
        return moment
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
