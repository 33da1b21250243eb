"""Plans as issued, the tasks of their annex and their targets. Printed text is kept as printed, for ever."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Instant, Key
from app.extensions import db
from app.organisation.models import Agency


class PlanStatus(StrEnum):
    """`reading`: a person still decides what is doubtful; `in_force`: its tasks count."""

    reading = "reading"
    in_force = "in_force"
    replaced = "replaced"


class Plan(db.Model):
    """An issued plan document."""

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(String(60))
    issued: Mapped[date | None]
    issuer: Mapped[str | None] = mapped_column(String(300))
    status: Mapped[PlanStatus] = mapped_column(Enum(PlanStatus, native_enum=False, length=10))
    source_name: Mapped[str] = mapped_column(String(255))
    source_sha256: Mapped[str] = mapped_column(String(64))
    reading: Mapped[str] = mapped_column(Text, deferred=True)  # JSON: what the reader understood, row by row
    imported_at: Mapped[Instant]
    imported_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    # The version that this one amends and replaces: its text stays as it was issued.
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), unique=True)

    tasks: Mapped[list["PlanTask"]] = relationship(back_populates="plan", order_by="PlanTask.position")


class PlanTask(db.Model):
    """A row of the annex (nhiệm vụ)."""

    __table_args__ = (Index("ix_plan_task_plan_id", "plan_id", "position"),)

    id: Mapped[Key]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    position: Mapped[int]
    number: Mapped[str | None] = mapped_column(String(40))  # as printed; None where the cell is blank
    group_path: Mapped[str] = mapped_column(Text)  # JSON list of headings
    content: Mapped[str] = mapped_column(Text)
    lead_text: Mapped[str] = mapped_column(Text)
    coordinating_text: Mapped[str] = mapped_column(Text, default="")
    directing_text: Mapped[str] = mapped_column(Text, default="")
    time_text: Mapped[str] = mapped_column(Text, default="")
    result_text: Mapped[str | None] = mapped_column(Text)
    funding_text: Mapped[str | None] = mapped_column(Text)
    due_kind: Mapped[str] = mapped_column(String(20))
    due_from: Mapped[int | None]  # year
    due_to: Mapped[int | None]  # year
    first_due: Mapped[date | None]
    due_is_exclusive: Mapped[bool] = mapped_column(default=False)
    milestones: Mapped[str] = mapped_column(Text, default="[]")  # JSON list
    source: Mapped[str] = mapped_column(String(40))  # "first-last" line or row of the document
    review: Mapped[str] = mapped_column(Text, default="[]")  # JSON list of reasons still to be decided
    # The row of the former version that this one goes on with, changed or not.
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("plan_task.id"), unique=True)

    plan: Mapped[Plan] = relationship(back_populates="tasks")
    parts: Mapped[list["PlanTaskAgency"]] = relationship(back_populates="task")


class Part(StrEnum):
    """What an agency does for a plan task."""

    lead = "lead"
    coordinating = "coordinating"
    directing = "directing"


class PlanTaskAgency(db.Model):
    """One name of a lead, coordinating or directing cell: an agency of the register, or a group that stays a group."""

    __table_args__ = (Index("ix_plan_task_agency_agency_id", "agency_id", "part"),)

    id: Mapped[Key]
    task_id: Mapped[int] = mapped_column(ForeignKey("plan_task.id"), index=True)
    part: Mapped[Part] = mapped_column(Enum(Part, native_enum=False, length=12))
    name: Mapped[str] = mapped_column(String(400))  # as parsed from the cell
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    group: Mapped[str | None] = mapped_column(String(60))  # e.g. "departments", "communes"; see organisation groups
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # a person chose this match

    task: Mapped[PlanTask] = relationship(back_populates="parts")
    agency: Mapped[Agency | None] = relationship()


class Target(db.Model):
    """An indicator with a number (chỉ tiêu), as proposed by the reader and confirmed by a person."""

    id: Mapped[Key]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str] = mapped_column(String(120), default="")
    source: Mapped[str] = mapped_column(String(40))
    is_confirmed: Mapped[bool] = mapped_column(default=False)


class DutyState(StrEnum):
    """What a person made of a proposed duty."""

    proposed = "proposed"
    confirmed = "confirmed"
    declined = "declined"


class PlanDuty(db.Model):
    """A reporting duty found in the body of a plan; once confirmed and in force it becomes an obligation."""

    id: Mapped[Key]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))  # as the reader names it: report, obstacle_report
    text: Mapped[str] = mapped_column(Text)  # the sentence as printed
    who: Mapped[str] = mapped_column(Text, default="[]")  # JSON list of names, as parsed
    time_text: Mapped[str] = mapped_column(Text, default="")  # the time phrase as printed
    first_due: Mapped[date | None]  # the printed limit; None: on request
    due_is_exclusive: Mapped[bool] = mapped_column(default=False)
    roster: Mapped[str] = mapped_column(Text, default="[]")  # JSON list of agency kinds that owe the report
    source: Mapped[str] = mapped_column(String(40))
    where: Mapped[str] = mapped_column(String(60), default="")  # the clause, e.g. "IV.1"
    state: Mapped[DutyState] = mapped_column(Enum(DutyState, native_enum=False, length=10), default=DutyState.proposed)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
