"""The file of a supported laboratory: gaps, nonconformities, outcomes; and the accreditation bodies one may choose."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.cases.models import Case
from app.database import Instant, Key
from app.extensions import db
from app.organisation.models import Agency
from app.vietnamese import search_key


class Field(StrEnum):
    """What the laboratory does."""

    calibration = "calibration"
    testing = "testing"
    medical = "medical"


class Phase(StrEnum):
    """How far the support has come; the last four are ends."""

    intake = "intake"
    survey = "survey"
    agreement = "agreement"
    training = "training"
    documents = "documents"
    operation = "operation"
    internal_audit = "internal_audit"
    management_review = "management_review"
    application = "application"
    assessment = "assessment"
    corrections = "corrections"
    decision = "decision"
    recognition = "recognition"
    maintenance = "maintenance"
    refused = "refused"
    withdrawn = "withdrawn"
    system_only = "system_only"
    closed = "closed"


class OutcomeKind(StrEnum):
    """The four outcomes, kept apart: a target counts only the one that it names."""

    system = "system"
    accredited = "accredited"
    registered = "registered"
    designated = "designated"


class GapState(StrEnum):
    """How far one clause is met."""

    unassessed = "unassessed"
    met = "met"
    partial = "partial"
    missing = "missing"
    not_applicable = "not_applicable"


class LaboratorySupport(db.Model):
    """One laboratory that asked for support, and where it stands; each has a case of its own."""

    __table_args__ = (Index("ix_laboratory_support_phase", "phase", "id"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)
    laboratory: Mapped[str] = mapped_column(String(300))
    laboratory_key: Mapped[str] = mapped_column(String(400), index=True)  # tells one agency's laboratories apart
    field: Mapped[Field] = mapped_column(Enum(Field, native_enum=False, length=12))
    wanted_scope: Mapped[str] = mapped_column(Text, default="")
    phase: Mapped[Phase] = mapped_column(Enum(Phase, native_enum=False, length=20))
    phase_since: Mapped[Instant]
    eligibility: Mapped[str] = mapped_column(String(12), default="")  # what the table of conditions said
    eligibility_reason: Mapped[str] = mapped_column(Text, default="")
    support_amount: Mapped[float | None] = mapped_column(Numeric(12, 1))  # agreed, paid by the department, million VND
    own_amount: Mapped[float | None] = mapped_column(Numeric(12, 1))  # paid by the laboratory, million VND
    agreed_until: Mapped[date | None]  # last day of the agreement, inclusive
    accreditation_body: Mapped[str] = mapped_column(String(200), default="")  # where it has applied
    end_reason: Mapped[str] = mapped_column(Text, default="")  # why it was refused or withdrew
    opened_at: Mapped[Instant]

    case: Mapped[Case] = relationship(viewonly=True)
    agency: Mapped[Agency] = relationship(
        secondary="case",
        primaryjoin="LaboratorySupport.case_id == Case.id",
        secondaryjoin="Case.agency_id == Agency.id",
        viewonly=True,
        uselist=False,
    )

    @validates("laboratory")
    def _refresh_key(self, _field: str, value: str) -> str:
        self.laboratory_key = search_key(value)[:400]
        return value


class GapItem(db.Model):
    """One clause of the gap analysis of a case."""

    __table_args__ = (UniqueConstraint("case_id", "clause"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    clause: Mapped[str] = mapped_column(String(10))
    position: Mapped[int]  # in the order of the standard
    state: Mapped[GapState] = mapped_column(Enum(GapState, native_enum=False, length=16))
    evidence: Mapped[str] = mapped_column(Text, default="")
    gap: Mapped[str] = mapped_column(Text, default="")
    action: Mapped[str] = mapped_column(Text, default="")
    who: Mapped[str] = mapped_column(String(200), default="")
    until: Mapped[date | None]  # the last day for the action, inclusive
    version: Mapped[int] = mapped_column(default=1)


class Nonconformity(db.Model):
    """What an assessment found not to conform, and how it was corrected."""

    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    number: Mapped[int]  # within the case, from 1
    clause: Mapped[str] = mapped_column(String(10))
    is_major: Mapped[bool]
    finding: Mapped[str] = mapped_column(Text)
    assessed_on: Mapped[date]
    due_on: Mapped[date]  # the last day for correcting it, inclusive
    action: Mapped[str] = mapped_column(Text, default="")
    corrected_on: Mapped[date | None]
    accepted_at: Mapped[Instant | None]


class LaboratoryOutcome(db.Model):
    """An outcome a laboratory has reached, as its document says; none is ever inferred from another."""

    __table_args__ = (
        UniqueConstraint("case_id", "kind", "achieved_on"),
        Index("ix_laboratory_outcome_kind", "kind", "achieved_on"),
    )

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[OutcomeKind] = mapped_column(Enum(OutcomeKind, native_enum=False, length=12))
    achieved_on: Mapped[date]  # the day the document names
    number: Mapped[str] = mapped_column(String(60), default="")  # as printed: a certificate's code, a decision's number
    issuer: Mapped[str] = mapped_column(String(200), default="")
    scope: Mapped[str] = mapped_column(Text, default="")
    valid_until: Mapped[date | None]  # the last day, inclusive; None: the document names none
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    ended_on: Mapped[date | None]  # the first day it no longer holds
    end_reason: Mapped[str] = mapped_column(Text, default="")
    noted_at: Mapped[Instant]


class AccreditationBody(db.Model):
    """A body that accredits laboratories; a name in a list, kept by the administrator or the coordinator."""

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    programmes: Mapped[str] = mapped_column(String(200), default="")  # the codes its certificates begin with
    is_active: Mapped[bool] = mapped_column(default=True)
