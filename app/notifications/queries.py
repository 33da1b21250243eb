"""Read how reminders and messages fared."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from app.cases.models import UserTask
from app.extensions import db
from app.notifications.models import Reminder
from app.notifications.outcomes import Outcome
from app.organisation.models import User
from app.timeline.outbox_models import MessageStatus, OutboxMessage


@dataclass(frozen=True)
class Reminded:
    """One reminder of one task, as people read it.

    `status` is the message's (queued, sent, failed, withheld), "left_out" when the task was closed before the digest
    went out, "skipped" when the agency was left out for once, or "nobody" when nobody could be told.
    """

    day: date
    task_id: int
    task: str
    rung: str
    recipient: str
    status: str
    accepted_at: datetime | None
    error: str | None


def reminders_for(agency_id: int, *, case_ids: Collection[int] | None = None, limit: int = 200) -> list[Reminded]:
    """Return the reminders an agency was given, newest first; `case_ids` keeps those of a campaign's cases."""
    query = (
        select(Reminder, UserTask.name, User.name, OutboxMessage)
        .join(UserTask, UserTask.id == Reminder.task_id)
        .outerjoin(User, User.id == Reminder.recipient_id)
        .outerjoin(OutboxMessage, OutboxMessage.key == Reminder.message_key)
        .where(Reminder.agency_id == agency_id)
        .order_by(Reminder.day.desc(), Reminder.id.desc())
        .limit(limit)
    )
    if case_ids is not None:
        query = query.where(Reminder.case_id.in_(case_ids))
    return [_reminded(*row) for row in db.session.execute(query)]


def failed_messages(*, limit: int = 100) -> list[OutboxMessage]:
    """Return the messages that could not be delivered, newest first."""
    return list(
        db.session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.status == MessageStatus.failed)
            .order_by(OutboxMessage.id.desc())
            .limit(limit)
        )
    )


def waiting_messages() -> int:
    """Return how many messages wait to be sent."""
    waiting = select(func.count()).where(OutboxMessage.status == MessageStatus.queued)
    return db.session.scalar(waiting) or 0


def _reminded(reminder: Reminder, task: str, recipient: str | None, message: OutboxMessage | None) -> Reminded:
    return Reminded(
        day=reminder.day,
        task_id=reminder.task_id,
        task=task,
        rung=reminder.rung,
        recipient=recipient or "",
        status=_status(reminder, message),
        accepted_at=message.sent_at if message and not reminder.left_out_at else None,
        error=message.last_error if message and message.status is MessageStatus.failed else None,
    )


def _status(reminder: Reminder, message: OutboxMessage | None) -> str:
    if message is None:
        return "skipped" if reminder.outcome is Outcome.skipped else "nobody"
    return "left_out" if reminder.left_out_at else message.status.value
