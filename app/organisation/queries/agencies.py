"""Read agencies: lists, one agency with its seats and relatives, agencies by what people call them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.organisation.errors import AgencyNotFound
from app.organisation.models import Agency, AgencyAlias, AgencyKind, Seat, Succession, User
from app.organisation.queries.paging import Page, matches, page_of
from app.organisation.roles import Role
from app.vietnamese import search_key


class Show(StrEnum):
    """Which agencies a list shows."""

    living = "living"
    unseated = "unseated"  # without a focal point
    silent = "silent"  # whose focal point has never signed in
    ended = "ended"


@dataclass(frozen=True)
class AgencyRow:
    """An agency of a list, with its focal point."""

    agency: Agency
    focal_point: User | None


@dataclass(frozen=True)
class AgencyFile:
    """Everything the page of an agency shows."""

    agency: Agency
    parent: Agency | None
    seats: dict[Role, Seat]
    aliases: Sequence[AgencyAlias]
    predecessors: Sequence[tuple[Succession, Agency]]
    successors: Sequence[tuple[Succession, Agency]]


def agencies(
    today: date, *, show: Show = Show.living, words: str = "", kind: AgencyKind | None = None, after: int | None = None
) -> Page[AgencyRow]:
    """Return a page of agencies in Vietnamese order."""
    query = select(Agency).where(_shown(show, today))
    if words:
        alias = exists().where(AgencyAlias.agency_id == Agency.id, matches(AgencyAlias.search_key, words))
        query = query.where(or_(matches(Agency.search_key, words), alias))
    if kind is not None:
        query = query.where(Agency.kind == kind)
    page = page_of(query, Agency, after)
    holders = _holders([agency.id for agency in page.items])
    return Page([AgencyRow(agency, holders.get(agency.id)) for agency in page.items], page.next_after)


def count_agencies(today: date) -> dict[Show, int]:
    """Count the agencies of each list."""
    return {show: db.session.scalar(select(func.count(Agency.id)).where(_shown(show, today))) or 0 for show in Show}


def agency_file(agency_id: int) -> AgencyFile:
    """Return an agency with all that belongs to it; raise AgencyNotFound."""
    agency = db.session.get(Agency, agency_id)
    if agency is None:
        raise AgencyNotFound
    seats = db.session.scalars(
        select(Seat).where(Seat.agency_id == agency_id).options(joinedload(Seat.holder), joinedload(Seat.deputy))
    )
    aliases = select(AgencyAlias).where(AgencyAlias.agency_id == agency_id).order_by(AgencyAlias.name)
    return AgencyFile(
        agency=agency,
        parent=db.session.get(Agency, agency.parent_id) if agency.parent_id else None,
        seats={seat.role: seat for seat in seats},
        aliases=db.session.scalars(aliases).all(),
        predecessors=_relatives(Succession.to_id == agency_id, Succession.from_id),
        successors=_relatives(Succession.from_id == agency_id, Succession.to_id),
    )


def agencies_called(words: str, on: date) -> Sequence[Agency]:
    """Return the agencies living on a day that have these words as code, name, short name or alias."""
    wanted = search_key(words)
    if not wanted:
        return []
    alias = exists().where(AgencyAlias.agency_id == Agency.id, AgencyAlias.search_key == wanted)
    named = or_(
        func.lower(Agency.code) == words.strip().lower(), Agency.search_key.contains(wanted, autoescape=True), alias
    )
    found = db.session.scalars(select(Agency).where(named, _lives(on)).order_by(Agency.sort_key)).all()
    exact = [agency for agency in found if wanted in _names(agency)]
    by_alias = [agency for agency in found if wanted not in agency.search_key]
    return exact or by_alias


def _names(agency: Agency) -> set[str]:
    return {search_key(agency.code), search_key(agency.name), search_key(agency.short_name)}


def _lives(day: date) -> ColumnElement[bool]:
    return and_(Agency.valid_from <= day, or_(Agency.valid_to.is_(None), Agency.valid_to >= day))


def _shown(show: Show, today: date) -> ColumnElement[bool]:
    held = (Seat.agency_id == Agency.id, Seat.role == Role.focal_point, Seat.holder_id.is_not(None))
    if show is Show.ended:
        return Agency.valid_to < today
    if show is Show.unseated:
        return and_(_lives(today), ~exists().where(*held))
    if show is Show.silent:
        silent = exists().where(*held, User.id == Seat.holder_id, User.first_signed_in_at.is_(None))
        return and_(_lives(today), silent)
    return or_(Agency.valid_to.is_(None), Agency.valid_to >= today)


def _holders(agency_ids: Sequence[int]) -> dict[int, User]:
    seats = select(Seat).where(Seat.agency_id.in_(agency_ids), Seat.role == Role.focal_point)
    found = db.session.scalars(seats.options(joinedload(Seat.holder)))
    return {seat.agency_id: seat.holder for seat in found if seat.holder is not None}


def _relatives(condition: ColumnElement[bool], other: Any) -> Sequence[tuple[Succession, Agency]]:
    found = select(Succession, Agency).join(Agency, Agency.id == other).where(condition).order_by(Agency.sort_key)
    return [(succession, agency) for succession, agency in db.session.execute(found)]
