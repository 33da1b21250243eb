"""The reasons for which reminders rest."""

from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Instant, Key
from app.extensions import db


class PauseReason(StrEnum):
    """Why nobody is reminded."""

    obstacle = "obstacle"
    extension = "extension"  # more time was asked for, and nobody has answered yet


class Pause(db.Model):
    """One reason why reminders about a case or about one of its tasks rest; it stands until it is taken away itself."""

    __table_args__ = (Index("ix_pause_case_id", "case_id", "reason", "number"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("user_task.id"), index=True)  # None: the whole case
    reason: Mapped[PauseReason] = mapped_column(Enum(PauseReason, native_enum=False, length=10))
    number: Mapped[int] = mapped_column(default=0)  # of the obstacle; 0 where a case has one such reason at most
    since: Mapped[Instant]
