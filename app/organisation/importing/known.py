"""What the register knows of whatever a spreadsheet mentions."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.organisation.importing.columns import PLACES
from app.organisation.models import Agency, AgencyAlias, Seat, User
from app.organisation.roles import Role
from app.organisation.spreadsheets.reading import Sheet


@dataclass(frozen=True)
class Known:
    """Agencies, other names, seats and users, read in four queries."""

    agencies: Mapping[str, Agency]  # by code, upper case
    aliases: Mapping[int, tuple[str, ...]]
    seats: Mapping[tuple[int, Role], Seat]
    users: Mapping[str, User]  # by e-mail address
    codes_in_sheet: frozenset[str]

    @classmethod
    def of(cls, sheet: Sheet) -> "Known":
        """Read what the sheet mentions."""
        agencies = {agency.code.upper(): agency for agency in db.session.scalars(select(Agency))}
        ids = [agency.id for row in sheet.rows if (agency := agencies.get(row["code"].upper()))]
        seats = select(Seat).where(Seat.agency_id.in_(ids)).options(joinedload(Seat.holder), joinedload(Seat.deputy))
        addresses = {row[f"{place}_email"].lower() for row in sheet.rows for place in PLACES}
        users = db.session.scalars(select(User).where(User.email.in_(addresses - {""})))
        aliases: dict[int, tuple[str, ...]] = {}
        for alias in db.session.scalars(select(AgencyAlias).where(AgencyAlias.agency_id.in_(ids))):
            aliases[alias.agency_id] = (*aliases.get(alias.agency_id, ()), alias.name)
        return cls(
            agencies,
            aliases,
            {(seat.agency_id, seat.role): seat for seat in db.session.scalars(seats)},
            {user.email: user for user in users},
            frozenset(row["code"].upper() for row in sheet.rows),
        )

    def sitter(self, agency_id: int, place: str) -> User | None:
        """Return who sits at a place of the agency now."""
        role = Role.agency_head if place == "agency_head" else Role.focal_point
        seat = self.seats.get((agency_id, role))
        return None if seat is None else (seat.deputy if place == "deputy" else seat.holder)
