"""Record the four outcomes exactly as their documents say; none follows from another."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.extensions import db
from app.organisation.roles import Actor
from app.support.models import LaboratoryOutcome, OutcomeKind
from app.support.service.files import subject_of
from app.timeline.log import record


@dataclass(frozen=True)
class Reached:
    """An outcome as its document says it; `valid_until` is the last day, None where the document names none."""

    kind: OutcomeKind
    achieved_on: date
    number: str = ""
    issuer: str = ""
    scope: str = ""
    valid_until: date | None = None
    attachment_id: int | None = None


def note_outcome(case_id: int, reached: Reached, *, actor: Actor, now: datetime) -> None:
    """Record that the laboratory has reached an outcome; the same again changes nothing."""
    same = select(LaboratoryOutcome.id).where(
        LaboratoryOutcome.case_id == case_id,
        LaboratoryOutcome.kind == reached.kind,
        LaboratoryOutcome.achieved_on == reached.achieved_on,
    )
    if db.session.scalar(same) is not None:
        return
    record(
        subject_of(case_id),
        "support.outcome",
        actor,
        now,
        outcome=reached.kind.value,
        number=reached.number,
        achieved_on=reached.achieved_on,
        valid_until=reached.valid_until,
    )
    db.session.add(LaboratoryOutcome(case_id=case_id, noted_at=now, **vars(reached)))


def end_outcome(case_id: int, kind: OutcomeKind, on: date, reason: str, *, actor: Actor, now: datetime) -> None:
    """Note that an outcome no longer holds from the day `on`; what it was stays readable."""
    living = select(LaboratoryOutcome).where(
        LaboratoryOutcome.case_id == case_id, LaboratoryOutcome.kind == kind, LaboratoryOutcome.ended_on.is_(None)
    )
    found = db.session.scalars(living).all()
    if not found:
        return
    record(subject_of(case_id), "support.outcome_ended", actor, now, outcome=kind.value, on=on, reason=reason)
    for outcome in found:
        outcome.ended_on, outcome.end_reason = on, reason
