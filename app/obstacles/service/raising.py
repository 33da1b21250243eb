"""Raise an obstacle: it becomes a case, and what it blocks shows so from now on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.amendments.queries import plans_in_force
from app.amendments.service.starting import called
from app.cases.access import require_case, require_task
from app.cases.attachments import Upload, attach_to_case
from app.cases.locking import lock_case
from app.cases.models import Case, CasePerson, CaseStatus, Relation, TaskStatus, UserTask
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.obstacles.errors import NothingToBlock
from app.obstacles.models import Obstacle, ObstacleState
from app.organisation.models import Agency
from app.organisation.roles import Actor, Role
from app.organisation.texts import N_
from app.plan_tasks.models import Assignment
from app.plans.access import require_plan
from app.plans.errors import RowNotFound
from app.plans.models import PlanTask
from app.timeline.log import Subject, record

PROCESS = "obstacle"
ESCALATION = "obstacle_escalation"
OWN_PROCESSES = frozenset({PROCESS, ESCALATION, "plan_amendment"})
TITLE = 400
SECOND_CLICK = timedelta(minutes=10)


@dataclass(frozen=True)
class Blocked:
    """What an obstacle is in the way of, by keys: a task or its whole case, a row of a plan, a plan, or nothing."""

    case_id: int | None = None
    task_id: int | None = None
    plan_id: int | None = None
    plan_task_id: int | None = None


@dataclass(frozen=True)
class Words:
    """What the agency says."""

    what: str
    since: date
    cause: str
    proposal: str


@dataclass(frozen=True)
class _Found:
    case: Case | None
    blocked: Blocked


def may_raise(actor: Actor, case: Case | None = None) -> bool:
    """Whether the actor may raise an obstacle: whoever sits at an agency, and a coordinator for a case's agency."""
    return bool(actor.agency_ids) or (case is not None and actor.has(Role.coordinator))


def raise_obstacle(
    words: Words, blocked: Blocked, *, actor: Actor, now: datetime, uploads: Sequence[Upload] = ()
) -> Obstacle:
    """Raise an obstacle, and return it; its triage opens for the coordinator. The same again is no second one.

    Raises TaskNotFound, CaseNotFound, PlanNotFound, RowNotFound, Forbidden, NothingToBlock, Invalid, UnsafeFile.
    """
    found = _find(blocked, actor)
    if not may_raise(actor, found.case):
        raise Forbidden
    if words.since > local_date(now):
        raise Invalid({"since": [N_("This day is still to come.")]})
    same = _just_raised(words, found.blocked, actor, now)
    if same is not None:
        return same
    agency = _agency(actor, found.case)
    case, _ = start_case(_new_case(words, found, agency, actor), actor=actor, now=now)
    obstacle = Obstacle(
        case_id=case.id,
        agency_id=agency.id,
        raised_by_id=actor.id,
        raised_at=now,
        what=words.what,
        since=words.since,
        cause=words.cause,
        proposal=words.proposal,
        blocked_case_id=found.blocked.case_id,
        blocked_task_id=found.blocked.task_id,
        plan_id=found.blocked.plan_id,
        plan_task_id=found.blocked.plan_task_id,
        state=ObstacleState.triage,
    )
    db.session.add(obstacle)
    db.session.flush()  # timelines name it
    if found.case is not None:
        found.case.has_obstacles = True
        record(Subject("case", found.case.id), "obstacle.raised", actor, now, number=obstacle.id, case=case.id)
    for upload in uploads:
        attach_to_case(case.id, "files", upload, actor=actor, now=now)
    return obstacle


def _just_raised(words: Words, blocked: Blocked, actor: Actor, now: datetime) -> Obstacle | None:
    """Return the obstacle that the actor has just raised in the same words: a second click, not a second obstacle."""
    query = select(Obstacle).where(
        Obstacle.raised_by_id == actor.id,
        Obstacle.raised_at > now - SECOND_CLICK,
        Obstacle.what == words.what,
        Obstacle.blocked_case_id.is_not_distinct_from(blocked.case_id),
        Obstacle.blocked_task_id.is_not_distinct_from(blocked.task_id),
        Obstacle.plan_id.is_not_distinct_from(blocked.plan_id),
        Obstacle.plan_task_id.is_not_distinct_from(blocked.plan_task_id),
        Obstacle.closed_at.is_(None),
    )
    return db.session.scalar(query.order_by(Obstacle.id).limit(1))


