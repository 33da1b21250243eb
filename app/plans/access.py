"""Who sees which plan: an issued plan is everybody's, also a former version; one still being read the department's."""

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
    return true() if sees_readings(actor) else Plan.status != PlanStatus.reading


def require_plan(actor: Actor, plan_id: int) -> Plan:
    """Return a plan; raise PlanNotFound when it is not there or the actor may not know of it."""
    plan = db.session.get(Plan, plan_id)
    if plan is None or not (plan.status is not PlanStatus.reading or sees_readings(actor)):
        raise PlanNotFound
    return plan
