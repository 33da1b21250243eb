"""Hand seats over: who is the focal point or the head of an agency, and who deputises."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.errors import Conflict
from app.extensions import db
from app.organisation import hooks
from app.organisation.models import Agency, Seat, User
from app.organisation.records import locked_agency, of_agency
from app.organisation.roles import Actor, Role
from app.timeline.log import record


class SamePerson(Conflict):
    """One cannot deputise for oneself."""

    slug = "same-person"
    message = "The holder and the deputy must be two people."


@dataclass(frozen=True)
class Sitters:
    """Who sits on a seat from now on; None leaves it empty."""

    holder: User | None
    deputy: User | None


def hand_over(agency_id: int, role: Role, sitters: Sitters, actor: Actor, now: datetime, *, note: str = "") -> Seat:
    """Seat other people; what those who leave had claimed there becomes the new holder's.

    Setting the same people again changes nothing. Raises SamePerson and AgencyNotFound.
    """
    agency = locked_agency(agency_id)
    holder_id, deputy_id = _key(sitters.holder), _key(sitters.deputy)
    if holder_id is not None and holder_id == deputy_id:
        raise SamePerson
    seat = _seat(agency, role, now)
    if (seat.holder_id, seat.deputy_id) == (holder_id, deputy_id):
        return seat
    before = {"holder": _name(seat.holder_id), "deputy": _name(seat.deputy_id)}
    leavers = _leavers(seat, holder_id, deputy_id)
    if seat.holder_id != holder_id:
        seat.since = now
    seat.holder_id, seat.deputy_id = holder_id, deputy_id
    after = {"holder": _name(holder_id), "deputy": _name(deputy_id)}
    record(of_agency(agency.id), "seat.handed_over", actor, now, role=role.value, before=before, after=after, note=note)
    handed_over = hooks.SeatHandedOver(agency, role, leavers, holder_id, actor, now)
    for listener in hooks.seat_handed_over:
        listener(handed_over)
    return seat


def _seat(agency: Agency, role: Role, now: datetime) -> Seat:
    seat = db.session.scalar(select(Seat).where(Seat.agency_id == agency.id, Seat.role == role))
    if seat is None:
        seat = Seat(agency_id=agency.id, role=role, since=now)
        db.session.add(seat)
    return seat


def _leavers(seat: Seat, holder_id: int | None, deputy_id: int | None) -> frozenset[int]:
    """Return who gives work up: whoever leaves the seat, and a holder who becomes the deputy."""
    staying = {holder_id} | ({deputy_id} if deputy_id == seat.deputy_id else set())
    return frozenset(key for key in (seat.holder_id, seat.deputy_id) if key is not None and key not in staying)


def _key(user: User | None) -> int | None:
    return user.id if user else None


def _name(user_id: int | None) -> str | None:
    return db.session.get_one(User, user_id).name if user_id is not None else None
