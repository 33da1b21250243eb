"""A page of tasks as plain rows, for programs: no records are made, so a page costs what its rows cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, select

from app.cases.access import visible_cases
from app.cases.models import Case, TaskStatus, UserTask
from app.extensions import db
from app.organisation.models import Agency, User
from app.organisation.roles import Actor
from app.tasks.queries import Box, cursor_after, in_box, window, within_bounds


@dataclass(frozen=True)
class Listing:
    """One page of rows and the cursor of the next, if there is one."""

    rows: Sequence[Row[Any]]
    next_cursor: str | None


def list_box(actor: Actor, box: Box, *, limit: int, cursor: str | None) -> Listing:
    """Return one page of the actor's own tasks, as `app.tasks.queries.inbox` would."""
    limit = within_bounds(limit)
    return _listing((_first_in_box if cursor is None else _in_box)(actor, box, limit, cursor), limit)


def list_visible(actor: Actor, status: TaskStatus | None, *, limit: int, cursor: str | None) -> Listing:
    """Return one page of all tasks on cases the actor may know of."""
    limit = within_bounds(limit)
    return _listing((_first_visible if cursor is None else _visible)(actor, status, limit, cursor), limit)


def _in_box(actor: Actor, box: Box, limit: int, cursor: str | None) -> Any:
    return window(_ROWS.where(in_box(actor, box)), limit=limit, cursor=cursor, newest_first=box is Box.done)


def _visible(actor: Actor, status: TaskStatus | None, limit: int, cursor: str | None) -> Any:
    conditions = [visible_cases(actor), *([UserTask.status == status] if status else [])]
    return window(_ROWS.where(*conditions), limit=limit, cursor=cursor)


# Programs ask for the first page again and again; building its statement costs as much as asking it.
_first_in_box = lru_cache(maxsize=512)(_in_box)
_first_visible = lru_cache(maxsize=512)(_visible)


def _listing(query: Any, limit: int) -> Listing:
    rows = db.session.connection().execute(query).all()
    return Listing(rows[:limit], cursor_after(rows, limit))


_ROWS = (
    select(
        UserTask.id,
        UserTask.name,
        UserTask.element,
        UserTask.status,
        UserTask.remind_by,
        UserTask.due_at,
        UserTask.overdue_after,
        UserTask.due_order,
        Case.id.label("case_id"),
        Case.title.label("case_title"),
        Case.definition_id,
        Agency.code.label("agency_code"),
        Agency.name.label("agency_name"),
        User.id.label("assignee_id"),
        User.name.label("assignee_name"),
    )
    .join(Case, Case.id == UserTask.case_id)
    .outerjoin(Agency, Agency.id == UserTask.agency_id)
    .outerjoin(User, User.id == UserTask.assignee_id)
)
