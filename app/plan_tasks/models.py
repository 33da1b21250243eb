"""What an agency was given to do by a row of a plan, how it gets on, and what others contribute."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cases.models import Case
from app.database import Instant, Key
from app.extensions import db
from app.organisation.models import Agency
from app.plans.models import PlanTask


class AssignmentState(StrEnum):
    """Where a plan task stands with its lead agency; being late is a date, not a state."""

    assigned = "assigned"
    clarifying = "clarifying"
    in_progress = "in_progress"
    with_head = "with_head"
    submitted = "submitted"
    returned = "returned"
    suspended = "suspended"
    done = "done"
    stopped = "stopped"


OVER = (AssignmentState.done, AssignmentState.stopped)


class Rhythm(StrEnum):
    """How often the lead agency says how far it is, as agreed when it accepts."""

    month = "month"
    quarter = "quarter"


class ExtensionState(StrEnum):
    """Where the agency's request for more time stands."""

    asked = "asked"
    granted = "granted"
    refused = "refused"


class Assignment(db.Model):
    """One plan task, given to one lead agency for one period (phân công); the period's first year names it."""

    __table_args__ = (
        UniqueConstraint("plan_task_id", "year", "agency_id"),
        Index("ix_assignment_agency_id", "agency_id", "state"),
    )

    id: Mapped[Key]
    plan_task_id: Mapped[int] = mapped_column(ForeignKey("plan_task.id"))
    year: Mapped[int]  # the first year of the period
    last_year: Mapped[int]  # the year in which it is due, inclusive
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))  # who leads now
    first_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))  # whom the plan names: handing over leaves it
    group: Mapped[str | None] = mapped_column(String(60))  # the group it was a member of when the roster was frozen
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), unique=True)  # None until opened
    state: Mapped[AssignmentState] = mapped_column(Enum(AssignmentState, native_enum=False, length=12))
    frozen_at: Mapped[Instant]  # when the agency was put on the roster
    due_on: Mapped[date]  # the limit as the plan prints it
    due_is_exclusive: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[Instant]  # its own, moved by an extension, a return or a pause
    overdue_after: Mapped[Instant]
    accepted_at: Mapped[Instant | None]
    focal_name: Mapped[str] = mapped_column(String(200), default="")  # who is in charge at the lead agency
    focal_post: Mapped[str] = mapped_column(String(200), default="")
    focal_phone: Mapped[str] = mapped_column(String(40), default="")
    focal_email: Mapped[str] = mapped_column(String(200), default="")
    rhythm: Mapped[Rhythm | None] = mapped_column(Enum(Rhythm, native_enum=False, length=10))
    extension: Mapped[ExtensionState | None] = mapped_column(Enum(ExtensionState, native_enum=False, length=10))
    extended_to: Mapped[date | None]
    result: Mapped[str] = mapped_column(Text, default="")
    result_sent_at: Mapped[Instant | None]  # the latest time it was sent to the department
    returned_at: Mapped[Instant | None]
    return_reason: Mapped[str] = mapped_column(Text, default="")  # why it is to be done again, until it is sent again
    checked_at: Mapped[Instant | None]  # when the department found it done
    suspended_at: Mapped[Instant | None]  # while it rests
    suspended_because: Mapped[str] = mapped_column(Text, default="")

    plan_task: Mapped[PlanTask] = relationship(viewonly=True)
    agency: Mapped[Agency] = relationship(foreign_keys=[agency_id], viewonly=True)
    first_agency: Mapped[Agency] = relationship(foreign_keys=[first_agency_id], viewonly=True)
    case: Mapped[Case | None] = relationship(viewonly=True)


class ProgressUpdate(db.Model):
    """What the lead agency said, or still owes, about one period of its rhythm (cập nhật tiến độ)."""

    __table_args__ = (UniqueConstraint("assignment_id", "period_to"),)

    id: Mapped[Key]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("user_task.id"), unique=True)
    period_from: Mapped[date]  # inclusive
    period_to: Mapped[date]  # inclusive
    overdue_after: Mapped[Instant]
    filed_at: Mapped[Instant | None]
    filed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    percent: Mapped[int | None]  # 0 to 100, the agency's own estimate
    text: Mapped[str] = mapped_column(Text, default="")
    difficulties: Mapped[str] = mapped_column(Text, default="")


class ContributionState(StrEnum):
    """Where the part of a coordinating agency stands."""

    asked = "asked"
    given = "given"
    returned = "returned"
    accepted = "accepted"
    waived = "waived"


class Contribution(db.Model):
    """What the lead agency asked of a coordinating one, and what came (phần phối hợp)."""

    __table_args__ = (Index("ix_contribution_assignment_id", "assignment_id", "id"),)

    id: Mapped[Key]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)
    request: Mapped[str] = mapped_column(Text)
    state: Mapped[ContributionState] = mapped_column(Enum(ContributionState, native_enum=False, length=10))
    asked_at: Mapped[Instant]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    due_at: Mapped[Instant]
    overdue_after: Mapped[Instant]
    text: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[Instant | None]
    settled_at: Mapped[Instant | None]  # accepted, or given up

    assignment: Mapped[Assignment] = relationship(viewonly=True)
    agency: Mapped[Agency] = relationship(viewonly=True)
    case: Mapped[Case] = relationship(viewonly=True)
