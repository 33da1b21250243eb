"""Keep obstacles with what they are in the way of: when the plan is amended, and when a step comes back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from app.cases import hooks
from app.cases.models import Case, TaskStatus, UserTask
from app.extensions import db
from app.obstacles.models import Obstacle
from app.obstacles.service.blocking import block_again
from app.plans.hooks import PlanAmended, plan_amended


def go_on(amended: PlanAmended) -> None:
    """Let open obstacles be in the way of the new version and its rows; one of a dropped row is of the plan alone."""
    is_open = (Obstacle.plan_id == amended.old.id, Obstacle.closed_at.is_(None))
    for task in amended.dropped:
        _move(*is_open, Obstacle.plan_task_id == task.id, plan_id=amended.new.id, plan_task_id=None)
    for old_id, task in amended.follows.items():
        _move(*is_open, Obstacle.plan_task_id == old_id, plan_id=amended.new.id, plan_task_id=task.id)
    _move(*is_open, Obstacle.plan_task_id.is_(None), plan_id=amended.new.id)


def _move(*conditions: ColumnElement[bool], **values: int | None) -> None:
    changed = update(Obstacle).where(*conditions).values(**values)
    db.session.execute(changed.execution_options(synchronize_session="fetch"))


def go_back(case: Case, tasks: Sequence[UserTask], _now: datetime) -> None:
    """Let an obstacle be in the way of the step that its task comes back as: more time was asked for, or it rested."""
    if not case.has_obstacles:
        return
    for obstacle, step in _without_task(case.id):
        again = (task for task in tasks if (task.element, task.call_path) == step)
        if (task := next(again, None)) is not None:
            block_again(obstacle, task)


def _without_task(case_id: int) -> Sequence[tuple[Obstacle, tuple[str, str]]]:
    """Return the open obstacles whose task is not open any more, and at which step of the case it stood."""
    query = (
        select(Obstacle, UserTask.element, UserTask.call_path)
        .join(UserTask, UserTask.id == Obstacle.blocked_task_id)
        .where(
            Obstacle.blocked_case_id == case_id,
            Obstacle.closed_at.is_(None),
            UserTask.status != TaskStatus.open,
        )
        .order_by(Obstacle.id)
    )
    return [(obstacle, (element, call_path)) for obstacle, element, call_path in db.session.execute(query)]


if go_back not in hooks.tasks_opened:
    hooks.tasks_opened.append(go_back)
if go_on not in plan_amended:
    plan_amended.append(go_on)
