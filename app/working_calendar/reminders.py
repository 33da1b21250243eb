"""How many reminders each of the coming days would bring before and after a change of the working calendar."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.cases.access import not_hidden
from app.cases.models import UserTask
from app.cases.recalculating import Change
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.ladders import rungs
from app.deadlines.moments import Deadline
from app.notifications.duties import read_duties
from app.notifications.policies.book import Policy, policies_of, reach
from app.notifications.waves.groups import read_groups
from app.organisation.roles import Actor

COMING = timedelta(days=14)
AT_ONCE = 2_000


@dataclass(frozen=True)
class Day:
    """One of the coming days: how many tasks are reminded of now, and how many would be."""

    day: date
    before: int
    after: int


def reminders_moved(change: Change, moved: Mapping[int, Deadline], *, actor: Actor, today: date) -> list[Day]:
    """Return those of the next 14 days whose reminders change; `moved` are the new dates of tasks, by key.

    Tasks are counted by what they share; only those that move are looked at one by one. Confidential cases count where
    the actor is named on them.
    """
    if not _touches(change, today):
        return []
    before, after = _Ladders(change.old, today), _Ladders(change.new, today)
    for group in read_groups(actor, today, today + COMING):
        if not group.is_paused:
            before.climb(group.policy, group.remind_by, group.overdue_after, group.count)
            after.climb(group.policy, group.remind_by, group.overdue_after, group.count)
    for policy, (old, new) in _moving(moved, actor):
        after.climb(policy, *old, -1)
        after.climb(policy, *new, 1)
    days = sorted({*before.counts, *after.counts})
    return [Day(day, before.counts[day], after.counts[day]) for day in days if before.counts[day] != after.counts[day]]


def _touches(change: Change, today: date) -> bool:
    """Whether one of the days lies between a reminder of the coming days and a date it can belong to."""
    ahead, back = reach()
    first, last = today - timedelta(days=back), today + COMING + timedelta(days=ahead)
    return change.differs and any(first <= day <= last for day in change.days)


Days = tuple[date, date]  # to remind by, and the last lawful one


def _moving(moved: Mapping[int, Deadline], actor: Actor) -> Iterator[tuple[Policy, tuple[Days, Days]]]:
    """Yield the policy of each task that moves, and its days before and after."""
    keys = list(moved)
    for start in range(0, len(keys), AT_ONCE):
        chunk = UserTask.id.in_(keys[start : start + AT_ONCE])
        duties = read_duties(chunk, UserTask.paused_at.is_(None), not_hidden(actor))
        policies = policies_of(duties)
        for duty in duties:
            if duty.remind_by is not None and duty.overdue_after is not None:
                new = moved[duty.task_id]
                days = (duty.remind_by, duty.overdue_after), (local_date(new.remind_by), local_date(new.overdue_after))
                yield policies[duty.task_id], days


class _Ladders:
    """Counts rungs by the day they fall on; each ladder worked out once for tasks that share their dates."""

    def __init__(self, calendar: WorkingCalendar, today: date) -> None:
        self.counts: Counter[date] = Counter()
        self._calendar = calendar
        self._today = today
        self._known: dict[tuple[str, date, date], list[date]] = {}

    def climb(self, policy: Policy, remind_by: date, overdue_after: date, count: int) -> None:
        """Count the rungs that so many tasks have in the coming days."""
        wanted = policy.key, remind_by, overdue_after
        if wanted not in self._known:
            found = rungs(policy.ladder, remind_by, overdue_after, self._calendar)
            self._known[wanted] = [rung.day for rung in found if self._today < rung.day <= self._today + COMING]
        for day in self._known[wanted]:
            self.counts[day] += count
