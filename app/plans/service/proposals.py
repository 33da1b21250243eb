"""Confirm or decline what the reader proposes from the body of a plan: targets and reporting duties."""

import json
from collections.abc import Collection
from datetime import datetime

from app.extensions import db
from app.organisation.models import AgencyKind
from app.organisation.records import own_id
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.plans import hooks
from app.plans.errors import ChoiceMissing, PlanInForce, RowNotFound
from app.plans.models import DutyState, Plan, PlanDuty, PlanStatus, Target
from app.plans.service.records import locked_plan, locked_while_reading, of_plan
from app.timeline.log import record


def confirm_target(plan_id: int, target_id: int, is_confirmed: bool, *, actor: Actor, now: datetime) -> Target:
    """Count a proposed target among the plan's, or take it out again."""
    plan = locked_while_reading(plan_id)
    target = db.session.get(Target, target_id)
    if target is None or target.plan_id != plan.id:
        raise RowNotFound
    action = "plan.target_confirmed" if is_confirmed else "plan.target_declined"
    record(of_plan(plan), action, actor, now, target=target.text, value=target.value, source=target.source)
    target.is_confirmed = is_confirmed
    return target


def confirm_duty(
    plan_id: int, duty_id: int, roster: Collection[AgencyKind], *, actor: Actor, now: datetime
) -> PlanDuty:
    """Confirm a reporting duty and who owes it; it becomes an obligation once the plan is in force."""
    plan, duty = _duty(plan_id, duty_id)
    if not roster:
        raise ChoiceMissing({"roster": [N_("Choose who owes the report.")]})
    kinds = sorted(kind.value for kind in roster)
    record(of_plan(plan), "plan.duty_confirmed", actor, now, source=duty.source, where=duty.where, roster=kinds)
    duty.state, duty.decided_by_id, duty.roster = DutyState.confirmed, own_id(actor), json.dumps(kinds)
    if plan.status is PlanStatus.in_force:
        announce(plan, duty, actor, now)
    return duty


def decline_duty(plan_id: int, duty_id: int, *, actor: Actor, now: datetime) -> PlanDuty:
    """Say that a sentence is no reporting duty of its own."""
    plan, duty = _duty(plan_id, duty_id)
    record(of_plan(plan), "plan.duty_declined", actor, now, source=duty.source, where=duty.where)
    duty.state, duty.decided_by_id = DutyState.declined, own_id(actor)
    return duty


def announce(plan: Plan, duty: PlanDuty, actor: Actor, now: datetime) -> None:
    """Tell the features above that a duty of a plan in force holds."""
    confirmed = hooks.DutyConfirmed(
        plan=plan,
        text=duty.text,
        who=tuple(json.loads(duty.who)),
        roster=frozenset(map(AgencyKind, json.loads(duty.roster))),
        first_due=duty.first_due,
        is_exclusive=duty.due_is_exclusive,
        where=duty.where,
        source=duty.source,
        actor=actor,
        now=now,
    )
    for listener in hooks.duty_confirmed:
        listener(confirmed)


def _duty(plan_id: int, duty_id: int) -> tuple[Plan, PlanDuty]:
    """Return plan and duty; one that became an obligation already stays what it is."""
    plan = locked_plan(plan_id)
    duty = db.session.get(PlanDuty, duty_id)
    if duty is None or duty.plan_id != plan.id:
        raise RowNotFound
    if plan.status is not PlanStatus.reading and duty.state is DutyState.confirmed:
        raise PlanInForce
    return plan, duty
