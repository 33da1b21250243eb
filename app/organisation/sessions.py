"""Sessions on the server: a browser's cookie is good as long as its row is there and fresh."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from app.extensions import db
from app.organisation.counting import rows_touched
from app.organisation.models import UserSession
from app.organisation.tokens import digest, new_token

TOUCH_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Lifetime:
    """How long a session lasts without use, and at most."""

    idle: timedelta
    at_most: timedelta


def open_session(user_id: int, lifetime: Lifetime, now: datetime, *, address: str, browser: str) -> str:
    """Open a session and return the token for its cookie; every sign-in gets a new one."""
    token = new_token()
    db.session.add(
        UserSession(
            user_id=user_id,
            token_digest=digest(token),
            opened_at=now,
            last_seen_at=now,
            expires_at=now + lifetime.at_most,
            address=address[:45],
            browser=browser[:200],
        )
    )
    return token


def touch(session_id: int, now: datetime) -> None:
    """Note that the session is in use, at most once a minute."""
    db.session.execute(
        update(UserSession)
        .where(UserSession.id == session_id, UserSession.last_seen_at <= now - TOUCH_EVERY)
        .values(last_seen_at=now)
    )


def end(user_id: int, session_id: int) -> bool:
    """End one of the user's sessions; whether it was there."""
    one = delete(UserSession).where(UserSession.id == session_id, UserSession.user_id == user_id)
    return rows_touched(one) == 1


def end_all(user_id: int, *, keep: int | None = None) -> int:
    """End the user's sessions, except the one to keep; return how many."""
    mine = delete(UserSession).where(UserSession.user_id == user_id)
    if keep is not None:
        mine = mine.where(UserSession.id != keep)
    return rows_touched(mine)


def ended_by_idleness(token: str, now: datetime) -> bool:
    """Whether the cookie's session is only too long unused, which its owner is told."""
    known = select(UserSession.expires_at).where(UserSession.token_digest == digest(token))
    expires_at = db.session.scalar(known)
    return expires_at is not None and expires_at > now


def forget_expired(lifetime: Lifetime, now: datetime) -> int:
    """Delete the rows of sessions that are over; return how many. For the nightly sweep."""
    unused_since = now - lifetime.idle - timedelta(days=1)  # kept a day longer, to tell its owner why it ended
    over = (UserSession.expires_at <= now) | (UserSession.last_seen_at <= unused_since)
    return rows_touched(delete(UserSession).where(over))
