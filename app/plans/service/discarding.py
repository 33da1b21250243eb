"""Give up the reading of a plan; the file stays in the store, the timeline says that it was read."""

from datetime import datetime

from sqlalchemy import delete, select

from app.extensions import db
from app.organisation.roles import Actor
from app.plans.models import Plan, PlanDuty, PlanTask, PlanTaskAgency, Target
from app.plans.service.records import locked_while_reading, of_plan
from app.timeline.log import record


def discard_plan(plan_id: int, *, actor: Actor, now: datetime) -> None:
    """Forget a reading and all decisions on it. Raises PlanNotFound and PlanInForce."""
    plan = locked_while_reading(plan_id)
    record(of_plan(plan), "plan.discarded", actor, now, title=plan.title, file=plan.source_name)
    tasks = select(PlanTask.id).where(PlanTask.plan_id == plan.id)
    db.session.execute(delete(PlanTaskAgency).where(PlanTaskAgency.task_id.in_(tasks)))
    for table in (PlanTask, Target, PlanDuty):
        db.session.execute(delete(table).where(table.plan_id == plan.id))
    db.session.execute(delete(Plan).where(Plan.id == plan.id))
