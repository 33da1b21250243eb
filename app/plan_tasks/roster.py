"""Who leads a row of a plan, as of a day: agencies it names, or the members of the groups it names.

A member of a group that the row names for another part (the department that coordinates, say) does not lead it as one
of the group. Whoever does not exist on the day leads nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.organisation.models import Agency, AgencyKind
from app.organisation.queries.members import means
from app.plans.groups import GROUPS
from app.plans.models import Part, PlanTask, PlanTaskAgency


@dataclass(frozen=True)
class Leads:
    """Who leads a row: (agency, key of the group or None); and the names nobody can be found for."""

    agencies: Sequence[tuple[Agency, str | None]] = ()
    unknown: Sequence[str] = ()


@dataclass
class Register:
    """The agencies that exist on a day, by the group they are members of; read once for a whole plan."""

    day: date
    _members: dict[str, list[Agency]] = field(default_factory=dict)

    def members(self, group: str) -> list[Agency]:
        """Return the members of a group that exist on the day, in Vietnamese order."""
        if group not in self._members:
            self._members[group] = _of_kinds(GROUPS[group].kinds, self.day)
        return self._members[group]


def leads_of(task: PlanTask, register: Register) -> Leads:
    """Return who leads the row; each agency once, those named before those of a group."""
    found: dict[int, tuple[Agency, str | None]] = {}
    unknown: list[str] = []
    leading = [part for part in task.parts if part.part is Part.lead]
    for part in sorted(leading, key=lambda part: part.group is not None):
        members = _members(part, task, register)
        if not members:
            unknown.append(part.name)
        for agency in members:
            found.setdefault(agency.id, (agency, part.group))
    return Leads(list(found.values()), unknown)


def named(task: PlanTask, part: Part) -> list[int]:
    """Return the agencies that the row names one by one for a part."""
    return [one.agency_id for one in task.parts if one.part is part and one.agency_id is not None]


def _members(part: PlanTaskAgency, task: PlanTask, register: Register) -> list[Agency]:
    if part.agency is not None:
        return [part.agency] if part.agency.exists_on(register.day) else []
    if part.group is None:
        return []
    elsewhere = {*named(task, Part.coordinating), *named(task, Part.directing)}
    return [agency for agency in register.members(part.group) if agency.id not in elsewhere]


def _of_kinds(kinds: frozenset[AgencyKind], day: date) -> list[Agency]:
    query = select(Agency).where(means(kinds, day))
    return list(db.session.scalars(query.order_by(Agency.sort_key, Agency.id)))
