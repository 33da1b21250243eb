"""Who is away from when until when, and who stands in."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Instant, Key
from app.extensions import db
from app.organisation.models.people import User


class Absence(db.Model):
    """Some days on which a person is away; it ends by itself.

    Ended early, its last day is the day before; one that was called off before it began has no day left
    (`last_day` lies before `first_day`).
    """

    __table_args__ = (
        Index("ix_absence_user_id", "user_id", "last_day"),
        Index("ix_absence_last_day", "last_day"),
    )

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]  # inclusive
    stand_in_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # None: the deputy of each seat
    reason: Mapped[str] = mapped_column(String(200), default="")  # for coordinators; never about health
    reported_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reported_at: Mapped[Instant]
    ended_at: Mapped[Instant | None]  # by hand, before its last day

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    stand_in: Mapped[User | None] = relationship(foreign_keys=[stand_in_id])
    reported_by: Mapped[User] = relationship(foreign_keys=[reported_by_id])

    def covers(self, day: date) -> bool:
        """Whether the person is away on `day`."""
        return self.first_day <= day <= self.last_day
