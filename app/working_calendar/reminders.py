"""How many reminders each of the coming days would bring before and after a change of the working calendar."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.cases.recalculating import Change
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.ladders import rungs
from app.deadlines.moments import Deadline
from app.notifications.duties import Duty, Place, open_duties
from app.notifications.policies.book import Policy, policies_of, reach

COMING = timedelta(days=14)
AT_ONCE = 2_000


@dataclass(frozen=True)
class Day:
    """One of the coming days: how many tasks are reminded of now, and how many would be."""

    day: date
    before: int
    after: int


def reminders_moved(change: Change, moved: Mapping[int, Deadline], today: date) -> list[Day]:
    """Return those of the next 14 days whose reminders change; `moved` are the new dates of tasks, by key."""
    if not change.differs or not _touches(change, today):
        return []
    before, after = _Ladders(change.old, today), _Ladders(change.new, today)
    for duty, policy in _duties(today):
        if duty.remind_by is None or duty.overdue_after is None or duty.paused is not None:
            continue
        before.climb(policy, duty.remind_by, duty.overdue_after)
        new = moved.get(duty.task_id)
        by = (local_date(new.remind_by), local_date(new.overdue_after)) if new else (duty.remind_by, duty.overdue_after)
        after.climb(policy, *by)
    days = sorted({*before.counts, *after.counts})
    return [Day(day, before.counts[day], after.counts[day]) for day in days if before.counts[day] != after.counts[day]]


def _touches(change: Change, today: date) -> bool:
    """Whether one of the days lies between a reminder of the coming days and a date it can belong to."""
    ahead, back = reach()
    first, last = today - timedelta(days=back), today + COMING + timedelta(days=ahead)
    return any(first <= day <= last for day in change.days)


def _duties(today: date) -> Iterator[tuple[Duty, Policy]]:
    """Yield the open tasks that can be reminded of in the coming days, with their policies; by the index on dates."""
    place: Place | None = None
    ahead, back = reach()
    while duties := open_duties(today, ahead=ahead + COMING.days, back=back, after=place, limit=AT_ONCE):
        policies = policies_of(duties)
        yield from ((duty, policies[duty.task_id]) for duty in duties)
        place = duties[-1].place


class _Ladders:
    """Counts rungs by the day they fall on; each ladder worked out once for tasks that share their dates."""

    def __init__(self, calendar: WorkingCalendar, today: date) -> None:
        self.counts: Counter[date] = Counter()
        self._calendar = calendar
        self._today = today
        self._known: dict[tuple[str, date, date], list[date]] = {}

    def climb(self, policy: Policy, remind_by: date, overdue_after: date) -> None:
        """Count the rungs of one task in the coming days."""
        wanted = policy.key, remind_by, overdue_after
        if wanted not in self._known:
            found = rungs(policy.ladder, remind_by, overdue_after, self._calendar)
            self._known[wanted] = [rung.day for rung in found if self._today < rung.day <= self._today + COMING]
        self.counts.update(self._known[wanted])
