"""Write what became of messages to the timelines of the cases they spoke of; a failed one also opens an incident.

First their ends (accepted by the server, or failed), then what became known afterwards (opened, come back).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import bindparam, select, update

from app.cases.incidents import open_incident
from app.cases.models import Case, UserTask
from app.database import unit_of_work
from app.deadlines.ladders import ABOVE, Channel, Target
from app.extensions import db
from app.notifications.by_hand import BY_HAND
from app.notifications.models import Reminder
from app.notifications.planning import DIGEST, URGENT
from app.notifications.proof.recording import record_event
from app.organisation.models import User
from app.organisation.roles import SYSTEM
from app.timeline.log import Subject, record
from app.timeline.outbox import forget_secrets
from app.timeline.outbox_models import MessageStatus, OutboxMessage

GATHERED = (DIGEST, URGENT, BY_HAND)  # kinds of mail that speak of many tasks, named by their reminders
CHUNK = 100  # mentions in one unit of work: a long digest must not hold its cases for long


@dataclass(frozen=True)
class Mention:
    """A task or case that a message spoke of; news of work that has just arrived has no reminder behind it."""

    case_id: int
    task: str
    rung: str | None = None
    reminder_id: int | None = None
    target: Target = Target.assignee
    by: Channel = Channel.digest


def record_ends(now: datetime, *, stopping: Callable[[], bool] = lambda: False) -> int:
    """Record every message that was sent or has failed since; return in how many units of work."""
    recorded = 0
    while not stopping() and _record_something(now):
        recorded += 1
    return recorded


def _record_something(now: datetime) -> bool:
    with current_app.app_context(), unit_of_work(db.session):
        return _record_end(now) or record_event(now)


def _record_end(now: datetime) -> bool:
    message = _next_unrecorded()
    if message is None:
        return False
    mentions = _mentions(message)
    _lock_cases(mentions)
    to = db.session.scalar(_NAME, {"user": message.recipient_id}) or "" if mentions else ""
    for mention in mentions:
        _record(message, mention, to, now)
    _mark(mentions, now)
    if len(mentions) < CHUNK:
        message.recorded_at = now
        forget_secrets(message)
        if message.status is MessageStatus.failed:
            _report(message, now)
    return True


def _next_unrecorded() -> OutboxMessage | None:
    return db.session.scalar(_UNRECORDED)


def _mentions(message: OutboxMessage) -> Sequence[Mention]:
    """Return the next things the message spoke of, at most a chunk of them."""
    if message.kind in GATHERED:
        return [Mention(*row) for row in db.session.execute(_REMINDED.limit(CHUNK), {"key": message.key})]
    if message.case_id is None:
        return []
    name = db.session.scalar(_TASK, {"task": message.task_id})
    return [Mention(message.case_id, name or "")]


def _mark(mentions: Sequence[Mention], now: datetime) -> None:
    reminders = [mention.reminder_id for mention in mentions if mention.reminder_id is not None]
    if reminders:
        db.session.execute(update(Reminder).where(Reminder.id.in_(reminders)).values(recorded_at=now))


def _lock_cases(mentions: Sequence[Mention]) -> None:
    """Lock the cases whose timelines are about to grow, always in the same order."""
    case_ids = sorted({mention.case_id for mention in mentions})
    if case_ids:
        db.session.execute(select(Case.id).where(Case.id.in_(case_ids)).order_by(Case.id).with_for_update()).all()


def _record(message: OutboxMessage, mention: Mention, to: str, now: datetime) -> None:
    done, failed = _actions(mention)
    action = done if message.status is MessageStatus.sent else failed
    record(Subject("case", mention.case_id), action, SYSTEM, now, **dict(_facts(message, mention, to)))


def _actions(mention: Mention) -> tuple[str, str]:
    """Return what is recorded of a mail that was sent, and of one that was not.

    The department's own people being told is no reminder of the agency: its latest one stays what it was.
    """
    if mention.rung is None:
        return "message.sent", "message.failed"
    if mention.by is Channel.letter:
        return "task.letter_proposed", "task.not_told_above"
    if mention.target in ABOVE:
        return "task.told_above", "task.not_told_above"
    return "task.reminded", "task.reminder_failed"


def _facts(message: OutboxMessage, mention: Mention, to: str) -> Iterator[tuple[str, object]]:
    yield "task", mention.task
    yield "to", to
    yield "queued_at", message.first_queued_at
    if mention.rung:
        yield "rung", mention.rung
    if message.sent_at:
        yield "accepted_at", message.sent_at


def _report(message: OutboxMessage, now: datetime) -> None:
    """Show the failure to the administrators: somebody has to correct an address or make a call."""
    record(Subject("message", message.id), "message.failed", SYSTEM, now, kind=message.kind)
    open_incident(
        case_id=message.case_id,
        element="",
        summary="A mail could not be delivered",
        cause=f"{message.address}: {message.last_error}",
        now=now,
    )


# Built once: every mail that was sent asks them.
_UNRECORDED = (
    select(OutboxMessage)
    .where(
        OutboxMessage.recorded_at.is_(None),
        OutboxMessage.status.in_([MessageStatus.sent, MessageStatus.failed]),
    )
    .order_by(OutboxMessage.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_NAME = select(User.name).where(User.id == bindparam("user"))
_TASK = select(UserTask.name).where(UserTask.id == bindparam("task"))
_REMINDED = (
    select(Reminder.case_id, UserTask.name, Reminder.rung, Reminder.id, Reminder.target, Reminder.by)
    .join(UserTask, UserTask.id == Reminder.task_id)
    .where(
        Reminder.message_key == bindparam("key"),
        Reminder.left_out_at.is_(None),
        Reminder.recorded_at.is_(None),
    )
    .order_by(Reminder.case_id, Reminder.id)
)
