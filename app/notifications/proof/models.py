"""What became known of a message after the mail server had accepted it."""

from enum import StrEnum

from sqlalchemy import Enum, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import BigId, Instant, Key
from app.extensions import db


class EventKind(StrEnum):
    """What a message met with."""

    opened = "opened"  # its recipient, signed in, followed one of its links
    bounced = "bounced"  # it came back for good: nobody will read it
    delayed = "delayed"  # a server on its way still tries
    answered = "answered"  # an absence notice or another answer made by a machine
    vouched = "vouched"  # it came back, and somebody says that its address takes mail again


_UNRECORDED = text("recorded_at IS NULL")


class MessageEvent(db.Model):
    """One thing that became known of one message.

    `key` is the promise that it counts once: "opened:{message}", or "returned:{digest of the returned mail}".
    """

    __table_args__ = (
        Index("ix_message_event_message_id", "message_id"),
        Index("ix_message_event_kind", "kind", "recipient_id", "id"),
        Index("ix_message_event_unrecorded", "id", sqlite_where=_UNRECORDED, postgresql_where=_UNRECORDED),
    )

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(100), unique=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("outbox_message.id"))
    recipient_id: Mapped[int | None] = mapped_column(BigId)  # as the message's
    kind: Mapped[EventKind] = mapped_column(Enum(EventKind, native_enum=False, length=10))
    at: Mapped[Instant]  # when we learnt of it
    status: Mapped[str] = mapped_column(String(12), default="")  # RFC 3463, e.g. "5.1.1"
    reason: Mapped[str] = mapped_column(String(500), default="")  # in the words of the server that refused it
    address: Mapped[str] = mapped_column(String(320), default="")  # where the message had gone
    recorded_through: Mapped[int] = mapped_column(BigId, default=0)  # the last case whose timeline tells of it
    recorded_at: Mapped[Instant | None]  # every timeline tells of it
