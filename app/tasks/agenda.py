"""The inbox as a day's agenda: what is overdue, due today, within the week, and what can wait."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, case, func, select

from app.cases.models import UserTask
from app.cases.standing import standing_of
from app.clock import local_date, start_of_day
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.wording import Nearness, Standing
from app.extensions import db
from app.organisation.roles import Actor
from app.tasks.models import Draft
from app.tasks.queries import Box, in_box

WEEK = timedelta(days=7)


class When(StrEnum):
    """The parts of the agenda."""

    overdue = "overdue"
    today = "today"
    week = "week"
    later = "later"


@dataclass(frozen=True)
class Row:
    """A task of the list: how its date stands, when its draft was last saved, how well a done one kept its date.

    `early_by` is in working days, negative when it was late; None for open tasks and those without a date.
    """

    task: UserTask
    standing: Standing
    drafted_at: datetime | None
    early_by: int | None = None


@dataclass(frozen=True)
class Part:
    """One part of the agenda; `until` is the last day of the week ahead, `days_off` the holidays inside it."""

    when: When
    rows: Sequence[Row]
    until: date
    days_off: Sequence[date] = ()


@dataclass(frozen=True)
class Load:
    """How much lies before a person: all that is open, and what of it is overdue, due today or within the week."""

    open: int
    overdue: int
    today: int
    week: int


def agenda(tasks: Iterable[UserTask], today: date, calendar: WorkingCalendar) -> list[Part]:
    """Return the parts that hold something, the most urgent first."""
    until, parts = today + WEEK, {when: list[Row]() for when in When}
    for row in rows_of(tasks, today, calendar):
        parts[_when(row.standing, until)].append(row)
    off = [day for day in calendar.days_off_between(today, until) if day.weekday() < 5]
    return [Part(when, rows, until, off if when is When.week else ()) for when, rows in parts.items() if rows]


def rows_of(tasks: Iterable[UserTask], today: date, calendar: WorkingCalendar) -> list[Row]:
    """Return the tasks with how their dates stand and when their drafts were saved, in two queries at most."""
    tasks = list(tasks)
    drafted = _drafted_at([task.id for task in tasks])
    return [
        Row(task, standing_of(task, today, calendar), drafted.get(task.id), _early_by(task, calendar)) for task in tasks
    ]


def load_of(actor: Actor, now: datetime) -> Load:
    """Count a person's own open tasks by urgency, in one query that follows an index."""
    today = local_date(now)
    begins = start_of_day(today)
    # What counts is the day to remind by until it has passed, then the last lawful day.
    counts_on = case((UserTask.remind_by >= begins, UserTask.remind_by), else_=UserTask.overdue_after)
    is_overdue = UserTask.overdue_after < begins
    due_today = ~is_overdue & (counts_on < start_of_day(today + timedelta(days=1)))
    due_in_week = ~is_overdue & (counts_on < start_of_day(today + WEEK + timedelta(days=1)))
    counts = select(func.count(UserTask.id), *(_how_many(which) for which in (is_overdue, due_today, due_in_week)))
    found = db.session.execute(counts.join(UserTask.case).where(in_box(actor, Box.mine))).one()
    total, overdue, on_the_day, in_the_week = (int(count or 0) for count in found)
    return Load(total, overdue, on_the_day, in_the_week - on_the_day)


def _early_by(task: UserTask, calendar: WorkingCalendar) -> int | None:
    if task.closed_at is None or task.remind_by is None or task.overdue_after is None:
        return None
    closed, last = local_date(task.closed_at), local_date(task.overdue_after)
    if closed > last:
        return min(-1, -calendar.working_days_between(last, closed))
    return max(0, calendar.working_days_between(closed, local_date(task.remind_by)))


def _when(stands: Standing, until: date) -> When:
    if stands.nearness is Nearness.overdue:
        return When.overdue
    if stands.nearness is Nearness.today:
        return When.today
    return When.week if stands.day is not None and stands.day <= until else When.later


def _how_many(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))


def _drafted_at(task_ids: Sequence[int]) -> dict[int, datetime]:
    if not task_ids:
        return {}
    found = db.session.execute(select(Draft.task_id, Draft.saved_at).where(Draft.task_id.in_(task_ids)))
    return dict(found.all())
