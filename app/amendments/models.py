"""Amendments of plans and the changes they propose, row by row."""

import json
from typing import Any

from sqlalchemy import Enum, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cases.models import Case
from app.database import Instant, Key
from app.extensions import db
from app.plans.models import Plan, PlanTask
from app.plans.service.amending import RowAct


class PlanAmendment(db.Model):
    """One amendment of a plan; where it stands, its case says."""

    __table_args__ = (Index("ix_plan_amendment_plan_id", "plan_id"),)

    id: Mapped[Key]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))  # the version that it changes
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)
    asked_by_case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)  # e.g. of an obstacle
    reason: Mapped[str] = mapped_column(Text)
    new_plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), unique=True)  # once it is issued
    proposed_at: Mapped[Instant]
    ended_at: Mapped[Instant | None]

    plan: Mapped[Plan] = relationship(foreign_keys=[plan_id], viewonly=True)
    case: Mapped[Case] = relationship(foreign_keys=[case_id], viewonly=True)


class AmendmentChange(db.Model):
    """What is to become of one row of the plan, or a row to be added, and why."""

    __table_args__ = (UniqueConstraint("amendment_id", "task_id"),)

    id: Mapped[Key]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("plan_amendment.id"))
    act: Mapped[RowAct] = mapped_column(Enum(RowAct, native_enum=False, length=10))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("plan_task.id"))  # None: a new row
    group_path: Mapped[str] = mapped_column(Text, default="[]")  # JSON list: where a new row stands
    cells: Mapped[str] = mapped_column(Text, default="{}")  # JSON: all texts of the row by column
    reason: Mapped[str] = mapped_column(Text)

    task: Mapped[PlanTask | None] = relationship(viewonly=True)

    @property
    def texts(self) -> dict[str, Any]:
        """The texts of the row by column."""
        return dict(json.loads(self.cells))
