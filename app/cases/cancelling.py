"""End a case without its result."""

from datetime import datetime

from app import engine
from app.cases.access import may_manage_cases, require_case
from app.cases.companions import begin_ending
from app.cases.errors import CaseNotRunning
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus
from app.cases.position import running, settle
from app.errors import Forbidden
from app.organisation.roles import Actor
from app.timeline.log import record

ORDERED = "case.cancellation_ordered"


def cancel_case(case_id: int, reason: str, *, actor: Actor, now: datetime) -> Case:
    """End the case without its result; open tasks and timers go, and cases that were opened for it follow.

    Raises CaseNotFound, Forbidden, CaseNotRunning.
    """
    case = require_case(actor, lock_case(case_id))
    if not (actor.is_system or may_manage_cases(actor)):
        raise Forbidden
    if case.status is not CaseStatus.running:
        raise CaseNotRunning
    at = running(case)
    record(at.subject, ORDERED, actor, now, reason=reason)
    settle(at, engine.cancel(at.process, case.state), actor=actor, now=now)
    begin_ending(case, now)
    return case
