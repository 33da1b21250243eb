"""Write what became known of a message after it was accepted to the timelines of its cases and agencies."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.cases.incidents import open_incident
from app.cases.models import Case
from app.deadlines.ladders import ABOVE
from app.extensions import db
from app.notifications.models import Reminder
from app.notifications.proof.models import EventKind, MessageEvent
from app.organisation.models import Agency, Seat, User
from app.organisation.roles import SYSTEM
from app.timeline.log import Subject, record
from app.timeline.outbox_models import OutboxMessage

CHUNK = 100  # cases in one unit of work


def record_event(now: datetime) -> bool:
    """Record the next event, or the next hundred cases of it; False when there is none left."""
    event = db.session.scalar(_UNRECORDED)
    if event is None:
        return False
    if event.kind is EventKind.vouched:  # told on the person's own timeline by whoever said so
        event.recorded_at = now
        return True
    message = db.session.get_one(OutboxMessage, event.message_id)
    name = db.session.scalar(select(User.name).where(User.id == event.recipient_id)) or event.address
    for case_id in _lock_next_cases(message, event.recorded_through):
        _record(event, message, Subject("case", case_id), name, now)
        event.recorded_through = case_id
    if not _cases(message, event.recorded_through):
        _finish(event, message, name, now)
    return True


def _finish(event: MessageEvent, message: OutboxMessage, name: str, now: datetime) -> None:
    event.recorded_at = now
    if event.kind is not EventKind.bounced:
        return
    for agency_id in _lock_agencies(message):
        _record(event, message, Subject("agency", agency_id), name, now)
    if event.recipient_id is None:
        open_incident(
            case_id=message.case_id,
            element="",
            summary="A mail came back",
            cause=f"{event.address}: {event.status} {event.reason}",
            now=now,
        )


def _record(event: MessageEvent, message: OutboxMessage, subject: Subject, name: str, now: datetime) -> None:
    facts = {"to": name, "sent_at": message.sent_at, "at": event.at}
    if event.kind is not EventKind.opened:
        facts |= {"status": event.status, "answer": event.reason}
    record(subject, f"message.{event.kind.value}", SYSTEM, now, **facts)


def _lock_next_cases(message: OutboxMessage, after: int) -> Sequence[int]:
    """Lock the next cases whose timelines are about to grow, always in the same order."""
    case_ids = _cases(message, after)
    db.session.execute(select(Case.id).where(Case.id.in_(case_ids)).order_by(Case.id).with_for_update()).all()
    return case_ids


def _cases(message: OutboxMessage, after: int) -> Sequence[int]:
    """Return the next cases that the message spoke of, past `after`."""
    reminded = (
        select(Reminder.case_id)
        .where(
            Reminder.message_key == message.key,
            Reminder.target.not_in(ABOVE),
            Reminder.left_out_at.is_(None),
            Reminder.case_id > after,
        )
        .distinct()
        .order_by(Reminder.case_id)
        .limit(CHUNK)
    )
    case_ids = list(db.session.scalars(reminded))
    if not case_ids and message.case_id is not None and message.case_id > after:
        return [message.case_id]
    return case_ids


def _lock_agencies(message: OutboxMessage) -> Sequence[int]:
    """Lock the agencies that the message concerned: those whose work it spoke of, else those of the person's seats."""
    found = set(
        db.session.scalars(
            select(Reminder.agency_id).where(
                Reminder.message_key == message.key,
                Reminder.target.not_in(ABOVE),
                Reminder.agency_id.is_not(None),
                Reminder.left_out_at.is_(None),
            )
        )
    ) | {message.agency_id}
    agency_ids = {agency_id for agency_id in found if agency_id is not None}
    if not agency_ids:
        person = message.recipient_id
        seats = select(Seat.agency_id).where((Seat.holder_id == person) | (Seat.deputy_id == person))
        agency_ids = set(db.session.scalars(seats))
    return db.session.scalars(
        select(Agency.id).where(Agency.id.in_(agency_ids)).order_by(Agency.id).with_for_update()
    ).all()


_UNRECORDED = (
    select(MessageEvent)
    .where(MessageEvent.recorded_at.is_(None))
    .order_by(MessageEvent.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
