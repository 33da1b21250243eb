"""The private address under which a person's calendar can be read by other programs."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Instant, Key
from app.extensions import db


class CalendarFeed(db.Model):
    """A person's feed; its address holds a secret of which only the digest is kept. A deleted row is a dead address."""

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), unique=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    days_before: Mapped[int]  # calendar days before a date at which the calendar rings; 0: on the day alone
    issued_at: Mapped[Instant]
