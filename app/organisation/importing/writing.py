"""Write what a plan says, through the same commands as the pages; rows without change write nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.organisation.importing.plan import Outcome, Plan, PlannedRow
from app.organisation.models import Seat, User
from app.organisation.roles import Actor, Role
from app.organisation.service.agencies import correct_agency, enter_agency
from app.organisation.service.seats import Sitters, hand_over
from app.organisation.service.users import Contact, account_of


def carry_out(plan: Plan, actor: Actor, now: datetime) -> int:
    """Carry the plan out, refused rows apart; return how many rows were written. No invitation is sent."""
    written = [row for row in plan.rows if row.outcome in (Outcome.new, Outcome.changed)]
    keys = {row.code.upper(): _write_agency(row, actor, now) for row in written}
    for row in written:
        if row.parent_code:
            _set_parent(row, keys, actor, now)
        _seat_people(keys[row.code.upper()], row.people, actor, now)
    return len(written)


def _write_agency(row: PlannedRow, actor: Actor, now: datetime) -> int:
    if row.details is None:
        raise ValueError(f"row {row.number} was refused")
    if row.agency_id is None:
        return enter_agency(row.details, actor, now).id
    return correct_agency(row.agency_id, row.details, actor, now).id


def _set_parent(row: PlannedRow, keys: Mapping[str, int], actor: Actor, now: datetime) -> None:
    """Settle a superior agency that came with the same sheet, if its own row was written."""
    parent_id = keys.get(row.parent_code)
    if row.details is not None and parent_id is not None:
        correct_agency(keys[row.code.upper()], replace(row.details, parent_id=parent_id), actor, now)


def _seat_people(agency_id: int, people: Mapping[str, Contact], actor: Actor, now: datetime) -> None:
    """Seat whom the row names; a place it leaves empty stays as it is."""
    accounts = {place: account_of(contact, actor, now, send_invitation=False) for place, contact in people.items()}
    for role, holder, deputy in ((Role.focal_point, "focal_point", "deputy"), (Role.agency_head, "agency_head", None)):
        if holder in accounts or deputy in accounts:
            seat = db.session.scalar(select(Seat).where(Seat.agency_id == agency_id, Seat.role == role))
            present = (seat.holder_id, seat.deputy_id) if seat else (None, None)
            sitters = Sitters(
                accounts.get(holder) or _user(present[0]), accounts.get(deputy or "") or _user(present[1])
            )
            hand_over(agency_id, role, _without_repetition(sitters), actor, now)


def _without_repetition(sitters: Sitters) -> Sitters:
    """A deputy who becomes the holder is no longer the deputy."""
    return replace(sitters, deputy=None) if sitters.holder is sitters.deputy else sitters


def _user(user_id: int | None) -> User | None:
    return db.session.get(User, user_id) if user_id is not None else None
