"""Compare the sheet with the register: what each row would do, and what is doubtful about it. Writes nothing."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from app.organisation.importing.columns import KIND_WORDS, PLACES, kind_of
from app.organisation.importing.known import Known
from app.organisation.models import Agency, User
from app.organisation.service.agencies import AgencyDetails
from app.organisation.service.users import Contact
from app.organisation.spreadsheets.reading import Sheet, SheetRow
from app.timeline.outbox import is_address
from app.vietnamese import search_key

_CODE = re.compile(r"[\w.\-]{1,40}")


class Outcome(StrEnum):
    """What a row would do."""

    new = "new"
    changed = "changed"
    unchanged = "unchanged"
    refused = "refused"


@dataclass
class PlannedRow:
    """A row of the sheet, what it would do, and what a person should know first.

    `errors` refuse the row; `notes` do not. `people` holds only the places that the row fills.
    """

    number: int
    code: str
    name: str
    outcome: Outcome = Outcome.unchanged
    details: AgencyDetails | None = None
    agency_id: int | None = None
    people: dict[str, Contact] = field(default_factory=dict)
    parent_code: str = ""
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """What the whole sheet would do."""

    rows: Sequence[PlannedRow]
    ignored: Sequence[str]

    def count(self, outcome: Outcome) -> int:
        """Count the rows with an outcome."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def writes(self) -> int:
        """How many rows would change something."""
        return self.count(Outcome.new) + self.count(Outcome.changed)

    @property
    def digest(self) -> str:
        """Identify what the plan would do, to notice that the register changed since it was shown."""
        told = [(row.number, row.code, row.outcome, row.details, sorted(row.people.items())) for row in self.rows]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def plan_import(sheet: Sheet, today: date) -> Plan:
    """Return what importing the sheet would do today."""
    register = Known.of(sheet)
    repeated = {code for code, times in Counter(row["code"].upper() for row in sheet.rows).items() if times > 1}
    rows = [_planned(row, register, today) for row in sheet.rows]
    for row in rows:
        if row.code.upper() in repeated:
            row.errors.append(_("The code %(code)s stands in several rows. Leave one.", code=row.code))
        if row.errors:
            row.outcome = Outcome.refused
    return Plan(rows, sheet.ignored)


def _planned(row: SheetRow, register: Known, today: date) -> PlannedRow:
    planned = PlannedRow(row.number, row["code"], row["name"])
    known = register.agencies.get(row["code"].upper())
    planned.agency_id = known.id if known else None
    planned.people = _people(row, register, planned)
    planned.details = _details(row, known, register, planned, today)
    if planned.details is None or planned.errors:
        return planned
    if known is None:
        planned.outcome = Outcome.new
    elif _differs(known, planned, register) or _seats_change(known, planned, register):
        planned.outcome = Outcome.changed
    return planned


def _details(
    row: SheetRow, known: Agency | None, register: Known, planned: PlannedRow, today: date
) -> AgencyDetails | None:
    """Read what the row says of the agency; an empty cell keeps what is known."""
    errors = planned.errors
    if not _CODE.fullmatch(row["code"]):
        errors.append(_("Enter a code of letters, digits, dots and hyphens, for example SCT."))
    if not row["name"]:
        errors.append(_("Enter the name of the agency."))
    kind = kind_of(row["kind"], row["name"]) if row["kind"] or known is None else known.kind
    if kind is None:
        words = ", ".join(words[0] for words in KIND_WORDS.values())
        errors.append(_("Kind “%(kind)s” is unknown. Choose one of: %(words)s.", kind=row["kind"], words=words))
    starts = _day(row["valid_from"], known.valid_from if known else today)
    if starts is None:
        errors.append(_("“%(day)s” is not a day. Write day/month/year, for example 01/7/2025.", day=row["valid_from"]))
    if row["email"] and not is_address(row["email"]):
        errors.append(_("“%(email)s” is not an e-mail address.", email=row["email"]))
    parent_id = _parent(row, known, register, planned)
    if errors or kind is None or starts is None:
        return None
    if known and search_key(known.name) != search_key(row["name"]):
        planned.notes.append(_("The register says “%(name)s”; that name stays. If a decision renamed the agency, "
                               "end it there and enter its successor.", name=known.name))  # fmt: skip
    aliases = tuple(dict.fromkeys(part.strip() for part in row["aliases"].split(";") if part.strip()))
    return AgencyDetails(
        code=known.code if known else row["code"],
        name=known.name if known else row["name"],
        kind=kind,
        valid_from=starts,
        short_name=row["short_name"] or (known.short_name if known else ""),
        identifier_code=row["identifier_code"] or (known.identifier_code if known else None),
        parent_id=parent_id,
        phone=row["phone"] or (known.phone if known else ""),
        email=row["email"] or (known.email if known else ""),
        aliases=aliases or (register.aliases.get(known.id, ()) if known else ()),
    )


def _parent(row: SheetRow, known: Agency | None, register: Known, planned: PlannedRow) -> int | None:
    """Return the superior agency's key; one that the same sheet enters is settled while writing."""
    code = row["parent"].upper()
    if not code:
        return known.parent_id if known else None
    if code in register.agencies:
        return register.agencies[code].id
    if code in register.codes_in_sheet and code != row["code"].upper():
        planned.parent_code = code
    else:
        planned.errors.append(_("No agency has the code %(code)s. Enter it first.", code=row["parent"]))
    return None


def _people(row: SheetRow, register: Known, planned: PlannedRow) -> dict[str, Contact]:
    people: dict[str, Contact] = {}
    for place in PLACES:
        email, name = row[f"{place}_email"].lower(), row[f"{place}_name"]
        if not email:
            if name:
                planned.notes.append(_("%(name)s has no e-mail address and gets no account.", name=name))
            continue
        known = register.users.get(email)
        planned.errors.extend(_faults(email, name, known))
        if known and name and search_key(known.name) != search_key(name):
            planned.notes.append(_("%(email)s belongs to %(name)s; that name stays.", email=email, name=known.name))
        people[place] = Contact(known.name if known else name, email, row[f"{place}_phone"])
    if "deputy" in people and people["deputy"].email == people.get("focal_point", Contact("", "")).email:
        planned.errors.append(_("The focal point and the deputy must be two people."))
    return people


def _faults(email: str, name: str, known: User | None) -> list[str]:
    if not is_address(email):
        return [_("“%(email)s” is not an e-mail address.", email=email)]
    if known is None and not name:
        return [_("%(email)s is new here. Enter the person's full name.", email=email)]
    if known is not None and known.disabled_at is not None:
        return [_("%(name)s's account is disabled. Enable it first.", name=known.name)]
    return []


def _differs(known: Agency, planned: PlannedRow, register: Known) -> bool:
    details: Any = planned.details
    columns = ("kind", "valid_from", "short_name", "identifier_code", "parent_id", "phone", "email")
    same_aliases = sorted(details.aliases) == sorted(register.aliases.get(known.id, ()))
    return not same_aliases or any(getattr(known, name) != getattr(details, name) for name in columns)


def _seats_change(known: Agency, planned: PlannedRow, register: Known) -> bool:
    changes = False
    for place, contact in planned.people.items():
        sitter = register.sitter(known.id, place)
        if sitter is None or sitter.email != contact.email:
            changes = True
            if sitter is not None:
                planned.notes.append(_("%(old)s hands over to %(new)s.", old=sitter.name, new=contact.name))
    return changes


def _day(words: str, otherwise: date) -> date | None:
    if not words:
        return otherwise
    try:
        return datetime.strptime(words, "%d/%m/%Y").date()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return None
