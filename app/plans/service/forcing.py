"""Put a plan in force: from now on its tasks count."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.organisation.records import own_id
from app.organisation.roles import Actor
from app.plans.errors import LeadsUndecided
from app.plans.models import DutyState, Part, Plan, PlanDuty, PlanStatus, PlanTask
from app.plans.rows import LEAD_REASONS, is_led, is_settled, settle
from app.plans.service.proposals import announce
from app.plans.service.records import locked_while_reading, of_plan
from app.timeline.log import record


def put_in_force(plan_id: int, *, actor: Actor, now: datetime, leads_as_text: bool = False) -> Plan:
    """Put a plan in force; its confirmed duties become obligations.

    Raises LeadsUndecided while somebody must still say who leads a task, unless `leads_as_text` confirms that those
    names stay as printed; and PlanInForce when it was done before.
    """
    plan = locked_while_reading(plan_id)
    tasks = db.session.scalars(
        select(PlanTask).where(PlanTask.plan_id == plan.id).options(selectinload(PlanTask.parts))
    ).all()
    undecided = [task for task in tasks if not is_led(task)]
    if undecided and not leads_as_text:
        raise LeadsUndecided(count=len(undecided))
    for task in undecided:
        _leave_as_text(task, own_id(actor))
    record(of_plan(plan), "plan.put_in_force", actor, now, title=plan.title, tasks=len(tasks), as_text=len(undecided))
    plan.status = PlanStatus.in_force
    confirmed = select(PlanDuty).where(PlanDuty.plan_id == plan.id, PlanDuty.state == DutyState.confirmed)
    for duty in db.session.scalars(confirmed.order_by(PlanDuty.id)):
        announce(plan, duty, actor, now)
    return plan


def _leave_as_text(task: PlanTask, decider: int) -> None:
    for part in task.parts:
        if part.part is Part.lead and not is_settled(part):
            part.decided_by_id = decider
    settle(task, answered=LEAD_REASONS)
