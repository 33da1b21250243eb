"""The outbox: messages promised in the unit of work that caused them, sent by the worker afterwards."""

from enum import StrEnum

from sqlalchemy import Enum, Index, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import BigId, Instant, Key
from app.extensions import db


class MessageStatus(StrEnum):
    """Where a message stands."""

    queued = "queued"
    sent = "sent"  # accepted by the mail server, which is all that a sender can know
    failed = "failed"  # refused for good, or given up after 72 hours
    withheld = "withheld"  # what it would have said no longer holds, or may no longer be said to this person


# What still has to be written to the timeline; a partial index stays short however many were sent.
_UNRECORDED = text("recorded_at IS NULL AND status IN ('sent', 'failed')")


class OutboxMessage(db.Model):
    """One message to one person.

    `key` is the promise that it is queued once: "digest:{user}:{day}", "opened:{task}:{user}". The words are
    either given when it is queued (`subject`, `text`, `html`) or made from `template` and `context` just
    before sending, so that they are true then.
    """

    __table_args__ = (
        Index("ix_outbox_message_due", "status", "rank", "next_attempt_at", "id"),
        Index("ix_outbox_message_recipient", "recipient_id", "kind", "status"),
        Index("ix_outbox_message_unrecorded", "id", sqlite_where=_UNRECORDED, postgresql_where=_UNRECORDED),
    )

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    rank: Mapped[int] = mapped_column(SmallInteger, default=1)  # what goes out first where mails are throttled
    recipient_id: Mapped[int | None] = mapped_column(BigId)  # the user; None: somebody without an account
    address: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(String(400), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str | None] = mapped_column(Text)
    template: Mapped[str | None] = mapped_column(String(40))
    context: Mapped[str] = mapped_column(Text, default="{}")  # JSON for the template
    message_id: Mapped[str] = mapped_column(String(200), unique=True)  # the same at every attempt
    task_id: Mapped[int | None] = mapped_column(BigId, index=True)
    case_id: Mapped[int | None] = mapped_column(BigId, index=True)
    agency_id: Mapped[int | None] = mapped_column(BigId)
    status: Mapped[MessageStatus] = mapped_column(Enum(MessageStatus, native_enum=False, length=10))
    attempts: Mapped[int] = mapped_column(default=0)
    first_queued_at: Mapped[Instant]
    send_after: Mapped[Instant]
    next_attempt_at: Mapped[Instant]
    leased_until: Mapped[Instant | None]
    leased_by: Mapped[str | None] = mapped_column(String(80))
    first_tried_at: Mapped[Instant | None]  # the 72 hours after which it is given up start here
    sent_at: Mapped[Instant | None]  # accepted by the server
    ended_at: Mapped[Instant | None]  # sent, failed or withheld
    recorded_at: Mapped[Instant | None]  # its end was written to the timeline
    opened_at: Mapped[Instant | None]  # the recipient, signed in, first followed one of its links
    bounced_at: Mapped[Instant | None]  # it came back for good after the server had accepted it
    last_error: Mapped[str | None] = mapped_column(Text)


class MailMinute(db.Model):
    """How many mails all senders together have handed over in the running minute; one row, see MAIL_PER_MINUTE."""

    id: Mapped[Key]
    minute: Mapped[Instant]  # its first second
    taken: Mapped[int]
