"""What an obstacle blocks: reminders rest where the coordinator said so, and go on when it is over."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.cases.locking import lock_case
from app.cases.models import TaskStatus, UserTask
from app.extensions import db
from app.obstacles.models import Obstacle, Outcome
from app.organisation.roles import SYSTEM, Actor
from app.timeline.log import Subject, record


def pause(obstacle: Obstacle, *, actor: Actor, now: datetime) -> None:
    """Stop reminding about what the obstacle blocks until it is over, what opens meanwhile included; dates stay."""
    if obstacle.blocked_case_id is None or obstacle.paused_at is not None:
        return
    case = lock_case(obstacle.blocked_case_id)
    record(Subject("case", case.id), "obstacle.paused", actor, now, number=obstacle.id)
    obstacle.paused_at = now
    if obstacle.blocked_task_id is None and case.paused_at is None:
        case.paused_at = now
    for task in _open_tasks(obstacle):
        if task.paused_at is None:
            task.paused_at = now


def resume(obstacle: Obstacle, *, actor: Actor, now: datetime) -> None:
    """Remind again of what the obstacle blocks, unless another obstacle keeps it paused."""
    if obstacle.blocked_case_id is None or obstacle.paused_at is None:
        return
    case = lock_case(obstacle.blocked_case_id)
    record(Subject("case", case.id), "obstacle.resumed", actor, now, number=obstacle.id)
    since, obstacle.paused_at = obstacle.paused_at, None
    db.session.flush()  # the others are asked for
    others = _pausing(case.id)
    case.paused_at = next((other.paused_at for other in others if other.blocked_task_id is None), None)
    for task in _open_tasks(obstacle):
        if task.paused_at == since:  # paused by this obstacle, and not e.g. by a request for more time
            task.paused_at = next((other.paused_at for other in others if _covers(other, task)), None)


def lift(obstacle: Obstacle, outcome: Outcome, now: datetime) -> None:
    """Note that the obstacle is no longer in the way."""
    if obstacle.closed_at is not None:
        return
    resume(obstacle, actor=SYSTEM, now=now)
    obstacle.closed_at = now
    if obstacle.blocked_case_id is not None:
        facts = {"number": obstacle.id, "outcome": outcome.value}
        record(Subject("case", obstacle.blocked_case_id), "obstacle.lifted", SYSTEM, now, **facts)


def _pausing(case_id: int) -> Sequence[Obstacle]:
    query = select(Obstacle).where(
        Obstacle.blocked_case_id == case_id, Obstacle.closed_at.is_(None), Obstacle.paused_at.is_not(None)
    )
    return db.session.scalars(query.order_by(Obstacle.id)).all()


def _covers(obstacle: Obstacle, task: UserTask) -> bool:
    return obstacle.blocked_task_id in (None, task.id)


def _open_tasks(obstacle: Obstacle) -> Sequence[UserTask]:
    query = select(UserTask).where(UserTask.case_id == obstacle.blocked_case_id, UserTask.status == TaskStatus.open)
    return [task for task in db.session.scalars(query.order_by(UserTask.id)) if _covers(obstacle, task)]
