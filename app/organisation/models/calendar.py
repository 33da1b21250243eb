"""The province's own table of days: what was decided, by which document, and the days it changed."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Instant, Key
from app.extensions import db


class ChangeKind(StrEnum):
    """What a decision does to the calendar."""

    day_off = "day_off"  # a day nobody works, though weekday and law say otherwise
    worked = "worked"  # a day that is worked, though it is a Saturday or a holiday
    swap = "swap"  # a day off, and the Saturday worked in its place
    range = "range"  # days off in a row: Tết


class CalendarChange(db.Model):
    """One decision about days, by one document. It is never edited: withdrawn, or withdrawn and entered anew."""

    id: Mapped[Key]
    kind: Mapped[ChangeKind] = mapped_column(Enum(ChangeKind, native_enum=False, length=10))
    name: Mapped[str] = mapped_column(String(200))  # what the days are called
    source: Mapped[str] = mapped_column(String(300))  # the document as people cite it
    document_number: Mapped[str] = mapped_column(String(60), default="")
    document_date: Mapped[date | None]
    issuer: Mapped[str] = mapped_column(String(200), default="")
    known_on: Mapped[date]  # the day the office learnt of it
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("calendar_change.id"), index=True)
    entered_at: Mapped[Instant]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    withdrawn_at: Mapped[Instant | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    withdrawn_because: Mapped[str] = mapped_column(Text, default="")
    to_move: Mapped[int] = mapped_column(default=0)  # how many deadlines its latest act was to move, when confirmed
    moved: Mapped[int] = mapped_column(default=0)  # how many of them have moved
    settled_at: Mapped[Instant | None]  # None: open deadlines are still being brought in line

    days: Mapped[list["CalendarDay"]] = relationship(back_populates="change", order_by="CalendarDay.day")

    @property
    def stands(self) -> bool:
        """Whether it counts."""
        return self.withdrawn_at is None


class CalendarDay(db.Model):
    """A day that one decision changed. Of those not withdrawn there is one a day: the database sees to it."""

    __table_args__ = (
        Index(
            "uq_calendar_day_standing",
            "day",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[Key]
    change_id: Mapped[int] = mapped_column(ForeignKey("calendar_change.id"), index=True)
    day: Mapped[date]
    works: Mapped[bool]
    withdrawn_at: Mapped[Instant | None]  # with its decision

    change: Mapped[CalendarChange] = relationship(back_populates="days")
