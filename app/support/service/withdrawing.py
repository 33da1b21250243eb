"""A laboratory withdraws its request before it is accredited."""

from datetime import datetime

from app.cases.access import require_case
from app.cases.delivery import deliver
from app.cases.locking import lock_case
from app.cases.messages import waiting_case_ids
from app.cases.models import Case
from app.engine import Message
from app.errors import Forbidden, Invalid
from app.organisation.roles import SEAT_ROLES, Actor
from app.organisation.texts import N_
from app.support.errors import TooLateToWithdraw
from app.support.models import Phase
from app.support.service.files import require_support, subject_of
from app.support.service.following import set_phase
from app.timeline.log import record

MESSAGE = "support_withdrawn"


def may_withdraw(actor: Actor, case: Case) -> bool:
    """Whether the actor may withdraw in the laboratory's name: its focal point or its head."""
    return any(actor.sits_at(case.agency_id, role) for role in SEAT_ROLES)


def can_withdraw(case_id: int) -> bool:
    """Whether the case still waits for a withdrawal."""
    return case_id in waiting_case_ids(MESSAGE, {"case": str(case_id)})


def withdraw(case_id: int, reason: str, *, actor: Actor, now: datetime) -> None:
    """Withdraw the request; open work goes. Raises CaseNotFound, SupportNotFound, Forbidden, TooLateToWithdraw."""
    case = require_case(actor, lock_case(case_id))
    support = require_support(case.id)
    if not may_withdraw(actor, case):
        raise Forbidden
    if not can_withdraw(case.id):
        raise TooLateToWithdraw
    if not reason.strip():
        raise Invalid({"reason": [N_("Say why the laboratory withdraws.")]})
    record(subject_of(case.id), "support.withdrawn", actor, now, reason=reason.strip())
    support.end_reason = reason.strip()
    deliver(Message(MESSAGE, {"case": str(case.id)}), now=now, actor=actor)


def note_withdrawal(case_id: int, now: datetime) -> None:
    """Close the file of a laboratory that has withdrawn."""
    set_phase(require_support(case_id), Phase.withdrawn, now)
