"""Drafts: what somebody has typed into a task's form and not yet filed."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Instant
from app.extensions import db


class Draft(db.Model):
    """The entries of an open task as last saved; one draft a task, shared by those who may work on it."""

    task_id: Mapped[int] = mapped_column(ForeignKey("user_task.id"), primary_key=True)
    data: Mapped[str] = mapped_column(Text)  # JSON, as typed: not validated
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[Instant]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
