"""Who sees which plan: a plan in force is everybody's, one that is still being read only the department's."""

from sqlalchemy import ColumnElement, true

from app.extensions import db
from app.organisation.roles import DEPARTMENT_ROLES, Actor, Role
from app.plans.errors import PlanNotFound
from app.plans.models import Plan, PlanStatus

READERS = (*DEPARTMENT_ROLES, Role.administrator, Role.auditor)


def sees_readings(actor: Actor) -> bool:
    """Whether the actor may look at plans that are still being read."""
    return actor.has(*READERS)


def visible(actor: Actor) -> ColumnElement[bool]:
    """Return the condition for the plans the actor may know of."""
    return true() if sees_readings(actor) else Plan.status == PlanStatus.in_force


def require_plan(actor: Actor, plan_id: int) -> Plan:
    """Return a plan; raise PlanNotFound when it is not there or the actor may not know of it."""
    plan = db.session.get(Plan, plan_id)
    if plan is None or not (plan.status is PlanStatus.in_force or sees_readings(actor)):
        raise PlanNotFound
    return plan
