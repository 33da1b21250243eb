"""What became of a message, in sentences: from the outbox and from what came back afterwards."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from app.clock import LOCAL, local_date
from app.deadlines.wording import short_date
from app.extensions import db
from app.notifications.bounces.wording import why as bounce_words
from app.notifications.models import Reminder
from app.notifications.outcomes import Outcome
from app.notifications.proof.models import EventKind, MessageEvent
from app.notifications.sentences import why_not
from app.organisation.texts import N_
from app.timeline.outbox_models import MessageStatus, OutboxMessage

# What composers say when they hold a letter back; kept in `last_error`.
WITHHELD = frozenset(
    {
        N_("a newer digest takes its place"),
        N_("a newer reminder takes its place"),
        N_("nothing left to remind of"),
        N_("the account is closed"),
        N_("the case is confidential"),
        N_("the task is closed"),
        N_("the task is paused"),
        N_("the task is no longer this person's"),
        N_("the task is no longer this person's to be reminded of"),
        N_("the task is not this person's to take"),
        N_("the task is taken or closed"),
    }
)


def messages_of(keys: Collection[str]) -> dict[str, OutboxMessage]:
    """Return the messages with these keys."""
    if not keys:
        return {}
    return {one.key: one for one in db.session.scalars(select(OutboxMessage).where(OutboxMessage.key.in_(keys)))}


def events_of(messages: Collection[OutboxMessage]) -> dict[int, list[MessageEvent]]:
    """Return what became known of the messages after the server had them, in order."""
    found: dict[int, list[MessageEvent]] = {}
    keys = [message.id for message in messages]
    for event in db.session.scalars(
        select(MessageEvent).where(MessageEvent.message_id.in_(keys)).order_by(MessageEvent.id)
    ):
        found.setdefault(event.message_id, []).append(event)
    return found


def fate_of(reminder: Reminder, message: OutboxMessage | None, *, who: str = "") -> str:
    """Say in one sentence what became of a reminder."""
    if reminder.outcome is not Outcome.send:
        return why_not(reminder.outcome, who=who, target=reminder.target, facts={})
    if message is None:
        return _("There is nobody to tell.")
    if reminder.left_out_at is not None:
        return _(
            "Left out of the letter at %(at)s: the task was closed, moved or handed on.", at=at(reminder.left_out_at)
        )
    if message.bounced_at is not None:
        return _("It came back at %(at)s.", at=at(message.bounced_at))
    if message.opened_at is not None:
        return _("Its link was opened at %(at)s.", at=at(message.opened_at))
    if message.status is MessageStatus.sent and message.sent_at is not None:
        return _("The mail server took it at %(at)s.", at=at(message.sent_at))
    return story_of(message, ())[-1]


def story_of(message: OutboxMessage, events: Sequence[MessageEvent]) -> list[str]:
    """Say what became of a message, step by step, in the order in which it happened."""
    said = [_("The letter was written down to be sent at %(at)s.", at=at(message.first_queued_at))]
    if message.status is MessageStatus.queued:
        said.append(_waiting(message))
    elif message.status is MessageStatus.withheld:
        said.append(_("The letter was held back: %(reason)s.", reason=_reason(message.last_error)))
    elif message.status is MessageStatus.failed:
        said.append(_("The letter could not be sent: %(reason)s", reason=message.last_error or ""))
    elif message.sent_at is not None:
        sent = _(
            "The mail server took the letter to %(address)s at %(at)s.", address=message.address, at=at(message.sent_at)
        )
        said.append(sent)
    return said + [_event(event) for event in events if event.kind is not EventKind.vouched]


def at(moment: datetime) -> str:
    """Write a moment: "08:01, 19/11/2026"."""
    return f"{moment.astimezone(LOCAL):%H:%M}, {short_date(local_date(moment))}"


def _waiting(message: OutboxMessage) -> str:
    if message.attempts and message.last_error:
        return _(
            "It was tried %(count)s times and waits until %(at)s; the server said: %(reason)s",
            count=message.attempts,
            at=at(message.next_attempt_at),
            reason=message.last_error,
        )
    return _("It leaves from %(at)s on.", at=at(message.next_attempt_at))


def _reason(kept: str | None) -> str:
    return _(kept) if kept in WITHHELD else kept or ""


def _event(event: MessageEvent) -> str:
    values: Mapping[str, str] = {"at": at(event.at), "reason": bounce_words(event.status)}
    if event.kind is EventKind.opened:
        return _("Its link was opened at %(at)s.", **values)
    if event.kind is EventKind.bounced:
        return _("It came back at %(at)s: %(reason)s.", **values)
    if event.kind is EventKind.delayed:
        return _("At %(at)s it was still on its way: %(reason)s.", **values)
    return _("It was answered automatically at %(at)s.", **values)


def due_day_of(reminder: Reminder) -> date:
    """Return the due day that the reminder was about; it stands in its key."""
    return date.fromisoformat(reminder.key.split(":")[1])
