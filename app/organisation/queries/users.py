"""Read users: lists, one user with roles and seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.organisation.dormancy import DORMANT_AFTER
from app.organisation.errors import UserNotFound
from app.organisation.models import Agency, RoleGrant, Seat, User
from app.organisation.queries.paging import Page, matches, page_of
from app.organisation.roles import Role

# Who has an account that nobody has told them of.
UNINVITED = (User.password_hash.is_(None), User.invited_at.is_(None), User.disabled_at.is_(None))


class Show(StrEnum):
    """Which users a list shows."""

    everyone = "everyone"
    silent = "silent"  # never signed in
    dormant = "dormant"
    disabled = "disabled"


@dataclass(frozen=True)
class UserRow:
    """A user of a list, with roles and seats."""

    user: User
    roles: Sequence[Role]
    seats: Sequence[Seat]


def users(
    now: datetime, *, show: Show = Show.everyone, words: str = "", role: Role | None = None, after: int | None = None
) -> Page[UserRow]:
    """Return a page of users in Vietnamese order of given names."""
    query = select(User).where(_shown(show, now)).options(selectinload(User.grants))
    if words:
        query = query.where(matches(User.search_key, words))
    if role is not None:
        query = query.where(_is(role))
    page = page_of(query, User, after)
    seats = _seats_of([user.id for user in page.items])
    rows = [UserRow(user, [grant.role for grant in user.grants], seats.get(user.id, ())) for user in page.items]
    return Page(rows, page.next_after)


def count_users(now: datetime) -> dict[Show, int]:
    """Count the users of each list."""
    return {show: db.session.scalar(select(func.count(User.id)).where(_shown(show, now))) or 0 for show in Show}


def count_uninvited() -> int:
    """Count the people who have an account and were never invited."""
    return db.session.scalar(select(func.count(User.id)).where(*UNINVITED)) or 0


def user_row(user_id: int) -> UserRow:
    """Return a user with roles and seats; raise UserNotFound."""
    user = db.session.get(User, user_id, options=[selectinload(User.grants)])
    if user is None:
        raise UserNotFound
    return UserRow(user, [grant.role for grant in user.grants], _seats_of([user_id]).get(user_id, ()))


def user_by_email(email: str) -> User | None:
    """Return the user with this e-mail address, however it is written."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def _shown(show: Show, now: datetime) -> ColumnElement[bool]:
    active = User.disabled_at.is_(None)
    unused_since = now - DORMANT_AFTER
    chosen = func.coalesce(User.password_set_at, User.last_signed_in_at)
    last_used = case((User.last_signed_in_at > chosen, User.last_signed_in_at), else_=chosen)
    if show is Show.disabled:
        return User.disabled_at.is_not(None)
    if show is Show.silent:
        return and_(active, User.first_signed_in_at.is_(None))
    if show is Show.dormant:
        return and_(active, last_used < unused_since)
    return active


def _is(role: Role) -> ColumnElement[bool]:
    granted = select(RoleGrant.user_id).where(RoleGrant.role == role)
    held = select(Seat.holder_id).where(Seat.role == role, Seat.holder_id.is_not(None))
    deputised = select(Seat.deputy_id).where(Seat.role == role, Seat.deputy_id.is_not(None))
    return or_(User.id.in_(granted), User.id.in_(held), User.id.in_(deputised))


def _seats_of(user_ids: Sequence[int]) -> dict[int, list[Seat]]:
    query = (
        select(Seat)
        .where(or_(Seat.holder_id.in_(user_ids), Seat.deputy_id.in_(user_ids)))
        .join(Agency, Agency.id == Seat.agency_id)
        .options(joinedload(Seat.agency))
        .order_by(Agency.sort_key)
    )
    seats = db.session.scalars(query).all()
    return {key: [seat for seat in seats if key in (seat.holder_id, seat.deputy_id)] for key in user_ids}
