"""Correct what the return mailbox has taught us."""

from datetime import datetime

from app.errors import Conflict
from app.extensions import db
from app.notifications.bounces.queries import Bounced, bouncing
from app.notifications.proof.models import EventKind
from app.notifications.proof.noting import note
from app.organisation.records import locked_user, of_user
from app.organisation.roles import Actor
from app.timeline.log import record
from app.timeline.outbox_models import OutboxMessage


class AddressWorks(Conflict):
    """The person's mail does not come back (any more)."""

    slug = "address-works"
    message = "Mail to this person does not come back; the address was corrected, or somebody has said that it works."


def vouch_for_address(user_id: int, actor: Actor, now: datetime) -> Bounced:
    """Say that the person's address takes mail again: reminders go out to it from now on. Raise AddressWorks."""
    user = locked_user(user_id)
    found = bouncing([user_id], now).get(user_id)
    if found is None:
        raise AddressWorks
    message = db.session.get_one(OutboxMessage, found.message_id)
    record(of_user(user.id), "user.address_vouched", actor, now, email=found.address)
    note(message, EventKind.vouched, f"vouched:{found.event_id}", now)
    return found
