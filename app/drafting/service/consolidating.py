"""The draft on its way: consolidated by the specialist, signed, submitted; back with reasons, or on to its issue."""

import json
from collections.abc import Mapping
from typing import Any

from app.cases.hooks import Completion, on_completed
from app.cases.models import Case
from app.drafting.queries import EDITED_AT, drafting_of, totals_of
from app.drafting.service.opening import PROCESS
from app.drafting.service.rows import require_complete
from app.timeline.log import Subject, record

COMMITTEE = "committee_decision"


def set_facts(case: Case, **facts: Any) -> None:
    """Add to what conditions and forms of the case read."""
    case.facts = json.dumps({**json.loads(case.facts), **facts}, ensure_ascii=False)


@on_completed(PROCESS)
def _consolidated(completion: Completion) -> Mapping[str, Any] | None:
    """Let the draft go on only when a plan can be made of it; what is sent out next is the submission."""
    drafting = drafting_of(completion.case.id)
    if completion.task.element not in EDITED_AT or drafting is None:
        return None
    require_complete(drafting, completion.now)
    totals = totals_of(drafting.id)
    record(
        Subject("case", completion.case.id), "draft.consolidated", completion.actor, completion.now,
        rows=totals.kept, funding=totals.funding,
    )  # fmt: skip
    set_facts(completion.case, document_title=f"Tờ trình ban hành {drafting.title}")
    return None


@on_completed(COMMITTEE)
def _decided(completion: Completion) -> Mapping[str, Any] | None:
    """Once the committee approves, the document to be sent out is the plan itself."""
    if completion.case.process_key == PROCESS and completion.data.get("committee_decision") == "approve":
        drafting = drafting_of(completion.case.id)
        if drafting is not None:
            set_facts(completion.case, document_title=drafting.title)
    return None
