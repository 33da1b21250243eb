"""Timeline entries, their erasable payloads, the signed daily heads, and what is held back."""

from datetime import date

from sqlalchemy import Boolean, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import BigId, Instant, Key
from app.extensions import db


class TimelineEntry(db.Model):
    """One act on one subject. Each entry's hash covers the one before: a subject's chain cannot be edited."""

    __table_args__ = (
        UniqueConstraint("subject_type", "subject_id", "sequence"),
        Index("ix_timeline_entry_at", "at"),
    )

    id: Mapped[Key]
    subject_type: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int] = mapped_column(BigId)
    sequence: Mapped[int]  # 1, 2, 3 … within the subject
    action: Mapped[str] = mapped_column(String(60))
    actor_id: Mapped[int | None] = mapped_column(BigId)  # None: the system
    at: Mapped[Instant]
    payload_digest: Mapped[str] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    entry_hash: Mapped[str] = mapped_column(String(64))


class TimelinePayload(db.Model):
    """What an entry says, kept apart: personal data can be erased with a reason while the chain stays valid."""

    entry_id: Mapped[int] = mapped_column(ForeignKey("timeline_entry.id"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    body: Mapped[str | None] = mapped_column(Text)  # JSON; None once erased
    erased_at: Mapped[Instant | None]
    erased_reason: Mapped[str | None] = mapped_column(String(300))


class TimelineHead(db.Model):
    """The digest of one day's entries on top of the day before, signed with a key kept outside the database."""

    day: Mapped[date] = mapped_column(primary_key=True)
    last_entry_id: Mapped[int] = mapped_column(BigId)
    digest: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(64))
    anchored: Mapped[bool] = mapped_column(Boolean, default=False)


class Hold(db.Model):
    """Something this installation must not do for now. It says nothing about the cases: no backup takes it along."""

    what: Mapped[str] = mapped_column(String(30), primary_key=True)
    reason: Mapped[str] = mapped_column(String(300))
    since: Mapped[Instant]
