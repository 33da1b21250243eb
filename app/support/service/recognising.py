"""Registration (Decree 105/2016/NĐ-CP) and designation: decided elsewhere, only their result is recorded here."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.cases.hooks import Completion, on_completed
from app.support.models import OutcomeKind
from app.support.service.checking import ends_after, not_later_than_today
from app.support.service.outcomes import Reached, note_outcome

PROCESS = "iso17025_recognition"
_STEPS = {
    "record_registration": ("registration", OutcomeKind.registered),
    "record_designation": ("designation", OutcomeKind.designated),
}


@on_completed(PROCESS)
def _recorded(completion: Completion) -> Mapping[str, Any] | None:
    prefix, kind = _STEPS.get(completion.task.element, ("", OutcomeKind.registered))
    data = completion.data
    if not prefix or data[f"{prefix}_result"] != "granted":
        return None
    not_later_than_today(data, f"{prefix}_date", completion.now)
    ends_after(data, f"{prefix}_date", f"{prefix}_until")
    until, files = data.get(f"{prefix}_until"), data.get(f"{prefix}_files") or []
    reached = Reached(
        kind,
        date.fromisoformat(data[f"{prefix}_date"]),
        number=data[f"{prefix}_number"],
        issuer=data[f"{prefix}_issuer"],
        scope=data[f"{prefix}_scope"],
        valid_until=date.fromisoformat(until) if until else None,
        attachment_id=int(files[0]) if files else None,
    )
    note_outcome(completion.case.id, reached, actor=completion.actor, now=completion.now)
    return None
