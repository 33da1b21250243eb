"""Read who is away, who stands in, and where nobody does."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.organisation.models import Absence, Agency, RoleGrant, Seat, User
from app.organisation.roles import Role


@dataclass(frozen=True)
class Post:
    """A seat the person holds, or a role they were granted (`agency` None): somebody must see to it meanwhile.

    `stand_in` None: nobody does. `is_away`: who would is away on one of the days themselves.
    """

    role: Role
    agency: Agency | None
    stand_in: User | None
    is_away: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody is there to be reminded instead."""
        return self.stand_in is None or self.is_away


def absent_on(user_ids: Collection[int], day: date) -> dict[int, int | None]:
    """Return those of the users who are away on `day`, each with the stand-in they named.

    None: nobody in particular, the deputy of each seat stands in (so does the deputy of a seat that the stand-in does
    not sit on). The stand-in may be away too: ask for them as well. One query, whatever the number of users.
    """
    rows = db.session.connection().execute(
        select(Absence.user_id, Absence.stand_in_id).where(Absence.first_day <= day, Absence.last_day >= day)
    )
    wanted = frozenset(user_ids)
    return {user_id: stand_in_id for user_id, stand_in_id in rows if user_id in wanted}


def absences_on(day: date) -> dict[int, Absence]:
    """Return everybody's absence on `day`, by person."""
    here = select(Absence).where(Absence.first_day <= day, Absence.last_day >= day)
    found = db.session.scalars(here.options(joinedload(Absence.stand_in)))
    return {absence.user_id: absence for absence in found}


def coming_absences(today: date, *, user_id: int | None = None, limit: int = 200) -> Sequence[Absence]:
    """Return present and coming absences in the order they begin: one person's, or everybody's."""
    query = select(Absence).where(Absence.last_day >= today, Absence.last_day >= Absence.first_day)
    if user_id is not None:
        query = query.where(Absence.user_id == user_id)
    people = (joinedload(Absence.user), joinedload(Absence.stand_in), joinedload(Absence.reported_by))
    return db.session.scalars(query.options(*people).order_by(Absence.first_day, Absence.id).limit(limit)).all()


def posts_of(user_id: int, first_day: date, last_day: date, stand_in_id: int | None = None) -> list[Post]:
    """Return what the person does, and who stands in on these days (both inclusive).

    For a seat that is the stand-in who was named, if they sit on it, else its deputy; for a granted role anybody else
    who has it. A seat the person only deputises for has its holder, and is not among them.
    """
    away = _away_between(first_day, last_day)
    seats = db.session.scalars(
        select(Seat)
        .join(Agency, Agency.id == Seat.agency_id)
        .where(Seat.holder_id == user_id, or_(Agency.valid_to.is_(None), Agency.valid_to >= first_day))
        .options(joinedload(Seat.agency), joinedload(Seat.deputy))
        .order_by(Agency.sort_key, Seat.role)
    )
    held = [_seat_post(seat, away) for seat in seats]
    roles = db.session.scalars(select(RoleGrant.role).where(RoleGrant.user_id == user_id).order_by(RoleGrant.id)).all()
    return held + [_role_post(role, _colleagues(role, user_id), away, stand_in_id) for role in roles]


def possible_stand_ins(user_id: int) -> Sequence[User]:
    """Return who could stand in: those on a seat together with the person, and those of the same granted role."""
    mine = select(Seat.id).where(or_(Seat.holder_id == user_id, Seat.deputy_id == user_id))
    roles = select(RoleGrant.role).where(RoleGrant.user_id == user_id)
    return db.session.scalars(
        select(User)
        .where(
            User.id != user_id,
            User.disabled_at.is_(None),
            or_(
                User.id.in_(select(Seat.holder_id).where(Seat.id.in_(mine), Seat.holder_id.is_not(None))),
                User.id.in_(select(Seat.deputy_id).where(Seat.id.in_(mine), Seat.deputy_id.is_not(None))),
                User.id.in_(select(RoleGrant.user_id).where(RoleGrant.role.in_(roles))),
            ),
        )
        .order_by(User.sort_key)
    ).all()


def _away_between(first_day: date, last_day: date) -> frozenset[int]:
    return frozenset(
        db.session.scalars(
            select(Absence.user_id).where(
                Absence.first_day <= last_day,
                Absence.last_day >= first_day,
                Absence.last_day >= Absence.first_day,
            )
        )
    )


def _seat_post(seat: Seat, away: Collection[int]) -> Post:
    deputy = seat.deputy if seat.deputy and seat.deputy.disabled_at is None else None
    return Post(seat.role, seat.agency, deputy, deputy is not None and deputy.id in away)


def _role_post(role: Role, colleagues: Sequence[User], away: Collection[int], stand_in_id: int | None) -> Post:
    there = [user for user in colleagues if user.id not in away] or colleagues
    chosen = _first(user for user in there if user.id == stand_in_id) or _first(there)
    return Post(role, None, chosen, chosen is not None and chosen.id in away)


def _colleagues(role: Role, user_id: int) -> Sequence[User]:
    return db.session.scalars(
        select(User)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(RoleGrant.role == role, User.id != user_id, User.disabled_at.is_(None))
        .order_by(User.sort_key)
    ).all()


def _first(users: Iterable[User]) -> User | None:
    return next(iter(users), None)
