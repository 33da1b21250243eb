"""Agencies that are left alone for once."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Instant, Key
from app.extensions import db
from app.organisation.models import Agency, User


class ReminderSkip(db.Model):
    """One agency that gets no reminder in the wave of one day; taking it back deletes the row, the timeline stays."""

    __table_args__ = (UniqueConstraint("agency_id", "day"), Index("ix_reminder_skip_day", "day"))

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(300))
    skipped_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    skipped_at: Mapped[Instant]

    agency: Mapped[Agency] = relationship()
    skipped_by: Mapped[User] = relationship()
