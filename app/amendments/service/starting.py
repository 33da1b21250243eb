"""Begin an amendment: the coordinator gets the task of proposing the changes."""

from datetime import datetime

from app.amendments.errors import AmendmentRunning
from app.amendments.models import PlanAmendment
from app.amendments.queries import PROCESS, department, running_amendment
from app.cases.starting import NewCase, start_case
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.roles import Actor, Role
from app.organisation.texts import N_
from app.plans.errors import PlanNotInForce
from app.plans.models import Plan, PlanStatus
from app.plans.service.records import locked_plan, of_plan
from app.timeline.log import record


def may_amend(actor: Actor) -> bool:
    """Whether the actor may begin an amendment and edit its changes."""
    return actor.is_system or actor.has(Role.coordinator)


def begin_amendment(
    plan_id: int, reason: str, *, actor: Actor, now: datetime, asked_by_case_id: int | None = None
) -> PlanAmendment:
    """Begin an amendment of a plan in force.

    Raises PlanNotFound, Forbidden, PlanNotInForce, AmendmentRunning, Invalid.
    """
    plan = locked_plan(plan_id)
    if not may_amend(actor):
        raise Forbidden
    if plan.status is not PlanStatus.in_force:
        raise PlanNotInForce
    if running_amendment(plan.id) is not None:
        raise AmendmentRunning
    if not reason.strip():
        raise Invalid({"reason": [N_("Say why the plan has to be amended.")]})
    record(of_plan(plan), "plan.amendment_begun", actor, now, reason=reason)
    facts = {"plan_id": plan.id, "amendment_reason": reason, "document_title": submission_title(plan)}
    new = NewCase(PROCESS, department(), f"Điều chỉnh {called(plan)}"[:400], facts=facts)
    case, _ = start_case(new, actor=actor, now=now)
    amendment = PlanAmendment(
        plan_id=plan.id, case_id=case.id, asked_by_case_id=asked_by_case_id, reason=reason, proposed_at=now
    )
    db.session.add(amendment)
    db.session.flush()  # its changes carry its key
    return amendment


def called(plan: Plan) -> str:
    """Name the plan as documents do: by its number, else by its title."""
    return f"Kế hoạch số {plan.number}" if plan.number else plan.title


def submission_title(plan: Plan) -> str:
    """Return the subject of the submission, as a first wording."""
    return f"Tờ trình về việc điều chỉnh {called(plan)}"[:400]


def decision_title(plan: Plan) -> str:
    """Return the subject of the decision, as a first wording."""
    return f"Quyết định điều chỉnh {called(plan)}"[:400]
