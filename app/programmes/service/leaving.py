"""What an enterprise may ask for at any time: to withdraw, or to revise its programme."""

from datetime import datetime

from app.cases.access import require_case
from app.cases.delivery import deliver
from app.cases.locking import lock_case
from app.cases.models import Case
from app.engine import Message
from app.errors import Forbidden
from app.organisation.roles import Actor
from app.programmes.errors import EnrolmentHasEnded, ProgrammeNotInForce
from app.programmes.models import ENDED, Enrolment, State
from app.programmes.records import require_enrolment
from app.programmes.service.surveying import ENTERS
from app.timeline.log import Subject, record

WITHDRAWN = "programme_withdrawn"
REVISION = "programme_revision_asked"


def may_ask(actor: Actor, enrolment: Enrolment) -> bool:
    """Whether the actor speaks for the enterprise: its own people, or whoever enters things for it."""
    return actor.has(*ENTERS) or (enrolment.agency_id is not None and enrolment.agency_id in actor.agency_ids)


def withdraw(case_id: int, reason: str, *, actor: Actor, now: datetime) -> Enrolment:
    """End the enterprise's taking part. Raises CaseNotFound, EnrolmentNotFound, Forbidden, EnrolmentHasEnded."""
    case, enrolment = _for(case_id, actor)
    return take_back(case, enrolment, reason, actor=actor, now=now)


def take_back(case: Case, enrolment: Enrolment, reason: str, *, actor: Actor, now: datetime) -> Enrolment:
    """End taking part in a case that is locked; whether the actor may is decided before. Raises EnrolmentHasEnded."""
    if enrolment.state in ENDED:
        raise EnrolmentHasEnded
    record(Subject("case", case.id), "enrolment.withdrawn", actor, now, reason=reason)
    enrolment.state, enrolment.reason, enrolment.ended_at = State.withdrawn, reason, now
    if not deliver(Message(WITHDRAWN, {"case": str(case.id)}), now=now, actor=actor):
        raise EnrolmentHasEnded
    return enrolment


def ask_revision(case_id: int, reason: str, *, actor: Actor, now: datetime) -> Enrolment:
    """Ask that the programme in force be revised.

    Raises CaseNotFound, EnrolmentNotFound, Forbidden, ProgrammeNotInForce.
    """
    case, enrolment = _for(case_id, actor)
    if enrolment.state is not State.in_force:
        raise ProgrammeNotInForce
    record(Subject("case", case.id), "enrolment.revision_asked", actor, now, reason=reason)
    if not deliver(Message(REVISION, {"case": str(case.id)}), now=now, actor=actor):
        raise ProgrammeNotInForce
    return enrolment


def _for(case_id: int, actor: Actor) -> tuple[Case, Enrolment]:
    case = require_case(actor, lock_case(case_id))
    enrolment = require_enrolment(case.id)
    if not may_ask(actor, enrolment):
        raise Forbidden
    return case, enrolment
