"""Whose mail comes back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.notifications.proof.models import EventKind, MessageEvent
from app.organisation.models import Agency, Seat, User
from app.timeline.outbox_models import OutboxMessage

# Reports of failure come within minutes mostly, and within five days at the latest. A mail that has stayed out for
# three is taken for read by somebody.
STAYED_OUT = timedelta(days=3)


@dataclass(frozen=True)
class Bounced:
    """A person whose mail comes back, since their address was last corrected or their mail last got through."""

    user_id: int
    event_id: int
    message_id: int
    name: str
    address: str
    user_phone: str
    at: datetime
    sent_at: datetime | None  # when the mail that came back had gone out
    status: str  # RFC 3463
    reason: str  # in the words of the server that refused it
    agencies: tuple[tuple[int, str, str], ...] = ()  # key, name and telephone of those whose seats they hold

    @property
    def is_gone(self) -> bool:
        """Whether mail to the address is in vain, as far as its server says; a full mailbox may be emptied."""
        return not self.status or self.status[2:].startswith("1.") or self.status[2:] == "2.1"

    @property
    def phone(self) -> str:
        """The number to call: the agency's, for the person may have left it."""
        return next((phone for _, _, phone in self.agencies if phone), self.user_phone)


def bouncing(user_ids: Collection[int], now: datetime) -> dict[int, Bounced]:
    """Return those of the users whose mail comes back, and the latest that did."""
    if not user_ids:
        return {}
    return _people(_latest(now).where(MessageEvent.recipient_id.in_(user_ids)))


def all_bouncing(now: datetime, *, since: datetime | None = None) -> list[Bounced]:
    """Return everybody whose mail comes back, the latest first; `since` keeps those that were learnt of after it."""
    query = _latest(now)
    if since is not None:
        query = query.where(MessageEvent.at > since)
    return sorted(_people(query).values(), key=lambda one: one.at, reverse=True)


def unreachable(now: datetime) -> frozenset[int]:
    """Return the users to whom it is in vain to write: their addresses do not exist."""
    return frozenset(one.user_id for one in all_bouncing(now) if one.is_gone)


def count_bouncing(now: datetime) -> int:
    """Return how many people's mail comes back."""
    people = _latest(now).with_only_columns(func.count(func.distinct(MessageEvent.recipient_id)))
    return db.session.scalar(people) or 0


def _latest(now: datetime) -> Select[MessageEvent, OutboxMessage, User]:
    """Select the mails that came back from addresses still in use, unless a later one got through."""
    later = aliased(OutboxMessage)
    got_through = exists().where(
        later.recipient_id == MessageEvent.recipient_id,
        later.address == MessageEvent.address,
        later.bounced_at.is_(None),
        or_(
            later.opened_at > MessageEvent.at,
            and_(later.sent_at > MessageEvent.at, later.sent_at <= now - STAYED_OUT),
        ),
    )
    vouched = aliased(MessageEvent)
    is_vouched_for = exists().where(
        vouched.recipient_id == MessageEvent.recipient_id,
        vouched.kind == EventKind.vouched,
        vouched.address == MessageEvent.address,
        vouched.id > MessageEvent.id,
    )
    return (
        select(MessageEvent, OutboxMessage, User)
        .join(OutboxMessage, OutboxMessage.id == MessageEvent.message_id)
        .join(User, User.id == MessageEvent.recipient_id)
        .where(
            MessageEvent.kind == EventKind.bounced,
            User.disabled_at.is_(None),
            func.lower(MessageEvent.address) == User.email,
            ~got_through,
            ~is_vouched_for,
        )
    )


def _people(query: Select[MessageEvent, OutboxMessage, User]) -> dict[int, Bounced]:
    rows = {user.id: (event, message, user) for event, message, user in db.session.execute(
        query.order_by(MessageEvent.id)
    )}  # fmt: skip
    agencies = agencies_of(rows)
    return {
        user_id: Bounced(
            user_id=user_id,
            event_id=event.id,
            message_id=message.id,
            name=user.name,
            address=event.address,
            user_phone=user.phone,
            at=event.at,
            sent_at=message.sent_at,
            status=event.status,
            reason=event.reason,
            agencies=agencies.get(user_id, ()),
        )
        for user_id, (event, message, user) in rows.items()
    }


def agencies_of(user_ids: Collection[int]) -> Mapping[int, tuple[tuple[int, str, str], ...]]:
    """Return the agencies (key, name, telephone) whose seats each of the users holds or deputises in."""
    if not user_ids:
        return {}
    found: dict[int, dict[int, tuple[int, str, str]]] = {}
    rows = db.session.execute(
        select(User.id, Agency.id, Agency.name, Agency.phone)
        .join(Seat, or_(Seat.holder_id == User.id, Seat.deputy_id == User.id))
        .join(Agency, Agency.id == Seat.agency_id)
        .where(User.id.in_(user_ids))
        .order_by(Agency.sort_key)
    )
    for user_id, agency_id, name, phone in rows:
        found.setdefault(user_id, {})[agency_id] = (agency_id, name, phone)
    return {user_id: tuple(agencies.values()) for user_id, agencies in found.items()}
