"""Keep an accreditation alive: surveillance each year, reassessment, its end."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.cases.hooks import Completion, on_completed
from app.organisation.roles import SYSTEM
from app.support.models import OutcomeKind, Phase
from app.support.service.accrediting import certificate, check_certificate
from app.support.service.checking import not_later_than_today
from app.support.service.files import filed_at, open_file, require_support
from app.support.service.following import set_phase
from app.support.service.outcomes import end_outcome, note_outcome

PROCESS = "iso17025_maintenance"


@on_completed(PROCESS)
def _followed(completion: Completion) -> Mapping[str, Any] | None:
    data = completion.data
    not_later_than_today(data, "surveyed_on", completion.now)
    if completion.task.element == "record_reassessment" and data["reassessment_decision"] == "granted":
        check_certificate(completion)
        support = open_file(completion.case.id, completion.now)
        granted = certificate(data, support.accreditation_body)
        note_outcome(completion.case.id, granted, actor=completion.actor, now=completion.now)
    return None


def note_end(case_id: int, now: datetime) -> None:
    """Note that the accreditation no longer holds, from the day and for the reason filed; a second time is the same."""
    filed = filed_at(case_id, "record_reassessment")
    on, reason = date.fromisoformat(filed["ended_on"]), filed["end_reason"]
    end_outcome(case_id, OutcomeKind.accredited, on, reason, actor=SYSTEM, now=now)
    set_phase(require_support(case_id), Phase.closed, now)
