"""Whether a reminder has gone out, or is about to, because of dates that a person moved."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select

from app.cases import hooks
from app.extensions import db
from app.notifications.models import Reminder
from app.timeline.outbox_models import OutboxMessage


def reminded_since(task_ids: Sequence[int], since: datetime) -> bool:
    """Whether a reminder of one of the tasks was queued after `since`."""
    queued = exists().where(
        Reminder.task_id.in_(task_ids),
        OutboxMessage.key == Reminder.message_key,
        OutboxMessage.first_queued_at > since,
    )
    return bool(db.session.scalar(select(queued)))


if reminded_since not in hooks.date_followed:
    hooks.date_followed.append(reminded_since)
