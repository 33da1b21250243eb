"""Keep obstacles with the row that they are in the way of, when the plan is amended."""

from sqlalchemy import ColumnElement, update

from app.extensions import db
from app.obstacles.models import Obstacle
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


if go_on not in plan_amended:
    plan_amended.append(go_on)
