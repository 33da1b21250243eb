"""Who stands behind a cookie, a bearer token or a user's key: one query, all that a request needs to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_login import UserMixin
from sqlalchemy import Row, Select, bindparam, null, select, union_all

from app.database import UTCDateTime
from app.extensions import db
from app.organisation.models import ApiToken, RoleGrant, Seat, User, UserSession
from app.organisation.roles import Actor, Role
from app.organisation.sessions import Lifetime
from app.organisation.tokens import digest


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """The person as views and templates know them (`current_user`); `actor` is what commands take."""

    actor: Actor
    email: str
    locale: str
    uses_shortcuts: bool
    session_id: int | None  # None: a bearer token
    last_seen_at: datetime

    @property
    def id(self) -> int | None:
        """The user's key."""
        return self.actor.id

    @property
    def name(self) -> str:
        """The person's name."""
        return self.actor.name

    def get_id(self) -> str:
        """Return the user's key as text, which Flask-Login asks for."""
        return str(self.actor.id)


def signed_in_by_cookie(token: str, lifetime: Lifetime, now: datetime) -> SignedIn | None:
    """Return who is signed in with the cookie's token; None once session or account are closed."""
    used_since = now - lifetime.idle
    return _signed_in(_BY_COOKIE, {"digest": digest(token), "now": now, "used_since": used_since})


def signed_in_by_bearer(token: str) -> SignedIn | None:
    """Return whose API token it is; None when it is unknown or revoked, or the account disabled."""
    return _signed_in(_BY_BEARER, {"digest": digest(token)})


def actor_from_bearer(token: str) -> Actor | None:
    """Return the actor whose API token it is, if any."""
    found = signed_in_by_bearer(token)
    return found.actor if found else None


def actor_for(user: User | int) -> Actor:
    """Return the user as an actor, with their roles and seats of this moment."""
    user_id = user if isinstance(user, int) else user.id
    rows = db.session.execute(_BY_KEY, {"user_id": user_id}).all()
    if not rows:
        raise LookupError(f"no user {user_id}")
    return _actor(rows)


def _signed_in(statement: Any, values: dict[str, Any]) -> SignedIn | None:
    rows = db.session.connection().execute(statement, values).all()
    if not rows:
        return None
    one = rows[0]
    return SignedIn(_actor(rows), one.email, one.locale, one.uses_shortcuts, one.session_id, one.last_seen_at)


def _actor(rows: Sequence[Row[Any]]) -> Actor:
    roles: set[Role] = {row.role for row in rows if row.role is not None and row.agency_id is None}
    seats: set[tuple[int, Role]] = {(row.agency_id, row.role) for row in rows if row.agency_id is not None}
    return Actor(rows[0].id, rows[0].name, frozenset(roles), frozenset(seats))


_PERSON = (User.id, User.name, User.email, User.locale, User.uses_shortcuts)


def _with_roles(person: Select[*tuple[Any, ...]]) -> Any:
    """Return one row for each role granted and each seat held or deputised for, and one if there is none.

    Three branches that each follow an index; an OR over the seats would read them all.
    """
    who = person.cte("who")
    granted = select(who, RoleGrant.role, null().label("agency_id")).outerjoin_from(
        who, RoleGrant, RoleGrant.user_id == who.c.id
    )
    held = select(who, Seat.role, Seat.agency_id).join_from(who, Seat, Seat.holder_id == who.c.id)
    deputised = select(who, Seat.role, Seat.agency_id).join_from(who, Seat, Seat.deputy_id == who.c.id)
    return union_all(granted, held, deputised)


_BY_COOKIE = _with_roles(
    select(*_PERSON, UserSession.id.label("session_id"), UserSession.last_seen_at)
    .join(UserSession, UserSession.user_id == User.id)
    .where(
        UserSession.token_digest == bindparam("digest"),
        UserSession.expires_at > bindparam("now", type_=UTCDateTime()),
        UserSession.last_seen_at > bindparam("used_since", type_=UTCDateTime()),
        User.disabled_at.is_(None),
    )
)
_BY_BEARER = _with_roles(
    select(*_PERSON, null().label("session_id"), ApiToken.issued_at.label("last_seen_at"))
    .join(ApiToken, ApiToken.user_id == User.id)
    .where(ApiToken.token_digest == bindparam("digest"), User.disabled_at.is_(None))
)
_BY_KEY = _with_roles(select(User.id, User.name).where(User.id == bindparam("user_id")))
