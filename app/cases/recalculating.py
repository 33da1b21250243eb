"""Work out where open deadlines stand once the working calendar has changed; pure reckoning.

A preview shows what comes out of here, `app.cases.following` writes the same.

A case's date is worked out again from its last day and its reading; a task's from its due rule, as long as the rule
still accounts for the date it has. Any other date (moved by a person, given by an expression) is taken as written:
only what days off make of it follows. Nobody becomes late afterwards: no date moves from the future into the past.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol, cast

from app.clock import end_of_day, local_date, start_of_day
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.moments import Deadline, Reading, exact_instant, fixed_date
from app.deadlines.rules import resolve

_DAY = timedelta(days=1)
_WITH_CASE = "case"


class Dated(Protocol):
    """A row with the moments of a deadline, or a model."""

    id: Any
    remind_by: Any
    due_at: Any
    overdue_after: Any


class DatedCase(Dated, Protocol):
    """A case, and what its date is worked out from."""

    last_day: Any
    reading: Any


class DatedTask(Dated, Protocol):
    """An open task, and what its date is worked out from."""

    due_rule: Any
    opened_at: Any
    moved_at: Any


@dataclass(frozen=True)
class Move:
    """A deadline that moves: the case's own with the tasks that share it, or that of one task alone."""

    case_id: int
    is_case: bool
    task_ids: tuple[int, ...]
    old: Deadline
    new: Deadline


@dataclass
class Change:
    """The working calendar before and after, and the days that were decided about."""

    old: WorkingCalendar
    new: WorkingCalendar
    days: Sequence[date]
    _known: dict[Any, Deadline | None] = field(default_factory=dict, repr=False)

    @property
    def differs(self) -> bool:
        """Whether any of the days is worked now that was not, or the other way round."""
        return any(self.old.is_working_day(day) != self.new.is_working_day(day) for day in self.days)

    @property
    def window(self) -> tuple[datetime, datetime]:
        """The instants between which a written date lies that one of the days can touch."""
        calendars = (self.old, self.new)
        first = min(calendar.previous_working_day(min(self.days) - _DAY) for calendar in calendars)
        last = max(calendar.next_working_day(max(self.days) + _DAY) for calendar in calendars)
        return start_of_day(first), end_of_day(last)

    def of_day(self, last_day: date, reading: Reading, calendar: WorkingCalendar) -> Deadline:
        """Return what one of the calendars makes of a last day; worked out once for all that share it."""
        found = self._once(
            (calendar is self.new, last_day, reading),
            lambda: fixed_date(last_day, inclusive=True, calendar=calendar, reading=reading),
        )
        return cast(Deadline, found)

    def of_rule(
        self, rule: str, opened_at: datetime, case: Deadline | None, calendar: WorkingCalendar
    ) -> Deadline | None:
        """Return what a due rule gives by one of the calendars; worked out once for tasks opened on the same day."""
        return self._once(
            (calendar is self.new, rule, local_date(opened_at), case and moments(case)),
            lambda: resolve(
                rule, opened_at=opened_at, case_deadline=case, evaluate=lambda _expression: None, calendar=calendar
            ),
        )

    def _once(self, wanted: Any, work_out: Callable[[], Deadline | None]) -> Deadline | None:
        if wanted not in self._known:
            self._known[wanted] = work_out()
        return self._known[wanted]


def moves_of(case: DatedCase, tasks: Iterable[DatedTask], change: Change, now: datetime) -> list[Move]:
    """Return which deadlines of a running case and its open tasks move, and to when."""
    old = deadline_of(case)
    new = old and _case_follows(case, old, change, now)
    sharing: list[int] = []
    alone: list[Move] = []
    for task in tasks:
        has = deadline_of(task)
        if has is None:
            continue
        if _shares(task, has, old):
            sharing.append(task.id)
        elif moments(moved := _task_follows(task, has, (old, new), change, now)) != moments(has):
            alone.append(Move(case.id, False, (task.id,), has, moved))
    if old is None or new is None or moments(old) == moments(new):
        return alone
    return [Move(case.id, True, tuple(sharing), old, new), *alone]


def follow(stands: Deadline, by_old: Deadline, by_new: Deadline, now: datetime) -> Deadline:
    """Return where a deadline stands of which the calendar made `by_old`, and now makes `by_new`.

    It stays where it is when the calendar makes no difference to it, and when it would move from the future into the
    past or, having passed, still further back.
    """
    if moments(by_old) == moments(by_new):
        return stands
    if by_new.overdue_after < min(now, stands.overdue_after):
        return stands
    return by_new


def as_written(stands: Deadline, change: Change, now: datetime, reading: Reading = "later") -> Deadline:
    """Return where a written date stands: days off around it count anew, the date itself stays."""
    day = local_date(stands.due_at)
    if stands.due_at != end_of_day(day):
        by_old, by_new = (exact_instant(stands.due_at, calendar) for calendar in (change.old, change.new))
    else:
        by_old, by_new = (change.of_day(day, reading, calendar) for calendar in (change.old, change.new))
    return follow(stands, by_old, by_new, now)


def deadline_of(row: Dated) -> Deadline | None:
    """Return the moments a row has."""
    if row.due_at is None:
        return None
    return Deadline(row.remind_by or row.due_at, row.due_at, row.overdue_after or row.due_at)


def moments(deadline: Deadline) -> tuple[datetime, datetime, datetime]:
    """Return the three moments alone, to compare two deadlines by."""
    return deadline.remind_by, deadline.due_at, deadline.overdue_after


def _case_follows(case: DatedCase, stands: Deadline, change: Change, now: datetime) -> Deadline:
    if case.last_day is not None:
        by_old = change.of_day(case.last_day, case.reading, change.old)
        if moments(by_old) == moments(stands):
            return follow(stands, by_old, change.of_day(case.last_day, case.reading, change.new), now)
    return as_written(stands, change, now, case.reading)


def _shares(task: DatedTask, has: Deadline, case: Deadline | None) -> bool:
    if task.moved_at is not None or case is None:
        return False
    return (task.due_rule or "").startswith(_WITH_CASE) and moments(has) == moments(case)


def _task_follows(
    task: DatedTask, has: Deadline, case: tuple[Deadline | None, Deadline | None], change: Change, now: datetime
) -> Deadline:
    if task.due_rule and task.moved_at is None and not task.due_rule.startswith("="):
        by_old = change.of_rule(task.due_rule, task.opened_at, case[0], change.old)
        by_new = change.of_rule(task.due_rule, task.opened_at, case[1], change.new)
        if by_old is not None and by_new is not None and moments(by_old) == moments(has):
            return follow(has, by_old, by_new, now)
    return as_written(has, change, now)