def _find(blocked: Blocked, actor: Actor) -> _Found:
    if blocked.task_id is not None:
        task = require_task(actor, db.session.get(UserTask, blocked.task_id))
        case = require_case(actor, lock_case(task.case_id))
        if task.status is not TaskStatus.open:
            raise NothingToBlock
        return _on_case(case, task.id)
    if blocked.case_id is not None:
        return _on_case(require_case(actor, lock_case(blocked.case_id)), None)
    if blocked.plan_id is None:
        return _Found(None, Blocked())
    plan = require_plan(actor, blocked.plan_id)
    row = db.session.get(PlanTask, blocked.plan_task_id) if blocked.plan_task_id is not None else None
    if blocked.plan_task_id is not None and (row is None or row.plan_id != plan.id):
        raise RowNotFound
    return _Found(None, Blocked(plan_id=plan.id, plan_task_id=row.id if row else None))


def _on_case(case: Case, task_id: int | None) -> _Found:
    if case.status is not CaseStatus.running or case.process_key in OWN_PROCESSES:
        raise NothingToBlock
    row = db.session.scalar(
        select(PlanTask).join(Assignment, Assignment.plan_task_id == PlanTask.id).where(Assignment.case_id == case.id)
    )
    ids = {"plan_id": row.plan_id, "plan_task_id": row.id} if row else {}
    return _Found(case, Blocked(case_id=case.id, task_id=task_id, **ids))


def _agency(actor: Actor, case: Case | None) -> Agency:
    """Return whose obstacle it is: of the agency where the actor sits, else (coordinator) of the case's agency."""
    seats = actor.agency_ids
    if case is not None and (case.agency_id in seats or not seats):
        return case.agency
    return db.session.get_one(Agency, min(seats))


def _new_case(words: Words, found: _Found, agency: Agency, actor: Actor) -> NewCase:
    case = found.case
    is_elsewhere = case is not None and case.agency_id != agency.id
    return NewCase(
        PROCESS,
        agency,
        title_of(words.what),
        facts=facts_of(words, found.blocked),
        relations=((case.agency_id, Relation.coordinating),) if case is not None and is_elsewhere else (),
        confidential_to=_confidential_to(case, actor),
    )


def _confidential_to(case: Case | None, actor: Actor) -> tuple[int, ...]:
    """Return who may know of an obstacle on a confidential case: those who may know of the case."""
    if case is None or not case.is_confidential:
        return ()
    named = set(db.session.scalars(select(CasePerson.user_id).where(CasePerson.case_id == case.id)))
    return tuple(sorted(named | ({actor.id} if actor.id is not None else set())))


def title_of(what: str) -> str:
    """Return the title of an obstacle's case: how what is in the way begins."""
    begins = " ".join(what.split())
    return f"Vướng mắc: {begins if len(begins) <= 160 else begins[:157].rstrip() + '…'}"[:TITLE]


def facts_of(words: Words, blocked: Blocked) -> dict[str, Any]:
    """Return what the forms of an obstacle begin with."""
    return {
        "what": words.what,
        "since": words.since.isoformat(),
        "cause": words.cause,
        "proposal": words.proposal,
        "blocks_case": blocked.case_id is not None,
        "plan": str(blocked.plan_id) if blocked.plan_id is not None else None,
        "plans_in_force": plan_options(),
        "document_title": f"Tờ trình về việc tháo gỡ {_lowered(title_of(words.what))}"[:TITLE],
    }


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


def plan_options() -> list[dict[str, str]]:
    """Return the plans in force as the options of a form."""
    return [{"value": str(plan.id), "label": called(plan)[:200]} for plan in plans_in_force()]
