"""Surveyed enterprises, enrolments, and what an enrolment gathers: points, analysis, programmes, reviews, help."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.cases.models import Case
from app.database import Instant, Key
from app.extensions import db
from app.organisation.models import Agency
from app.vietnamese import search_key


class Help(StrEnum):
    """What the department does for an enterprise; targets count the two apart (domain: hướng dẫn, hỗ trợ)."""

    guided = "guided"
    supported = "supported"


class State(StrEnum):
    """Where an enrolment stands; being late is a date, not a state."""

    applied = "applied"
    completing = "completing"  # the application came back to the enterprise
    selecting = "selecting"
    analysing = "analysing"
    drafting = "drafting"
    with_head = "with_head"  # waits for the approval of the enterprise's own head
    in_force = "in_force"
    reviewing = "reviewing"
    rating = "rating"
    with_ministry = "with_ministry"
    rated = "rated"
    finished = "finished"  # ended without a class
    refused = "refused"
    withdrawn = "withdrawn"
    stalled = "stalled"


ENDED = (State.rated, State.finished, State.refused, State.withdrawn, State.stalled)


class SurveyedEnterprise(db.Model):
    """An enterprise that was asked about its measuring and what it needs (khảo sát)."""

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(300))
    search_key: Mapped[str] = mapped_column(String(400), index=True)
    tax_code: Mapped[str] = mapped_column(String(14), unique=True)
    address: Mapped[str] = mapped_column(String(300), default="")
    sector: Mapped[str] = mapped_column(String(40), default="")
    need: Mapped[str] = mapped_column(Text, default="")
    instruments: Mapped[str] = mapped_column(Text, default="")
    surveyed_on: Mapped[date]
    entered_at: Mapped[Instant]

    @validates("name", "tax_code")
    def _refresh_key(self, field: str, value: str) -> str:
        parts = {"name": self.name, "tax_code": self.tax_code, field: value}
        self.search_key = search_key(parts["name"], parts["tax_code"])[:400]
        return value


class Enrolment(db.Model):
    """One enterprise's way through the programme. Its four dates of rating belong to two authorities."""

    __table_args__ = (Index("ix_enrolment_state", "state", "id"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)  # None until accepted
    name: Mapped[str] = mapped_column(String(300))
    search_key: Mapped[str] = mapped_column(String(400))
    tax_code: Mapped[str] = mapped_column(String(14), index=True)  # one enterprise, however often it enrols
    sector: Mapped[str] = mapped_column(String(40), default="")
    wish: Mapped[Help] = mapped_column(Enum(Help, native_enum=False, length=10))
    help: Mapped[Help | None] = mapped_column(Enum(Help, native_enum=False, length=10))
    state: Mapped[State] = mapped_column(Enum(State, native_enum=False, length=14))
    application: Mapped[str] = mapped_column(Text)  # JSON: as applied, or as completed later
    applied_at: Mapped[Instant]
    selected_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="")  # why it was refused, withdrew or was closed
    review_on: Mapped[date | None]  # the day of the next yearly review
    proposed_class: Mapped[str] = mapped_column(String(60), default="")
    proposed_on: Mapped[date | None]  # the department's proposal
    committee_on: Mapped[date | None]  # the People's Committee's decision
    sent_on: Mapped[date | None]  # sent to the Ministry
    published_on: Mapped[date | None]  # the Ministry's publication
    published_class: Mapped[str] = mapped_column(String(60), default="")
    publication: Mapped[str] = mapped_column(String(200), default="")  # the Ministry's document
    ended_at: Mapped[Instant | None]

    case: Mapped[Case] = relationship()
    agency: Mapped[Agency | None] = relationship()

    @validates("name", "tax_code")
    def _refresh_key(self, field: str, value: str) -> str:
        parts = {"name": self.name, "tax_code": self.tax_code, field: value}
        self.search_key = search_key(parts["name"], parts["tax_code"])[:400]
        return value


class Stage(StrEnum):
    """What points were given for."""

    selection = "selection"
    rating = "rating"


class EnrolmentScore(db.Model):
    """The points of one criterion, as the decision table gave them."""

    __table_args__ = (UniqueConstraint("enrolment_id", "stage", "number"),)

    id: Mapped[Key]
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    stage: Mapped[Stage] = mapped_column(Enum(Stage, native_enum=False, length=10))
    number: Mapped[int]
    criterion: Mapped[str] = mapped_column(String(300))
    points: Mapped[int]
    maximum: Mapped[int]


class SituationGroup(db.Model):
    """One of the nine groups of the situation analysis (QĐ 510/QĐ-BKHCN)."""

    __table_args__ = (UniqueConstraint("enrolment_id", "number"),)

    id: Mapped[Key]
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    number: Mapped[int]
    current_state: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    gap: Mapped[str] = mapped_column(Text)
    cause: Mapped[str] = mapped_column(Text)
    proposal: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(200))
    deadline: Mapped[date | None]


class ProgrammeVersion(db.Model):
    """A programme as drafted; approved by the enterprise's own head, then never changed: a revision is a new one."""

    __table_args__ = (UniqueConstraint("enrolment_id", "number"),)

    id: Mapped[Key]
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(400))
    period_from: Mapped[date]
    period_to: Mapped[date]  # inclusive; at least a year
    content: Mapped[str] = mapped_column(Text)  # JSON: objectives, tasks, funding
    drafted_at: Mapped[Instant]
    approved_on: Mapped[date | None]
    approval_number: Mapped[str] = mapped_column(String(60), default="")
    approved_by: Mapped[str] = mapped_column(String(200), default="")


class ProgrammeReview(db.Model):
    """A yearly review of a programme in eight parts."""

    __table_args__ = (UniqueConstraint("enrolment_id", "number"),)

    id: Mapped[Key]
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    number: Mapped[int]
    version_id: Mapped[int] = mapped_column(ForeignKey("programme_version.id"))
    parts: Mapped[str] = mapped_column(Text)  # JSON: the eight parts as filed
    filed_at: Mapped[Instant]
    accepted_at: Mapped[Instant | None]


class Assistance(db.Model):
    """One occurrence (lượt) of guiding or supporting an enterprise."""

    __table_args__ = (Index("ix_assistance_given", "help", "given_on"),)

    id: Mapped[Key]
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("user_task.id"))  # where it was recorded
    help: Mapped[Help] = mapped_column(Enum(Help, native_enum=False, length=10))
    given_on: Mapped[date]
    content: Mapped[str] = mapped_column(String(400))
    people: Mapped[int]
