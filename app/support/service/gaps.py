"""Keep the gap analysis: clause by clause, by the laboratory and the department, over the whole case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.cases.access import require_case
from app.cases.errors import CaseNotRunning
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.roles import SEAT_ROLES, Actor, Role
from app.organisation.texts import N_
from app.support.errors import GapsChangedByAnother
from app.support.models import GapItem, GapState
from app.support.service.files import require_support, subject_of
from app.timeline.log import record

_COLUMNS = ("state", "evidence", "gap", "action", "who", "until")


@dataclass(frozen=True)
class Assessed:
    """What is said about one clause; `version` is that of the row that was read."""

    clause: str
    version: int
    state: GapState
    evidence: str = ""
    gap: str = ""
    action: str = ""
    who: str = ""
    until: date | None = None


def may_assess(actor: Actor, case: Case) -> bool:
    """Whether the actor may write in the gap analysis: the laboratory's people and the department's."""
    is_own = any(actor.sits_at(case.agency_id, role) for role in SEAT_ROLES)
    return is_own or actor.has(Role.specialist, Role.coordinator)


def assess(case_id: int, assessed: Sequence[Assessed], *, actor: Actor, now: datetime) -> list[str]:
    """Write what changed and return its clauses.

    Raises CaseNotFound, SupportNotFound, Forbidden, CaseNotRunning, Invalid, GapsChangedByAnother (nothing is written).
    """
    case = require_case(actor, lock_case(case_id))
    require_support(case.id)
    if not may_assess(actor, case):
        raise Forbidden
    if case.status is not CaseStatus.running:
        raise CaseNotRunning
    rows = {row.clause: row for row in db.session.scalars(select(GapItem).where(GapItem.case_id == case_id))}
    changed = [one for one in assessed if _differs(rows[one.clause], one)]
    for one in changed:
        if rows[one.clause].version != one.version:
            raise GapsChangedByAnother(clause=one.clause)
    _require_sense(changed)
    if changed:
        record(subject_of(case_id), "support.assessed", actor, now, clauses=[one.clause for one in changed])
    for one in changed:
        row = rows[one.clause]
        for name in _COLUMNS:
            setattr(row, name, getattr(one, name))
        row.version += 1
    return [one.clause for one in changed]


def _differs(row: GapItem, one: Assessed) -> bool:
    return any(getattr(row, name) != getattr(one, name) for name in _COLUMNS)


def _require_sense(changed: Sequence[Assessed]) -> None:
    """Refuse what leaves a reader alone: a gap without words, a clause left out without a reason."""
    errors: dict[str, list[str]] = {}
    for one in changed:
        if one.state in (GapState.partial, GapState.missing) and not one.gap.strip():
            errors[f"{one.clause}.gap"] = [N_("Say what is missing.")]
        elif one.state is GapState.not_applicable and not one.gap.strip():
            errors[f"{one.clause}.gap"] = [N_("Say why the clause does not apply.")]
    if errors:
        raise Invalid(errors)
