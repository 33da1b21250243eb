"""What became of the letters of the past: most people open theirs in the morning, one address does not exist."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from app.clock import local_date, start_of_day
from app.demo.days import Days
from app.demo.story import Act
from app.extensions import db
from app.notifications.bounces.alarms import alarm_coordinators
from app.notifications.planning import DIGEST
from app.notifications.proof.models import EventKind
from app.notifications.proof.noting import note
from app.notifications.proof.openings import note_opening
from app.organisation.models import Agency, Seat
from app.organisation.roles import Role
from app.timeline.outbox_models import OutboxMessage

GONE = "X.HOABAC"  # the commune whose focal point has another address by now
OPENED_OF_TEN = 7


def acts(days: Days) -> Iterator[Act]:
    """Yield the letters that came back, and who opens what, morning by morning."""
    for ago in range(10, 0, -1):
        yield Act(days.back(ago, "08:20"), _let_some_come_back)
    for ago in range(14, 0, -1):
        yield Act(days.back(ago, "09:20"), _open_some)


def _let_some_come_back(now: datetime) -> None:
    """Whatever went to the commune this morning is reported as undeliverable."""
    seat = select(Seat.holder_id).join(Agency).where(Agency.code == GONE, Seat.role == Role.focal_point)
    for message in _letters_of(now, OutboxMessage.recipient_id == seat.scalar_subquery()):
        reason = f"550 5.1.1 <{message.address}>: Recipient address rejected: User unknown"
        note(message, EventKind.bounced, f"returned:demo-{message.id}", now, status="5.1.1", reason=reason)
        message.bounced_at = now
        alarm_coordinators(now)


def _open_some(now: datetime) -> None:
    for message in _letters_of(now, OutboxMessage.kind == DIGEST, OutboxMessage.bounced_at.is_(None)):
        if message.id % 10 < OPENED_OF_TEN:
            note_opening(message.id, message.recipient_id, now + timedelta(minutes=message.id % 50))


def _letters_of(now: datetime, *conditions: ColumnElement[bool]) -> Sequence[OutboxMessage]:
    """Return the letters that went out on the day of `now`."""
    today = OutboxMessage.sent_at >= start_of_day(local_date(now))
    return db.session.scalars(select(OutboxMessage).where(today, *conditions).order_by(OutboxMessage.id)).all()
