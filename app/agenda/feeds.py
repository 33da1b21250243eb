"""The private address of a person's calendar: shown once, kept as a digest, dead once renewed or revoked."""

from datetime import datetime
from hmac import compare_digest

from sqlalchemy import delete, select

from app.agenda.models import CalendarFeed
from app.extensions import db
from app.organisation.hooks import account_disabled
from app.organisation.models import User
from app.organisation.records import locked_user, of_user, own_id
from app.organisation.roles import Actor
from app.organisation.tokens import digest, new_token
from app.timeline.log import record

DAYS_BEFORE = (0, 1, 2, 3, 5)


def issue_feed(actor: Actor, days_before: int, now: datetime) -> str:
    """Give the actor a new address and return its token, which is shown this once; an earlier one dies."""
    user = locked_user(own_id(actor))
    replaced = _delete(user.id)
    token = new_token()
    values = {"token_digest": digest(token), "days_before": days_before, "issued_at": now}
    db.session.add(CalendarFeed(user_id=user.id, **values))
    record(of_user(user.id), "calendar.feed_issued", actor, now, replaced=replaced)
    return token


def revoke_feed(actor: Actor, now: datetime) -> bool:
    """Make the actor's address useless; whether there was one."""
    user = locked_user(own_id(actor))
    if not _delete(user.id):
        return False
    record(of_user(user.id), "calendar.feed_revoked", actor, now)
    return True


def feed_of(actor: Actor) -> CalendarFeed | None:
    """Return the actor's feed, if they have one."""
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.user_id == own_id(actor)))


def find_feed(token: str) -> tuple[CalendarFeed, User] | None:
    """Return the feed with that token and its owner; None when it is unknown, revoked, or the account is closed.

    Only the digest is looked for, by an index: how long it takes tells nothing about the tokens that exist.
    """
    wanted = digest(token)
    row = db.session.execute(
        select(CalendarFeed, User)
        .join(User, User.id == CalendarFeed.user_id)
        .where(CalendarFeed.token_digest == wanted, User.disabled_at.is_(None))
    ).first()
    if row is None or not compare_digest(row[0].token_digest, wanted):
        return None
    return row[0], row[1]


def _delete(user_id: int) -> bool:
    gone = delete(CalendarFeed).where(CalendarFeed.user_id == user_id).returning(CalendarFeed.id)
    return db.session.scalar(gone) is not None


def end_feed(user_id: int) -> None:
    """Let a closed account's feed die with it."""
    _delete(user_id)


if end_feed not in account_disabled:
    account_disabled.append(end_feed)
