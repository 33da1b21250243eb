"""Read plans: the list, the rows of a reading page by page, what putting in force would do."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.organisation.models import Agency, AgencyKind
from app.organisation.roles import Actor
from app.plans.access import visible
from app.plans.groups import GROUPS
from app.plans.models import DutyState, Part, Plan, PlanDuty, PlanTask, PlanTaskAgency, Target
from app.plans.rows import Standing, is_led, standing_of

PAGE_SIZE = 50


@dataclass(frozen=True)
class ListedPlan:
    """A plan of the list: how many tasks, and how many of them wait for a decision."""

    plan: Plan
    tasks: int
    open_rows: int


@dataclass(frozen=True)
class RowsPage:
    """Some rows of a plan that is being read, and how many there are of each standing."""

    tasks: Sequence[PlanTask]
    counts: Mapping[Standing, int]
    page: int
    pages: int
    first: int  # the number of the first row shown, among those of this standing
    total: int


@dataclass(frozen=True)
class Consequences:
    """What putting a plan in force brings."""

    tasks: int
    agencies: int  # those named, and those in the groups named
    as_text: int  # names that stand for nobody in the register
    unled: Sequence[PlanTask]
    doubtful: int
    obligations: int
    targets: int
    open_duties: int


def plans(actor: Actor) -> list[ListedPlan]:
    """Return the plans the actor may know of, the newest first."""
    found = db.session.scalars(select(Plan).where(visible(actor)).order_by(Plan.issued.desc(), Plan.id.desc())).all()
    reviews = db.session.execute(
        select(PlanTask.plan_id, PlanTask.review).where(PlanTask.plan_id.in_([plan.id for plan in found]))
    )
    tasks: Counter[int] = Counter()
    open_rows: Counter[int] = Counter()
    for plan_id, review in reviews:
        tasks[plan_id] += 1
        open_rows[plan_id] += _standing(review) is Standing.decide
    return [ListedPlan(plan, tasks[plan.id], open_rows[plan.id]) for plan in found]


def rows(plan_id: int, show: Standing | None, page: int) -> RowsPage:
    """Return a page of rows of one standing, or of all, in printed order."""
    reviews = db.session.execute(
        select(PlanTask.id, PlanTask.review).where(PlanTask.plan_id == plan_id).order_by(PlanTask.position)
    )
    standings = [(task_id, _standing(review)) for task_id, review in reviews]
    shown = [task_id for task_id, standing in standings if show in (None, standing)]
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    page = min(max(1, page), pages)
    first = (page - 1) * PAGE_SIZE
    tasks = with_parts(shown[first : first + PAGE_SIZE])
    counts = Counter(standing for _, standing in standings)
    return RowsPage(tasks, counts, page, pages, first + 1, len(shown))


def with_parts(task_ids: Sequence[int]) -> Sequence[PlanTask]:
    """Return rows with all that a page shows of them, in three queries."""
    query = select(PlanTask).where(PlanTask.id.in_(task_ids)).order_by(PlanTask.position)
    return db.session.scalars(query.options(_PARTS)).all()


def tasks_of(plan_id: int) -> Sequence[PlanTask]:
    """Return all rows of a plan with their agencies, in printed order."""
    query = select(PlanTask).where(PlanTask.plan_id == plan_id).order_by(PlanTask.position)
    return db.session.scalars(query.options(_PARTS)).all()


def positions(plan_id: int) -> set[int]:
    """Return the positions of the rows that are tasks; those missing were set aside."""
    return set(db.session.scalars(select(PlanTask.position).where(PlanTask.plan_id == plan_id)))


def targets_of(plan_id: int, *, confirmed_only: bool = False) -> Sequence[Target]:
    """Return the targets of a plan in printed order."""
    query = select(Target).where(Target.plan_id == plan_id).order_by(Target.id)
    return db.session.scalars(query.where(Target.is_confirmed) if confirmed_only else query).all()


def duties_of(plan_id: int) -> Sequence[PlanDuty]:
    """Return the reporting duties of a plan in printed order."""
    return db.session.scalars(select(PlanDuty).where(PlanDuty.plan_id == plan_id).order_by(PlanDuty.id)).all()


def consequences(plan_id: int) -> Consequences:
    """Say what putting a plan in force would do; nothing is written."""
    tasks = tasks_of(plan_id)
    parts = [part for task in tasks for part in task.parts]
    duties = Counter(duty.state for duty in duties_of(plan_id))
    return Consequences(
        tasks=len(tasks),
        agencies=len(_agencies(parts)),
        as_text=sum(part.agency_id is None and part.group is None for part in parts),
        unled=[task for task in tasks if not is_led(task)],
        doubtful=sum(_standing(task.review) is Standing.decide for task in tasks),
        obligations=duties[DutyState.confirmed],
        targets=len(targets_of(plan_id, confirmed_only=True)),
        open_duties=duties[DutyState.proposed],
    )


def leading(task: PlanTask, agencies: frozenset[int], kinds: frozenset[AgencyKind]) -> bool:
    """Whether one of the agencies leads a task, by name or as one of a group."""
    return any(part.part is Part.lead and _concerns(part, agencies, kinds) for part in task.parts)


def concerns(task: PlanTask, agencies: frozenset[int], kinds: frozenset[AgencyKind]) -> bool:
    """Whether a task names one of the agencies in any part, by name or as one of a group."""
    return any(_concerns(part, agencies, kinds) for part in task.parts)


def kinds_of(agency_ids: frozenset[int]) -> frozenset[AgencyKind]:
    """Return the kinds of some agencies."""
    return frozenset(db.session.scalars(select(Agency.kind).where(Agency.id.in_(agency_ids))))


def _concerns(part: PlanTaskAgency, agencies: frozenset[int], kinds: frozenset[AgencyKind]) -> bool:
    in_group = part.group is not None and not GROUPS[part.group].kinds.isdisjoint(kinds)
    return part.agency_id in agencies or in_group


def _agencies(parts: Sequence[PlanTaskAgency]) -> set[int]:
    """Return the agencies named, and the living ones of every group named."""
    named = {part.agency_id for part in parts if part.agency_id is not None}
    kinds = {kind for part in parts if part.group for kind in GROUPS[part.group].kinds}
    return named | set(
        db.session.scalars(
            select(Agency.id).where(Agency.kind.in_(kinds), Agency.is_apart.is_(False), Agency.valid_to.is_(None))
        )
    )


def _standing(review: str) -> Standing:
    return standing_of(json.loads(review))


def count_tasks(plan_id: int) -> int:
    """Count the tasks of a plan."""
    return db.session.scalar(select(func.count(PlanTask.id)).where(PlanTask.plan_id == plan_id)) or 0


_PARTS = selectinload(PlanTask.parts).options(joinedload(PlanTaskAgency.agency))
