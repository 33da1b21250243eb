"""Fetch a plan to change it, locked so that two deciders follow one another, and note what they decide."""

from datetime import datetime
from typing import Any

from app.extensions import db
from app.organisation.roles import Actor
from app.plans.errors import PlanInForce, PlanNotFound, RowNotFound
from app.plans.models import Plan, PlanStatus, PlanTask
from app.timeline.log import Subject, record


def locked_plan(plan_id: int) -> Plan:
    """Return the plan, locked until the commit; raise PlanNotFound."""
    plan = db.session.get(Plan, plan_id, with_for_update=True, populate_existing=True)
    if plan is None:
        raise PlanNotFound
    return plan


def locked_while_reading(plan_id: int) -> Plan:
    """Return a plan whose rows may still be decided; raise PlanNotFound and PlanInForce."""
    plan = locked_plan(plan_id)
    if plan.status is not PlanStatus.reading:
        raise PlanInForce
    return plan


def row_of(plan: Plan, task_id: int) -> PlanTask:
    """Return a row of the plan; raise RowNotFound."""
    task = db.session.get(PlanTask, task_id)
    if task is None or task.plan_id != plan.id:
        raise RowNotFound
    return task


def of_plan(plan: Plan) -> Subject:
    """Return the timeline's subject for a plan."""
    return Subject("plan", plan.id)


def note(plan: Plan, task: PlanTask, action: str, actor: Actor, now: datetime, **facts: Any) -> None:
    """Put a decision on a row on the plan's timeline."""
    where = {"row": task.number or "", "position": task.position, "content": task.content[:120]}
    record(of_plan(plan), action, actor, now, **where, **facts)
