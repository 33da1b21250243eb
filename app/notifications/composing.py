"""Make the words of a queued message, just before it is sent: what no longer holds is not said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import force_locale
from sqlalchemy import select

from app.cases.models import Case
from app.extensions import db
from app.notifications.arrivals import one_task, shared_work
from app.notifications.bounces.alarms import ALARM, returned_mail
from app.notifications.by_hand import BY_HAND
from app.notifications.by_hand import letter as reminder_by_hand
from app.notifications.coming.letter import beginnings
from app.notifications.coming.telling import COMING
from app.notifications.digest import daily_digest
from app.notifications.events import OPENED, SHARED
from app.notifications.letters import Letter, Postponed, Withheld
from app.notifications.planning import DIGEST, URGENT
from app.notifications.rendering import dress
from app.notifications.urgent import urgent_reminder
from app.organisation.models import User
from app.timeline.outbox_models import OutboxMessage

Composer = Callable[[OutboxMessage, User, datetime], Letter | Withheld | Postponed]

COMPOSERS: Mapping[str, Composer] = {
    OPENED: one_task,
    SHARED: shared_work,
    DIGEST: daily_digest,
    URGENT: urgent_reminder,
    ALARM: returned_mail,
    BY_HAND: reminder_by_hand,
    COMING: beginnings,
}


@dataclass(frozen=True)
class Addressed:
    """A letter and where it goes."""

    letter: Letter
    name: str
    address: str


def compose(message: OutboxMessage, now: datetime) -> Addressed | Withheld | Postponed:
    """Return the message's letter, or why there is none (yet)."""
    user = _recipient(message)
    if message.recipient_id is not None and (user is None or user.disabled_at is not None):
        return Withheld("the account is closed")
    if message.template is None:
        return _as_queued(message, user)
    if user is None:
        raise LookupError(f"message {message.id} has a template but no recipient with an account")
    with force_locale(user.locale):
        outcome = COMPOSERS[message.template](message, user, now)
    if isinstance(outcome, Letter):
        return Addressed(outcome, user.name, user.email)
    return outcome


def _recipient(message: OutboxMessage) -> User | None:
    if message.recipient_id is None:
        return None
    return db.session.get(User, message.recipient_id, populate_existing=True)


def _as_queued(message: OutboxMessage, user: User | None) -> Addressed | Withheld:
    """Send words given when queued as they are, unless the case they speak of has become confidential since."""
    hidden = message.case_id is not None and db.session.scalar(
        select(Case.is_confidential).where(Case.id == message.case_id)
    )
    if hidden:
        return Withheld("the case is confidential")
    language = user.locale if user else "vi"
    with force_locale(language):
        html = message.html or dress(message.subject, message.text)
    letter = Letter(message.subject, message.text, html, language)
    return Addressed(letter, user.name if user else "", message.address)
