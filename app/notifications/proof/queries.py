"""The history of an agency's reminders: on which day, on which step, to whom, and what became of the mail."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, tuple_

from app.cases.access import not_hidden
from app.cases.models import Case, UserTask
from app.extensions import db
from app.notifications.models import Reminder
from app.notifications.proof.models import EventKind, MessageEvent
from app.organisation.models import User
from app.organisation.roles import Actor
from app.timeline.outbox_models import MessageStatus, OutboxMessage

PAGE_SIZE = 50


@dataclass(frozen=True)
class Reminded:
    """One reminder of one task, and what became of its mail."""

    id: int
    day: date
    rung: str
    task_id: int
    task: str
    recipient: str  # empty: there was nobody to remind
    state: str  # nobody, left_out, queued, withheld, failed, sent, opened, bounced
    queued_at: datetime | None
    accepted_at: datetime | None
    opened_at: datetime | None
    due_at: datetime | None  # when a queued one goes out, or is tried again
    error: str  # why it failed or was withheld, in the words of the log
    events: Sequence[MessageEvent]  # what came back, the oldest first


@dataclass(frozen=True)
class History:
    """Some reminders, the newest first, and the key of the last if more follow."""

    items: Sequence[Reminded]
    next_before: int | None


def reminders_of(agency_id: int, actor: Actor, *, before: int | None = None, limit: int = PAGE_SIZE) -> History:
    """Return the agency's reminders that the actor may know of, older than the one with the key `before`."""
    query = (
        select(Reminder, UserTask.name, User.name, OutboxMessage)
        .join(UserTask, UserTask.id == Reminder.task_id)
        .join(Case, Case.id == Reminder.case_id)
        .outerjoin(User, User.id == Reminder.recipient_id)
        .outerjoin(OutboxMessage, OutboxMessage.key == Reminder.message_key)
        .where(Reminder.agency_id == agency_id, not_hidden(actor))
        .order_by(Reminder.day.desc(), Reminder.id.desc())
        .limit(limit + 1)
    )
    last = db.session.get(Reminder, before) if before else None
    if last is not None:
        query = query.where(tuple_(Reminder.day, Reminder.id) < tuple_(last.day, last.id))
    rows = db.session.execute(query).all()
    returned = _returned([message.id for *_, message in rows if message is not None])
    items = [_reminded(*row, returned) for row in rows[:limit]]
    return History(items, items[-1].id if len(rows) > limit else None)


def _returned(message_ids: Collection[int]) -> Mapping[int, list[MessageEvent]]:
    found: dict[int, list[MessageEvent]] = {}
    came_back = (EventKind.bounced, EventKind.delayed, EventKind.answered)
    events = db.session.scalars(
        select(MessageEvent)
        .where(MessageEvent.message_id.in_(message_ids), MessageEvent.kind.in_(came_back))
        .order_by(MessageEvent.id)
    )
    for event in events:
        found.setdefault(event.message_id, []).append(event)
    return found


def _reminded(
    reminder: Reminder,
    task: str,
    recipient: str | None,
    message: OutboxMessage | None,
    returned: Mapping[int, list[MessageEvent]],
) -> Reminded:
    went_out = message if message is not None and not reminder.left_out_at else None
    return Reminded(
        id=reminder.id,
        day=reminder.day,
        rung=reminder.rung,
        task_id=reminder.task_id,
        task=task,
        recipient=recipient or "",
        state=_state(reminder, message),
        queued_at=message.first_queued_at if message else None,
        accepted_at=went_out.sent_at if went_out else None,
        opened_at=went_out.opened_at if went_out else None,
        due_at=went_out.next_attempt_at if went_out else None,
        error=(message.last_error or "") if message else "",
        events=returned.get(went_out.id, []) if went_out else [],
    )


def _state(reminder: Reminder, message: OutboxMessage | None) -> str:
    if reminder.recipient_id is None or message is None:
        return "nobody"
    if reminder.left_out_at:
        return "left_out"
    if message.status is not MessageStatus.sent:
        return message.status.value
    if message.opened_at:
        return "opened"
    return "bounced" if message.bounced_at else "sent"
