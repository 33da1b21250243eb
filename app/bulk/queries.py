"""Read what can be chosen from, page by page, and what became of each of the many."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from app.bulk.models import BulkAction, BulkItem, Outcome
from app.bulk.targets import AT_MOST
from app.cases.access import visible_cases
from app.cases.models import Case, TaskStatus, UserTask
from app.extensions import db
from app.organisation.models import Agency, RoleGrant, Seat, User
from app.organisation.queries.paging import matches
from app.organisation.roles import Actor, Role
from app.reports.models import Campaign
from app.reports.queries import Filter, case_ids
from app.tasks.queries import Page, paged, tasks_with_people

SHOWN = 100


@dataclass(frozen=True)
class WorkFilter:
    """Which open work of the province to show."""

    words: str = ""
    is_late: bool = False
    role: Role | None = None


def open_work(actor: Actor, wanted: WorkFilter, now: datetime, *, cursor: str | None) -> Page:
    """Return one page of all open work on cases the actor may know of, nearest due date first."""
    return paged(tasks_with_people().where(*_conditions(actor, wanted, now)), limit=SHOWN, cursor=cursor)


def count_work(actor: Actor, wanted: WorkFilter, now: datetime) -> int:
    """Count what `open_work` pages through, up to what can be chosen at once."""
    return db.session.scalar(select(func.count()).select_from(_task_ids(actor, wanted, now).subquery())) or 0


def keys_of_work(actor: Actor, wanted: WorkFilter, now: datetime) -> list[str]:
    """Return the keys of all that `open_work` pages through, as the form has them."""
    return [f"t{task_id}" for task_id in db.session.scalars(_task_ids(actor, wanted, now))]


def keys_of_round(campaign: Campaign, wanted: Filter, now: datetime) -> list[str]:
    """Return the keys of the round's cases that the filter keeps."""
    return [f"c{case_id}" for case_id in case_ids(campaign.id, now, wanted, limit=AT_MOST)]


def outcomes_of(action_ids: Collection[int]) -> dict[int, dict[Outcome, int]]:
    """Count what became of the many, for each act, in one query."""
    counted = (
        select(BulkItem.action_id, BulkItem.outcome, func.count())
        .where(BulkItem.action_id.in_(action_ids))
        .group_by(BulkItem.action_id, BulkItem.outcome)
    )
    found = {action_id: dict.fromkeys(Outcome, 0) for action_id in action_ids}
    for action_id, outcome, count in db.session.execute(counted):
        found[action_id][outcome] = int(count)
    return found


def items_of(action_id: int, actor: Actor, *, after: int = 0, outcome: Outcome | None = None) -> Sequence[BulkItem]:
    """Return the next of the many that the actor may know of, one more than are shown."""
    query = (
        select(BulkItem)
        .join(BulkItem.case)
        .where(BulkItem.action_id == action_id, BulkItem.id > after, visible_cases(actor))
        .options(
            joinedload(BulkItem.case).joinedload(Case.agency), joinedload(BulkItem.task).joinedload(UserTask.agency)
        )
        .order_by(BulkItem.id)
        .limit(SHOWN + 1)
    )
    return db.session.scalars(query.where(BulkItem.outcome == outcome) if outcome else query).all()


def recent_actions(*, limit: int = 50) -> Sequence[BulkAction]:
    """Return the latest acts on many, newest first."""
    query = select(BulkAction).options(joinedload(BulkAction.made_by)).order_by(BulkAction.id.desc())
    return db.session.scalars(query.limit(limit)).all()


def people_who_may(tasks: Sequence[UserTask]) -> Sequence[User]:
    """Return the people who hold one of the tasks' roles or seats, by name; who may do which is judged task by task."""
    roles = {task.role for task in tasks if task.role}
    agencies = {task.agency_id for task in tasks if task.agency_id}
    granted = select(RoleGrant.user_id).where(RoleGrant.role.in_(roles))
    seats = (Seat.agency_id.in_(agencies), Seat.role.in_(roles))
    held = select(Seat.holder_id).where(*seats, Seat.holder_id.is_not(None))
    deputised = select(Seat.deputy_id).where(*seats, Seat.deputy_id.is_not(None))
    able = User.id.in_(granted) | User.id.in_(held) | User.id.in_(deputised)
    query = select(User).where(able, User.disabled_at.is_(None)).order_by(User.sort_key).limit(500)
    return db.session.scalars(query).all()


def _task_ids(actor: Actor, wanted: WorkFilter, now: datetime) -> Select[int]:
    query = select(UserTask.id).join(UserTask.case).join(Case.agency).where(*_conditions(actor, wanted, now))
    return query.order_by(UserTask.due_order, UserTask.id).limit(AT_MOST)


def _conditions(actor: Actor, wanted: WorkFilter, now: datetime) -> list[ColumnElement[bool]]:
    found = [UserTask.status == TaskStatus.open, visible_cases(actor)]
    if wanted.words:
        found.append(matches(UserTask.search_key + " " + Agency.search_key, wanted.words))
    if wanted.is_late:
        found.append(UserTask.overdue_after < now)
    if wanted.role:
        found.append(UserTask.role == wanted.role)
    return found
