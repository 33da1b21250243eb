"""Read obstacles: what blocks which work, and the list by age."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload

from app.cases.access import visible_cases
from app.cases.models import Case
from app.extensions import db
from app.obstacles.models import Obstacle
from app.organisation.models import Agency
from app.organisation.roles import Actor
from app.plans.models import PlanTask

PAGE_SIZE = 50


@dataclass(frozen=True)
class InTheWay:
    """An open obstacle as somebody sees it who sees what it blocks: perhaps only that it is there."""

    obstacle: Obstacle
    is_seen: bool


class Show(StrEnum):
    """Which obstacles a list shows."""

    open = "open"
    ended = "ended"


@dataclass(frozen=True)
class Listed:
    """A page of obstacles, the oldest first (ended: the newest), and the key after which the next page begins."""

    obstacles: Sequence[Obstacle]
    next_after: int | None


def obstacle_of_case(case_id: int) -> Obstacle | None:
    """Return the obstacle that the case is about; None for any other case."""
    return db.session.scalar(select(Obstacle).where(Obstacle.case_id == case_id))


def in_the_way(case_ids: Collection[int], actor: Actor) -> Mapping[int, list[InTheWay]]:
    """Return what blocks these cases, or tasks in them, by case; one query. Confidential ones only if they are seen."""
    return _by(Obstacle.blocked_case_id, case_ids, actor)


def before_rows(plan_task_ids: Collection[int], actor: Actor) -> Mapping[int, list[InTheWay]]:
    """Return what is in the way of rows of plans, by row; one query."""
    return _by(Obstacle.plan_task_id, plan_task_ids, actor)


def _by(column: InstrumentedAttribute[int | None], keys: Collection[int], actor: Actor) -> Mapping[int, list[InTheWay]]:
    found: dict[int, list[InTheWay]] = {}
    if not keys:
        return found
    query = (
        select(Obstacle, visible_cases(actor))
        .join(Case, Case.id == Obstacle.case_id)
        .where(
            column.in_(keys), Obstacle.closed_at.is_(None), or_(Case.is_confidential.is_(False), visible_cases(actor))
        )
        .order_by(Obstacle.id)
    )
    for obstacle, is_seen in db.session.execute(query):
        found.setdefault(getattr(obstacle, column.key), []).append(InTheWay(obstacle, bool(is_seen)))
    return found


def listed(actor: Actor, show: Show, *, agency_id: int | None = None, after: int | None = None) -> Listed:
    """Return a page of the obstacles that the actor may know of."""
    is_open = show is Show.open
    query = (
        select(Obstacle)
        .join(Case, Case.id == Obstacle.case_id)
        .where(visible_cases(actor), Obstacle.closed_at.is_(None) if is_open else Obstacle.closed_at.is_not(None))
        .options(contains_eager(Obstacle.case), joinedload(Obstacle.agency), joinedload(Obstacle.blocked_case))
        .options(joinedload(Obstacle.blocked_task), joinedload(Obstacle.plan), joinedload(Obstacle.plan_task))
        .order_by(Obstacle.id if is_open else Obstacle.id.desc())
    )
    if agency_id is not None:
        query = query.where(Obstacle.agency_id == agency_id)
    if after is not None:
        query = query.where(Obstacle.id > after if is_open else Obstacle.id < after)
    found = db.session.scalars(query.limit(PAGE_SIZE + 1)).all()
    return Listed(found[:PAGE_SIZE], found[PAGE_SIZE - 1].id if len(found) > PAGE_SIZE else None)


def agencies_with_obstacles(actor: Actor) -> Sequence[Agency]:
    """Return the agencies that have raised open obstacles the actor may know of, by name."""
    raised = select(Obstacle.agency_id).join(Case, Case.id == Obstacle.case_id)
    ids = raised.where(visible_cases(actor), Obstacle.closed_at.is_(None))
    return db.session.scalars(select(Agency).where(Agency.id.in_(ids)).order_by(Agency.sort_key)).all()


def rows_of_plan(plan_id: int) -> list[tuple[int, str]]:
    """Return the rows of a plan to choose from: key, and number with how the content begins."""
    columns = select(PlanTask.id, PlanTask.number, PlanTask.content).where(PlanTask.plan_id == plan_id)
    rows = db.session.execute(columns.order_by(PlanTask.position))
    return [(row.id, f"{row.number or '–'} {row.content[:120]}") for row in rows]
