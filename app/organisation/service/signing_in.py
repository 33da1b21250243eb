"""Sign in and out: count the try, compare the password, open the session."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.errors import Conflict
from app.extensions import db
from app.organisation import sessions, throttle
from app.organisation.dormancy import is_dormant
from app.organisation.models import LinkPurpose, User
from app.organisation.records import locked_user, of_user, own_id
from app.organisation.roles import SYSTEM, Actor
from app.organisation.service.links import send_link
from app.organisation.sessions import Lifetime
from app.timeline.log import record


@dataclass(frozen=True)
class Place:
    """Where a browser is and what it calls itself."""

    address: str
    browser: str


class AccountChangedMeanwhile(Conflict):
    """Between comparing the password and opening the session it was changed, or the account disabled."""

    slug = "account-changed-meanwhile"
    message = "Your account was changed a moment ago. Sign in again."


@dataclass(frozen=True)
class Attempt:
    """A counted try; `password_hash` is None when there is nothing that could match."""

    count: throttle.Count
    email: str
    user_id: int | None = None
    password_hash: str | None = None


def begin(email: str, place: Place, now: datetime) -> Attempt:
    """Count a try to sign in. Commit it before comparing the password, so that no guess goes uncounted."""
    counted = throttle.count([throttle.account(email), throttle.address(place.address)], now)
    if counted.is_refused:
        return Attempt(counted, email)
    user = db.session.scalar(select(User).where(User.email == email.strip().lower()))
    if user is None or user.disabled_at is not None:
        return Attempt(counted, email)
    return Attempt(counted, email, user.id, user.password_hash)


def complete(
    attempt: Attempt, place: Place, lifetime: Lifetime, now: datetime, *, rehashed: str | None = None
) -> str | None:
    """Let in who gave the right password: return the new session's token; store its stronger hash, if there is one.

    None: the account has slept for 45 days and a link to wake it was sent instead. Raises AccountChangedMeanwhile.
    Counts are locked before the user, here as everywhere, so that two commands cannot deadlock.
    """
    throttle.forget(throttle.account(attempt.email))
    throttle.take_back(throttle.address(place.address), now)
    user = locked_user(attempt.user_id or 0)
    if user.disabled_at is not None or user.password_hash != attempt.password_hash:
        raise AccountChangedMeanwhile
    user.password_hash = rehashed or user.password_hash
    if is_dormant(user, now):
        send_link(user, LinkPurpose.waking, SYSTEM, now)
        return None
    return let_in(user, place, lifetime, now)


def let_in(user: User, place: Place, lifetime: Lifetime, now: datetime) -> str:
    """Open a session for a user who has proved who they are; return its token."""
    token = sessions.open_session(user.id, lifetime, now, address=place.address, browser=place.browser)
    user.first_signed_in_at = user.first_signed_in_at or now
    user.last_signed_in_at = now
    record(of_user(user.id), "user.signed_in", Actor(user.id, user.name), now, address=place.address)
    return token


def sign_out(actor: Actor, session_id: int, now: datetime) -> None:
    """End the session; its cookie is refused from now on."""
    user = locked_user(own_id(actor))
    if sessions.end(user.id, session_id):
        record(of_user(user.id), "user.signed_out", actor, now)
