"""What will go out on the days ahead, if nothing more is filed: counted by groups, not task by task."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select

from app.deadlines.ladders import Call, Channel, Target
from app.extensions import db
from app.notifications.skips.models import ReminderSkip
from app.notifications.waves.groups import Steps, read_groups
from app.notifications.waves.timing import next_wave
from app.organisation.calendar import office_calendar
from app.organisation.roles import Actor

DAYS = 30
_ABOVE = frozenset({Target.agency_head, Target.coordinator, Target.leadership})


class Kind(StrEnum):
    """What kind of reminder goes out, as a coordinator counts them."""

    digest = "digest"  # a line in the digest of whoever has the work
    urgent = "urgent"  # a mail of its own
    climbing = "climbing"  # a line for those above, because nobody has acted
    letter = "letter"  # it is proposed to the coordinator to write an official letter


@dataclass(frozen=True)
class DayAhead:
    """One working day: how many tasks are spoken of in which way, of how many agencies."""

    day: date
    tasks: Mapping[Kind, int]
    agencies: int
    skipped: int  # agencies that are left alone

    @property
    def is_quiet(self) -> bool:
        """Whether nothing goes out."""
        return not any(self.tasks.values())


def forecast(actor: Actor, now: datetime, days: int = DAYS) -> list[DayAhead]:
    """Return the working days of the next `days` calendar days, from the next wave on.

    Assumes that nothing more is filed, moved or opened. Tasks that are paused are left out. A handful of queries.
    """
    first = next_wave(now)
    last, calendar = first + timedelta(days=days), office_calendar()
    working = [day for day in _days(first, last) if calendar.is_working_day(day)]
    counts: dict[date, Counter[Kind]] = {day: Counter() for day in working}
    agencies: dict[date, set[int | None]] = {day: set() for day in working}
    steps = Steps(calendar)
    for group in read_groups(actor, first, last):
        if group.is_paused:
            continue
        total = group.count
        for day in steps.on(group):
            if day in counts:
                agencies[day].update(group.tasks)
                for kind in {kind_of(call) for call in steps.calls(group, day)}:
                    counts[day][kind] += total
    skipped = _skipped(first, last)
    return [DayAhead(day, counts[day], len(agencies[day]), skipped.get(day, 0)) for day in working]


def kind_of(call: Call) -> Kind:
    """Return what kind of reminder a call is."""
    if call.by is Channel.letter:
        return Kind.letter
    if call.by is Channel.mail:
        return Kind.urgent
    return Kind.climbing if call.target in _ABOVE else Kind.digest


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days)]


def _skipped(first: date, last: date) -> dict[date, int]:
    rows = db.session.execute(
        select(ReminderSkip.day, func.count())
        .where(ReminderSkip.day >= first, ReminderSkip.day <= last)
        .group_by(ReminderSkip.day)
    )
    return {row[0]: row[1] for row in rows}
