"""Read user tasks: the inbox by index, page by page."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.cases.access import at_seats, not_hidden, visible_cases, workable_tasks
from app.cases.models import Case, TaskStatus, UserTask
from app.errors import Invalid
from app.extensions import db
from app.legible import key
from app.organisation.models import Agency, RoleGrant, Seat, User
from app.organisation.queries.paging import matches
from app.organisation.roles import SEAT_ROLES, Actor
from app.organisation.texts import N_
from app.processes.models import Definition

PAGE = 50
MAX_PAGE = 200
DAMAGED_CURSOR = N_("This page address is damaged. Start again from the first page.")


class Box(StrEnum):
    """The parts of the inbox."""

    mine = "mine"  # what the person took on, and what waits at their own seat
    agency = "agency"
    unassigned = "unassigned"
    done = "done"


@dataclass(frozen=True)
class Page:
    """One page of tasks and the cursor of the next, if there is one."""

    items: list[UserTask]
    next_cursor: str | None


def inbox(
    actor: Actor,
    box: Box,
    *,
    search: str = "",
    process: str | None = None,
    limit: int = PAGE,
    cursor: str | None = None,
) -> Page:
    """Return one page of the actor's tasks, nearest due date first (done: newest first)."""
    query = tasks_with_people().where(in_box(actor, box))
    if search:
        query = query.where(matches(UserTask.search_key + " " + Agency.search_key, search))
    if process:
        query = query.where(Definition.key == process)
    return paged(query, limit=limit, cursor=cursor, newest_first=box is Box.done)


def visible_tasks(
    actor: Actor,
    *,
    status: TaskStatus | None = None,
    search: str = "",
    limit: int = PAGE,
    cursor: str | None = None,
) -> Page:
    """Return one page of all tasks on cases the actor may know of."""
    query = tasks_with_people().where(visible_cases(actor))
    if search:
        query = query.where(matches(UserTask.search_key + " " + Agency.search_key, search))
    if status:
        query = query.where(UserTask.status == status)
    return paged(query, limit=limit, cursor=cursor)


def tasks_of_case(case_id: int) -> list[UserTask]:
    """Return the case's tasks, oldest first."""
    query = select(UserTask).where(UserTask.case_id == case_id).order_by(UserTask.id)
    return list(db.session.scalars(query.options(joinedload(UserTask.agency), joinedload(UserTask.assignee))))


def find_task(task_id: int) -> UserTask | None:
    """Return the task with its case, agency and assignee."""
    return db.session.scalar(tasks_with_people().where(UserTask.id == task_id))


def count_boxes(actor: Actor) -> dict[Box, int]:
    """Return how many tasks are in each box; done ones are not counted here, they only grow."""
    boxes = (Box.mine, Box.agency, Box.unassigned)
    return {
        box: db.session.scalar(select(func.count(UserTask.id)).join(UserTask.case).where(in_box(actor, box))) or 0
        for box in boxes
    }


def possible_assignees(task: UserTask) -> list[User]:
    """Return the people who may do the task: holders and deputies of its seat, or everybody with its role."""
    if task.role is None:
        return []
    if task.role in SEAT_ROLES:
        seats = select(Seat).where(Seat.agency_id == task.agency_id, Seat.role == task.role)
        people = [p for seat in db.session.scalars(seats) for p in (seat.holder, seat.deputy) if p is not None]
    else:
        granted = select(User).join(RoleGrant, RoleGrant.user_id == User.id).where(RoleGrant.role == task.role)
        people = list(db.session.scalars(granted.order_by(User.id)))
    return [person for person in people if person.disabled_at is None]


def tasks_with_people() -> Select[UserTask]:
    """Return the query of tasks with their cases, processes, agencies and assignees; to be narrowed and paged."""
    return (
        select(UserTask)
        .join(UserTask.case)
        .join(Case.definition)
        .join(Case.agency)
        .options(
            contains_eager(UserTask.case).options(contains_eager(Case.definition), contains_eager(Case.agency)),
            joinedload(UserTask.agency),
            joinedload(UserTask.assignee),
        )
    )


def in_box(actor: Actor, box: Box) -> ColumnElement[bool]:
    """Return the condition on `UserTask` (joined to its case) that keeps one part of the inbox."""
    if box is Box.done:
        return and_(UserTask.status == TaskStatus.completed, UserTask.assignee_id == actor.id, not_hidden(actor))
    is_open = UserTask.status == TaskStatus.open
    if box is Box.mine:
        return and_(is_open, _own(actor), not_hidden(actor))
    if box is Box.unassigned:
        return and_(is_open, UserTask.assignee_id.is_(None), workable_tasks(actor), not_hidden(actor))
    ours = UserTask.agency_id.in_(actor.agency_ids) if actor.agency_ids else false()
    return and_(is_open, or_(ours, workable_tasks(actor)), not_hidden(actor))


def _own(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that keeps a person's own open tasks; each side of the OR follows an index of its own."""
    taken = UserTask.assignee_id == actor.id
    if not actor.seats:
        return taken
    return or_(taken, and_(UserTask.assignee_id.is_(None), at_seats(actor)))


def paged(query: Select[UserTask], *, limit: int, cursor: str | None, newest_first: bool = False) -> Page:
    """Return one page by keyset: (due date, id) upwards, or newest closed first."""
    limit = within_bounds(limit)
    rows = list(db.session.scalars(window(query, limit=limit, cursor=cursor, newest_first=newest_first)))
    return Page(rows[:limit], cursor_after(rows, limit))


def within_bounds(limit: int) -> int:
    """Return how many rows a page may have."""
    return max(1, min(limit, MAX_PAGE))


def window(query: Any, *, limit: int, cursor: str | None, newest_first: bool = False) -> Any:
    """Return the query of one page, with one row more to tell whether there is another."""
    if newest_first:
        query = query.order_by(UserTask.id.desc())
        if cursor:
            query = query.where(UserTask.id < _after(cursor)[1])
    else:
        query = query.order_by(UserTask.due_order, UserTask.id)
        if cursor:
            due, last_id = _after(cursor)
            later = and_(UserTask.due_order == due, UserTask.id > last_id)
            query = query.where(or_(UserTask.due_order > due, later))
    return query.limit(limit + 1)


def cursor_after(rows: Sequence[Any], limit: int) -> str | None:
    """Return the cursor of the next page, None when these rows are the last."""
    if len(rows) <= limit:
        return None
    last = rows[limit - 1]
    return base64.urlsafe_b64encode(json.dumps([last.due_order.isoformat(), last.id]).encode()).decode()


def _after(cursor: str) -> tuple[datetime, int]:
    try:
        due, last_id = json.loads(base64.urlsafe_b64decode(cursor))
        moment = datetime.fromisoformat(due)
        if moment.tzinfo is None:
            raise ValueError(f"{due} has no zone")
        return moment.astimezone(UTC), key(str(last_id))
    except (ValueError, TypeError, OverflowError, RecursionError) as broken:
        raise Invalid({"cursor": [DAMAGED_CURSOR]}) from broken
