"""The versions of a plan: each amends the one before, whose text stays as it was issued."""

from sqlalchemy import select

from app.extensions import db
from app.plans.models import Plan, PlanTask


def versions_of(plan: Plan) -> list[Plan]:
    """Return all versions of the plan, the first one first; a plan that nobody amended is its only one."""
    versions = [plan]
    while (former := former_of(versions[0])) is not None:
        versions.insert(0, former)
    while (later := _later(versions[-1])) is not None:
        versions.append(later)
    return versions


def former_of(plan: Plan) -> Plan | None:
    """Return the version that this one amends."""
    return db.session.get(Plan, plan.amends_id) if plan.amends_id is not None else None


def current_row(task_id: int) -> PlanTask | None:
    """Return the row of the newest version that goes on with this row; None once it was dropped."""
    task = db.session.get(PlanTask, task_id)
    while task is not None:
        follower = db.session.scalar(select(PlanTask).where(PlanTask.replaces_id == task.id))
        if follower is None:
            return task if _later(task.plan) is None else None
        task = follower
    return None


def row_history(task: PlanTask) -> list[PlanTask]:
    """Return the row as the versions up to this one had it, the first one first."""
    rows = [task]
    while rows[0].replaces_id is not None:
        rows.insert(0, db.session.get_one(PlanTask, rows[0].replaces_id))
    return rows


def _later(plan: Plan) -> Plan | None:
    return db.session.scalar(select(Plan).where(Plan.amends_id == plan.id))
