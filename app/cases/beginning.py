"""Begin a case by hand: of which processes, by whom, and doing it.

A process that was only deployed can be begun with an agency and a title. One that is called by another, or whose
cases need records of a feature, is not offered: features name theirs with `begins_elsewhere`.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime

from app.cases.access import may_start_cases
from app.cases.models import Case
from app.cases.starting import NewCase, start_case
from app.deadlines.moments import fixed_date
from app.errors import Forbidden, Invalid
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.processes.models import Definition
from app.processes.queries import all_latest

_elsewhere: set[str] = set()


@dataclass(frozen=True)
class Beginning:
    """What a person says when they begin a case; `until` is the last day of the case, if it has one."""

    process: str
    agency: Agency
    title: str
    until: date | None = None


def begins_elsewhere(*keys: str) -> None:
    """Register processes whose cases begin with a page, a job or an act of their feature."""
    _elsewhere.update(keys)


def begun_elsewhere() -> frozenset[str]:
    """Return the processes that features have named."""
    return frozenset(_elsewhere)


def startable() -> list[Definition]:
    """Return the newest version of every process that a person may begin by hand, by key."""
    deployed = all_latest()
    called = {key for definition in deployed for key in json.loads(definition.calls)}
    return [definition for definition in deployed if definition.key not in called | begun_elsewhere()]


def begin(wanted: Beginning, *, actor: Actor, now: datetime) -> Case:
    """Begin the case; raise Forbidden, Invalid (by field)."""
    if not may_start_cases(actor):
        raise Forbidden
    if wanted.process not in {definition.key for definition in startable()}:
        raise Invalid({"process": [N_("Choose a process of the list.")]})
    deadline = fixed_date(wanted.until, inclusive=True, calendar=office_calendar()) if wanted.until else None
    new = NewCase(wanted.process, wanted.agency, wanted.title, deadline=deadline)
    return start_case(new, actor=actor, now=now)[0]
