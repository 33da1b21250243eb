"""Reviews of plans and the self-assessments they are made from."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cases.models import Case
from app.database import Instant, Key
from app.extensions import db
from app.organisation.models import Agency
from app.plans.models import Plan


class ReviewKind(StrEnum):
    """Sơ kết giữa kỳ (every five years) or tổng kết."""

    interim = "interim"
    final = "final"


class ReviewState(StrEnum):
    """Where a review stands."""

    preparing = "preparing"
    opening = "opening"
    gathering = "gathering"
    drafting = "drafting"
    approved = "approved"
    ended = "ended"  # without a result: its case was ended before it was approved


class Review(db.Model):
    """One review of a plan (đợt đánh giá); its case is that of the process plan_review."""

    id: Mapped[Key]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), unique=True)
    kind: Mapped[ReviewKind | None] = mapped_column(Enum(ReviewKind, native_enum=False, length=10))
    state: Mapped[ReviewState] = mapped_column(Enum(ReviewState, native_enum=False, length=10))
    period_from: Mapped[int | None]  # the first year it is about
    period_to: Mapped[int | None]  # the last one, inclusive
    due_on: Mapped[date | None]  # self-assessments are due by the end of this day
    begun_at: Mapped[Instant]
    frozen_at: Mapped[Instant | None]  # when it was written down who is asked
    gathered_at: Mapped[Instant | None]
    held_on: Mapped[date | None]  # the meeting
    conclusions: Mapped[str] = mapped_column(Text, default="")
    approved_at: Mapped[Instant | None]

    plan: Mapped[Plan] = relationship(viewonly=True)
    case: Mapped[Case | None] = relationship(viewonly=True)


class AssessmentState(StrEnum):
    """Where one agency's self-assessment stands."""

    asked = "asked"
    with_head = "with_head"
    submitted = "submitted"
    returned = "returned"
    taken_in = "taken_in"
    not_sent = "not_sent"
    ended = "ended"  # its case was ended, as a rule with the review


class SelfAssessment(db.Model):
    """What one lead agency says about its tasks in a review."""

    __table_args__ = (
        UniqueConstraint("review_id", "agency_id"),
        Index("ix_self_assessment_state", "review_id", "state"),
    )

    id: Mapped[Key]
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), unique=True)  # None until opened
    state: Mapped[AssessmentState] = mapped_column(Enum(AssessmentState, native_enum=False, length=10))
    sent_at: Mapped[Instant | None]  # the latest time it reached the department
    taken_in_at: Mapped[Instant | None]
    data: Mapped[str | None] = mapped_column(Text, deferred=True)  # JSON: as last written

    review: Mapped[Review] = relationship(viewonly=True)
    agency: Mapped[Agency] = relationship(viewonly=True)


class AssessedTask(db.Model):
    """One row of a self-assessment as the department took it in: the figures are sums over these."""

    __table_args__ = (UniqueConstraint("assessment_id", "plan_task_id"),)

    id: Mapped[Key]
    assessment_id: Mapped[int] = mapped_column(ForeignKey("self_assessment.id"))
    plan_task_id: Mapped[int] = mapped_column(ForeignKey("plan_task.id"), index=True)
    percent: Mapped[int]  # 0 to 100
    achieved: Mapped[str] = mapped_column(Text)
    cause: Mapped[str] = mapped_column(Text, default="")
    proposal: Mapped[str] = mapped_column(Text, default="")
