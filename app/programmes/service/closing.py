"""Close a file that does not come on."""

from collections.abc import Mapping
from typing import Any

from app.cases.hooks import Completion, on_completed
from app.programmes.models import State
from app.programmes.records import enrolment_of_case


@on_completed("programme_enrolment")
def _slow_case_reviewed(completion: Completion) -> Mapping[str, Any] | None:
    enrolment = enrolment_of_case(completion.case.id)
    if enrolment is not None and completion.data.get("stall_decision") == "close":
        enrolment.state, enrolment.reason = State.stalled, completion.data["stall_note"]
    return None
