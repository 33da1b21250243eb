"""Reminders: which task was reminded of, on which rung of its ladder, to whom and in which message."""

from datetime import date

from sqlalchemy import Enum, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Instant, Key
from app.deadlines.ladders import STANDARD, Channel, Target
from app.extensions import db
from app.notifications.outcomes import Outcome


class Reminder(db.Model):
    """One person reminded of one task on one rung, or the rung passed over because of `outcome`.

    `key` ("{task}:{due day}:{rung}:{recipient}") is the promise that a rung is climbed once; a deadline that moves
    starts a new ladder. How the message fared stands in the outbox, under `message_key`.
    """

    __table_args__ = (
        Index("ix_reminder_agency_id", "agency_id", "day"),
        Index("ix_reminder_task_id", "task_id"),
        Index("ix_reminder_day", "day", "id"),
        Index("ix_reminder_message_key", "message_key"),
    )

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(120), unique=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("user_task.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # None: there was nobody to remind
    rung: Mapped[str] = mapped_column(String(8))  # "-5", "0", "last", "+3": working days around the deadline
    target: Mapped[Target] = mapped_column(Enum(Target, native_enum=False, length=12), default=Target.assignee)
    by: Mapped[Channel] = mapped_column(Enum(Channel, native_enum=False, length=8), default=Channel.digest)
    policy: Mapped[str] = mapped_column(String(80), default=STANDARD)  # the key of the policy that spoke
    outcome: Mapped[Outcome] = mapped_column(Enum(Outcome, native_enum=False, length=16), default=Outcome.send)
    instead_of_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # the person who is away
    day: Mapped[date]  # the day of the wave
    message_key: Mapped[str | None] = mapped_column(String(200))
    recorded_at: Mapped[Instant | None]  # its end was written to the case's timeline
    left_out_at: Mapped[Instant | None]  # the task was closed or moved before the digest went out
