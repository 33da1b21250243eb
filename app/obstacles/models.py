"""Obstacles: what is in the way of which work, who said so, and how it ended."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cases.models import Case, UserTask
from app.database import Instant, Key
from app.extensions import db
from app.organisation.models import Agency
from app.plans.models import Plan, PlanTask


class ObstacleState(StrEnum):
    """With whom an obstacle is; being joined with an equal one or ended, it is with nobody."""

    triage = "triage"
    clarifying = "clarifying"
    guiding = "guiding"
    confirming = "confirming"
    escalated = "escalated"
    ended = "ended"


class Outcome(StrEnum):
    """How an obstacle ended."""

    solved = "solved"
    silent = "silent"  # nobody answered whether it was
    unclear = "unclear"  # the agency did not say what the department asked for
    joined = "joined"
    cancelled = "cancelled"


class Obstacle(db.Model):
    """Something that is in the way of a task, a case, a row of a plan, a plan, or of the work in general."""

    __table_args__ = (
        Index("ix_obstacle_open", "closed_at", "raised_at", "id"),
        Index("ix_obstacle_agency_id", "agency_id", "id"),
        Index("ix_obstacle_blocked_case_id", "blocked_case_id"),
        Index("ix_obstacle_plan_task_id", "plan_task_id"),
    )

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    raised_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    raised_at: Mapped[Instant]
    what: Mapped[str] = mapped_column(Text)
    since: Mapped[date]
    cause: Mapped[str] = mapped_column(Text)
    proposal: Mapped[str] = mapped_column(Text)
    blocked_case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    blocked_task_id: Mapped[int | None] = mapped_column(ForeignKey("user_task.id"))  # None: the whole case
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    plan_task_id: Mapped[int | None] = mapped_column(ForeignKey("plan_task.id"))
    state: Mapped[ObstacleState] = mapped_column(Enum(ObstacleState, native_enum=False, length=12))
    outcome: Mapped[Outcome | None] = mapped_column(Enum(Outcome, native_enum=False, length=12))
    joined_to_id: Mapped[int | None] = mapped_column(ForeignKey("obstacle.id"), index=True)
    paused_at: Mapped[Instant | None]  # since when no reminders go out about what it blocks
    closed_at: Mapped[Instant | None]  # when it stopped blocking; a joined one blocks as long as the other

    case: Mapped[Case] = relationship(foreign_keys=[case_id], viewonly=True)
    agency: Mapped[Agency] = relationship(viewonly=True)
    blocked_case: Mapped[Case | None] = relationship(foreign_keys=[blocked_case_id], viewonly=True)
    blocked_task: Mapped[UserTask | None] = relationship(viewonly=True)
    plan: Mapped[Plan | None] = relationship(viewonly=True)
    plan_task: Mapped[PlanTask | None] = relationship(viewonly=True)
    joined_to: Mapped["Obstacle | None"] = relationship(remote_side="Obstacle.id", viewonly=True)
