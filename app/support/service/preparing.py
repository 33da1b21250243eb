"""From training to a management system in place."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.cases.hooks import Completion, on_completed
from app.organisation.roles import SYSTEM
from app.support.models import OutcomeKind
from app.support.service.checking import not_later_than_today
from app.support.service.files import filed_at
from app.support.service.outcomes import Reached, note_outcome

PROCESS = "iso17025_preparation"
_DAYS = ("documents_issued_on", "operated_from", "audited_on", "reviewed_on", "in_place_on")


@on_completed(PROCESS)
def _prepared(completion: Completion) -> Mapping[str, Any] | None:
    for name in _DAYS:
        not_later_than_today(completion.data, name, completion.now)
    return None


def note_system(case_id: int, now: datetime) -> None:
    """Record that the management system is in place, as the department confirmed; it says nothing of accreditation."""
    confirmed = filed_at(case_id, "check_system")
    on = date.fromisoformat(confirmed["in_place_on"])
    reached = Reached(OutcomeKind.system, on, number=confirmed.get("system_document") or "")
    note_outcome(case_id, reached, actor=SYSTEM, now=now)
