"""Enter, correct and end agencies. An agency is never renamed in place: a new name is a successor."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select

from app.errors import Conflict, Invalid
from app.extensions import db
from app.organisation import hooks
from app.organisation.models import Agency, AgencyAlias, AgencyKind, Succession, SuccessionKind
from app.organisation.records import locked_agency, of_agency
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.timeline.log import record
from app.vietnamese import search_key


class CodeTaken(Conflict):
    """Another agency has this code."""

    slug = "code-taken"
    message = "The code %(code)s belongs to %(name)s already."


class AgencyHasEnded(Conflict):
    """It was ended before."""

    slug = "agency-has-ended"
    message = "%(name)s has ended already."


@dataclass(frozen=True)
class AgencyDetails:
    """What is entered about an agency."""

    code: str
    name: str
    kind: AgencyKind
    valid_from: date
    short_name: str = ""
    identifier_code: str | None = None
    parent_id: int | None = None
    phone: str = ""
    email: str = ""
    is_apart: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ending:
    """How an agency ends: its last day, what became of its functions, and the document that says so."""

    last_day: date
    kind: SuccessionKind
    successor_ids: tuple[int, ...] = ()
    legal_basis: str = ""
    function: str = ""


_COLUMNS = tuple(field.name for field in fields(AgencyDetails) if field.name != "aliases")


def enter_agency(details: AgencyDetails, actor: Actor, now: datetime) -> Agency:
    """Enter a new agency. Raises CodeTaken."""
    _require_free_code(details.code, None)
    agency = Agency(**_values(details))
    db.session.add(agency)
    db.session.flush()  # aliases and timeline need its key
    _set_aliases(agency, details.aliases)
    record(of_agency(agency.id), "agency.entered", actor, now, **_values(details), aliases=details.aliases)
    return agency


def correct_agency(agency_id: int, details: AgencyDetails, actor: Actor, now: datetime) -> Agency:
    """Correct what was entered; only what changes is written. Raises CodeTaken."""
    agency = locked_agency(agency_id)
    _require_free_code(details.code, agency.id)
    changes: dict[str, Any] = {
        name: [getattr(agency, name), value]
        for name, value in _values(details).items()
        if getattr(agency, name) != value
    }
    aliases = _alias_names(agency.id)
    if tuple(aliases) != tuple(sorted(details.aliases)):
        changes["aliases"] = [aliases, list(details.aliases)]
        _set_aliases(agency, details.aliases)
    for name in changes.keys() & set(_COLUMNS):
        setattr(agency, name, changes[name][1])
    if changes:
        record(of_agency(agency.id), "agency.corrected", actor, now, changes=changes)
    return agency


def end_agency(agency_id: int, ending: Ending, actor: Actor, now: datetime) -> Agency:
    """Settle an agency's last day and who took its functions over. Raises AgencyHasEnded and Invalid.

    Its seats stay as they are, so that its people can finish what is open; features hear of it through the hook.
    """
    agency = locked_agency(agency_id)
    if agency.valid_to is not None:
        raise AgencyHasEnded(name=agency.name)
    if ending.last_day < agency.valid_from:
        raise Invalid({"last_day": [N_("The last day is before the agency's first day.")]})
    successors = _successors(agency, ending)
    agency.valid_to = ending.last_day
    for successor in successors:
        db.session.add(
            Succession(
                from_id=agency.id,
                to_id=successor.id,
                kind=ending.kind,
                on=ending.last_day,
                legal_basis=ending.legal_basis,
                function=ending.function,
            )
        )
    names = [successor.name for successor in successors]
    facts = {"last_day": ending.last_day, "kind": ending.kind.value, "legal_basis": ending.legal_basis}
    record(of_agency(agency.id), "agency.ended", actor, now, successors=names, **facts)
    ended = hooks.AgencyEnded(agency, ending.last_day, ending.successor_ids, actor, now)
    for listener in hooks.agency_ended:
        listener(ended)
    return agency


def _successors(agency: Agency, ending: Ending) -> Sequence[Agency]:
    if agency.id in ending.successor_ids:
        raise Invalid({"successors": [N_("An agency cannot succeed itself.")]})
    if ending.kind is not SuccessionKind.abolish and not ending.successor_ids:
        raise Invalid({"successors": [N_("Name the agency that takes over, or choose “abolished”.")]})
    found = db.session.scalars(select(Agency).where(Agency.id.in_(ending.successor_ids)).order_by(Agency.sort_key))
    return found.all()


def _values(details: AgencyDetails) -> dict[str, Any]:
    return {name: getattr(details, name) for name in _COLUMNS}


def _require_free_code(code: str, own_id: int | None) -> None:
    taken = db.session.scalar(select(Agency).where(Agency.code == code))
    if taken is not None and taken.id != own_id:
        raise CodeTaken(code=code, name=taken.name)


def _alias_names(agency_id: int) -> list[str]:
    return sorted(db.session.scalars(select(AgencyAlias.name).where(AgencyAlias.agency_id == agency_id)))


def _set_aliases(agency: Agency, names: Sequence[str]) -> None:
    db.session.execute(delete(AgencyAlias).where(AgencyAlias.agency_id == agency.id))
    db.session.add_all(AgencyAlias(agency_id=agency.id, name=name, search_key=search_key(name)) for name in names)
