"""Find the running cases whose dates a change of the working calendar can touch, by the indexes on due dates."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, select, union

from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.cases.recalculating import Change, Move, moves_of
from app.extensions import db

AT_ONCE = 2_000  # rows the server hands over at a time: memory stays flat however many there are


def all_moves(change: Change, now: datetime) -> Iterator[Move]:
    """Yield every deadline that the change moves, by case; one pass over what it can touch."""
    if not change.differs:
        return
    rows = db.session.connection().execute(_rows(change).execution_options(yield_per=AT_ONCE))
    for _, together in groupby(rows, key=lambda row: row.id):
        lines = list(together)
        yield from moves_of(lines[0], [_Task(line) for line in lines if line.task_id is not None], change, now)


def next_cases(change: Change, after: int, limit: int) -> list[int]:
    """Return the keys of the next cases, past `after`, that the change can touch."""
    if not change.differs:
        return []
    touched = _touched(change).subquery()
    query = select(touched.c.id).where(touched.c.id > after).order_by(touched.c.id).limit(limit)
    return list(db.session.scalars(query))


class _Task:
    """The half of a row that is about a task."""

    __slots__ = ("due_at", "due_rule", "id", "moved_at", "opened_at", "overdue_after", "remind_by")

    def __init__(self, row: Any) -> None:
        self.id = row.task_id
        self.due_rule = row.due_rule
        self.opened_at = row.opened_at
        self.moved_at = row.moved_at
        self.remind_by, self.due_at, self.overdue_after = row.task_remind_by, row.task_due_at, row.task_overdue_after


def _rows(change: Change) -> Select[*tuple[Any, ...]]:
    """Return each touched case with its open tasks, a row a task."""
    touched = _touched(change).subquery()
    return (
        select(
            Case.id,
            Case.remind_by,
            Case.due_at,
            Case.overdue_after,
            Case.last_day,
            Case.reading,
            UserTask.id.label("task_id"),
            UserTask.due_rule,
            UserTask.opened_at,
            UserTask.moved_at,
            UserTask.remind_by.label("task_remind_by"),
            UserTask.due_at.label("task_due_at"),
            UserTask.overdue_after.label("task_overdue_after"),
        )
        .join(touched, touched.c.id == Case.id)
        .outerjoin(UserTask, and_(UserTask.case_id == Case.id, UserTask.status == TaskStatus.open))
        .order_by(Case.id, UserTask.id)
    )


def _touched(change: Change) -> CompoundSelect[int]:
    first, last = change.window
    counted = UserTask.due_rule.like("%wd")
    is_open = UserTask.status == TaskStatus.open
    follows_case = UserTask.due_rule.like("case%")
    return union(
        select(Case.id).where(Case.status == CaseStatus.running, Case.due_at.between(first, last)),
        _of_tasks(is_open, UserTask.due_order.between(first, last)),
        # A count of working days has a span: from its opening, or back from its case's date.
        _of_tasks(is_open, counted, ~follows_case, UserTask.due_order >= first, UserTask.opened_at <= last),
        _of_tasks(is_open, counted, follows_case, UserTask.due_order <= last, Case.overdue_after >= first),
    )


def _of_tasks(*conditions: ColumnElement[bool]) -> Select[int]:
    return (
        select(UserTask.case_id.label("id"))
        .join(Case, Case.id == UserTask.case_id)
        .where(Case.status == CaseStatus.running, *conditions)
    )
