"""Note once what became known of a message; the worker then tells the timelines."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.notifications.proof.models import EventKind, MessageEvent
from app.timeline.outbox_models import OutboxMessage


def note(
    message: OutboxMessage, kind: EventKind, key: str, now: datetime, *, status: str = "", reason: str = ""
) -> bool:
    """Note an event of the message; return False when `key` was noted before."""
    row = {
        "key": key,
        "message_id": message.id,
        "recipient_id": message.recipient_id,
        "kind": kind,
        "at": now,
        "status": status,
        "reason": reason,
        "address": message.address,
        "recorded_through": 0,
    }
    found = db.session.connection().execute(_insert_once(db.session.get_bind().dialect.name), row)
    return found.first() is not None


@cache
def _insert_once(dialect: str) -> Any:
    table = MessageEvent.__table__
    statement = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    return statement.on_conflict_do_nothing(index_elements=["key"]).returning(table.c.id)
