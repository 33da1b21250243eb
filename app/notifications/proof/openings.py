"""Note that somebody opened a mail: its recipient, signed in, came through one of its links."""

from datetime import datetime

from sqlalchemy import update

from app.extensions import db
from app.notifications.proof.models import EventKind
from app.notifications.proof.noting import note
from app.timeline.outbox_models import OutboxMessage


def note_opening(message_id: int, person_id: int | None, now: datetime) -> bool:
    """Note that the person has opened the message; False when it is not theirs, or was opened before."""
    first = (
        update(OutboxMessage)
        .where(
            OutboxMessage.id == message_id,
            OutboxMessage.recipient_id == person_id,
            OutboxMessage.opened_at.is_(None),
        )
        .values(opened_at=now)
        .execution_options(synchronize_session=False)
    )
    if db.session.connection().execute(first).rowcount != 1:
        return False
    message = db.session.get_one(OutboxMessage, message_id, populate_existing=True)
    return note(message, EventKind.opened, f"opened:{message_id}", now)
