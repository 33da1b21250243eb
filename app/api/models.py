"""Answers kept so that a repeated request is not carried out twice."""

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Instant, Key
from app.extensions import db


class IdempotencyKey(db.Model):
    """The answer to one request of one user on one route, kept for 72 hours."""

    __table_args__ = (
        UniqueConstraint("user_id", "route", "key"),
        Index("ix_idempotency_key_at", "at"),
    )

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    route: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(200))
    body_digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[Instant]
    status: Mapped[int | None]
    location: Mapped[str | None] = mapped_column(String(300))
    body: Mapped[str | None] = mapped_column(Text)
