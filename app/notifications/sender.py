"""Send what is due in the outbox: claim one message, have the server accept it, mark it.

Sending and marking cannot be one act. Marking afterwards means that a sender killed in between sends that one message
again, with the same Message-ID; marking before would lose it. Any number of senders may run: a claim is a lease.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from flask import current_app
from sqlalchemy import bindparam, or_, select, update

from app.cases.job_running import new_holder
from app.database import UTCDateTime, unit_of_work
from app.extensions import db
from app.notifications.bounces.verp import return_address
from app.notifications.composing import compose
from app.notifications.letters import Postponed, Withheld, as_mail
from app.notifications.proof.tracing import with_traced_links
from app.notifications.throttling import MinuteUsedUp, take_turn
from app.notifications.transport import Refused, Transport, TryLater, Unreachable
from app.timeline.outbox import forget_secrets
from app.timeline.outbox_models import MessageStatus, OutboxMessage

LEASE = timedelta(minutes=2)  # longer than any call to the server
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30))  # the last one from then on
SERVER_PAUSE = timedelta(minutes=1)
GIVE_UP_AFTER = timedelta(hours=72)
PATIENCE = 3  # mails in a row the server does not take now, before leaving it alone until the next tick

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Parcel:
    """A claimed message, ready to be handed over; `mail` is None when there turned out to be nothing to send."""

    id: int
    sender: str = ""  # of the envelope: where it comes back to
    address: str = ""
    mail: bytes | None = None


def send_due(
    transport: Transport,
    clock: Callable[[], datetime],
    *,
    stopping: Callable[[], bool] = lambda: False,
    write: Callable[..., bytes] = as_mail,
) -> int:
    """Send what is due until nothing is, the server is away, or `stopping`; return how many were accepted.

    `write` makes a mail of a letter as `as_mail` does; where no mail leaves the house, another may do with less.
    """
    holder, accepted, troubles = new_holder(), 0, 0
    while troubles < PATIENCE and not stopping():
        try:
            parcel = _claim(holder, clock(), write)
        except MinuteUsedUp:
            break
        if parcel is None:
            break
        if parcel.mail is None:
            continue
        try:
            transport.send(parcel.sender, parcel.address, parcel.mail)
        except Unreachable as error:
            _put_off(parcel.id, holder, str(error), clock(), pause=SERVER_PAUSE)
            break
        except TryLater as error:
            troubles += 1
            _put_off(parcel.id, holder, str(error), clock())
        except Refused as error:
            _end(parcel.id, holder, MessageStatus.failed, clock(), error=str(error))
        else:
            troubles, accepted = 0, accepted + 1
            _end(parcel.id, holder, MessageStatus.sent, clock())
    return accepted


def _claim(holder: str, now: datetime, write: Callable[..., bytes]) -> Parcel | None:
    """Lease the message that comes next and write its letter; None when none is due. Raise MinuteUsedUp."""
    with current_app.app_context(), unit_of_work(db.session):
        message = _next_due(now)
        if message is None:
            return None
        message.attempts += 1
        message.leased_by, message.leased_until = holder, now + LEASE
        parcel = _written(message, now, write)
        if parcel.mail is not None:
            take_turn(now)  # at the end: senders wait for one another here until the commit
        return parcel


def _written(message: OutboxMessage, now: datetime, write: Callable[..., bytes]) -> Parcel:
    try:
        with db.session.begin_nested():  # what a broken letter has done is undone, the claim is kept
            return _prepare(message, now, write)
    except Exception as error:
        _log.exception("message %s could not be written", message.id)
        _again(message, f"{type(error).__name__}: {error}", now)
        return Parcel(message.id)


def _next_due(now: datetime) -> OutboxMessage | None:
    return db.session.scalar(_NEXT_DUE, {"now": now})


def _prepare(message: OutboxMessage, now: datetime, write: Callable[..., bytes]) -> Parcel:
    outcome = compose(message, now)
    if isinstance(outcome, Postponed):
        message.next_attempt_at, message.attempts = outcome.until, message.attempts - 1
        _let_go(message)
        return Parcel(message.id)
    if isinstance(outcome, Withheld):
        message.status, message.ended_at, message.last_error = MessageStatus.withheld, now, outcome.reason
        forget_secrets(message)
        _let_go(message)
        return Parcel(message.id)
    message.address = outcome.address  # corrected since it was queued, perhaps
    mail = write(
        with_traced_links(outcome.letter, message),
        sender=current_app.config["MAIL_FROM"],
        name=outcome.name,
        address=outcome.address,
        message_id=message.message_id,
        written=now,
    )
    return Parcel(message.id, return_address(message.id) or _our_address(), outcome.address, mail)


def _our_address() -> str:
    return parseaddr(current_app.config["MAIL_FROM"])[1]


def _put_off(message_id: int, holder: str, error: str, now: datetime, pause: timedelta | None = None) -> None:
    """Try the message again after its back-off, or after `pause` where the fault is not its own."""
    with current_app.app_context(), unit_of_work(db.session):
        message = _held(message_id, holder)
        if message is not None:
            _again(message, error, now, pause)


def _again(message: OutboxMessage, error: str, now: datetime, pause: timedelta | None = None) -> None:
    message.last_error = error
    message.first_tried_at = message.first_tried_at or now
    if now - message.first_tried_at >= GIVE_UP_AFTER:
        message.status, message.ended_at = MessageStatus.failed, now
    else:
        step = min(message.attempts, len(BACK_OFF)) - 1
        message.next_attempt_at = now + (pause or BACK_OFF[step])
    _let_go(message)


def _let_go(message: OutboxMessage) -> None:
    message.leased_by = message.leased_until = None


def _held(message_id: int, holder: str) -> OutboxMessage | None:
    """Return the message if the lease is still ours, locked."""
    return db.session.scalar(
        select(OutboxMessage)
        .where(
            OutboxMessage.id == message_id,
            OutboxMessage.leased_by == holder,
            OutboxMessage.status == MessageStatus.queued,
        )
        .with_for_update()
    )


def _end(message_id: int, holder: str, status: MessageStatus, now: datetime, error: str | None = None) -> None:
    """Mark what became of the message.

    An accepted mail is marked whoever holds the lease by now: it has gone out, and must not go out again.
    """
    whose = [_messages.c.leased_by == holder] if status is MessageStatus.failed else []
    values = {"status": status, "ended_at": now, "last_error": error, "leased_by": None, "leased_until": None}
    if status is MessageStatus.sent:
        values["sent_at"] = now
    with current_app.app_context(), unit_of_work(db.session):
        db.session.connection().execute(_STILL_QUEUED.where(*whose), {"which": message_id, **values})


# Built once: every mail asks them.
_NOW = bindparam("now", type_=UTCDateTime())
_NEXT_DUE = (
    select(OutboxMessage)
    .where(
        OutboxMessage.status == MessageStatus.queued,
        OutboxMessage.next_attempt_at <= _NOW,
        or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= _NOW),
    )
    .order_by(OutboxMessage.rank, OutboxMessage.next_attempt_at, OutboxMessage.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_messages = OutboxMessage.__table__
_STILL_QUEUED = update(_messages).where(
    _messages.c.id == bindparam("which"), _messages.c.status == MessageStatus.queued
)
