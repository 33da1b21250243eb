"""Tasks as reminders see them: what decides when whom is told, read as plain rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, func, select, tuple_

from app.cases.models import Case, TaskStatus, UserTask
from app.clock import end_of_day, local_date, start_of_day
from app.extensions import db
from app.notifications.recipients import Work

Place = tuple[datetime, int]  # where the last batch ended: its last task's due instant and key


@dataclass(frozen=True)
class Duty(Work):
    """A task with its deadline; days are those of Viet Nam."""

    status: TaskStatus
    reminders: str | None  # the policy its diagram names
    definition_id: int  # of the process it stands in
    element: str
    opened: date
    paused: date | None  # while an extension is decided
    remind_by: date | None
    overdue_after: date | None
    due_day: date  # far in the future for a task without a deadline
    due_order: datetime

    @property
    def place(self) -> Place:
        """Return where a batch that ends with this task ends."""
        return self.due_order, self.task_id


def read_duties(*conditions: ColumnElement[bool], limit: int | None = None) -> list[Duty]:
    """Return the tasks that fulfil the conditions (on UserTask and Case), by due date, in one query."""
    query = _DUTIES.where(*conditions).order_by(UserTask.due_order, UserTask.id).limit(limit)
    return [_duty(row) for row in db.session.connection().execute(query)]


def open_duties(day: date, *, ahead: int, back: int, after: Place | None, limit: int) -> list[Duty]:
    """Return the next open tasks due at most `ahead` calendar days after `day` or `back` before, past `after`.

    One range of the index on status and due date.
    """
    conditions: list[ColumnElement[bool]] = [
        UserTask.status == TaskStatus.open,
        UserTask.due_order >= start_of_day(day - timedelta(days=back)),
        UserTask.due_order <= end_of_day(day + timedelta(days=ahead)),
    ]
    if after is not None:
        conditions.append(tuple_(UserTask.due_order, UserTask.id) > tuple_(*after))
    return read_duties(*conditions, limit=limit)


def duties_of(task_ids: Sequence[int]) -> list[Duty]:
    """Return these tasks, closed ones too."""
    return read_duties(UserTask.id.in_(task_ids))


def _duty(row: Any) -> Duty:
    return Duty(
        task_id=row.id,
        case_id=row.case_id,
        agency_id=row.agency_id,
        role=row.role,
        assignee_id=row.assignee_id,
        is_confidential=row.is_confidential,
        status=row.status,
        reminders=row.reminders,
        definition_id=row.definition_id,
        element=row.element,
        opened=local_date(row.opened_at),
        paused=_day(row.paused_at),
        remind_by=_day(row.remind_by),
        overdue_after=_day(row.overdue_after),
        due_day=_day(row.due_order) or date.max,
        due_order=row.due_order,
    )


@lru_cache(maxsize=4_096)
def _day(instant: datetime | None) -> date | None:
    """Return the day in Viet Nam; many tasks share their deadlines."""
    return local_date(instant) if instant is not None else None


_DUTIES = select(
    UserTask.id,
    UserTask.case_id,
    UserTask.agency_id,
    UserTask.role,
    UserTask.assignee_id,
    UserTask.status,
    UserTask.reminders,
    func.coalesce(UserTask.definition_id, Case.definition_id).label("definition_id"),
    UserTask.element,
    UserTask.opened_at,
    UserTask.paused_at,
    UserTask.remind_by,
    UserTask.overdue_after,
    UserTask.due_order,
    Case.is_confidential,
).join(Case, Case.id == UserTask.case_id)
