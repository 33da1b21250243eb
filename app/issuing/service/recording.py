"""Record what a specialist says about a document that has been sent out."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.cases.hooks import Completion, on_completed
from app.clock import local_date
from app.errors import Invalid
from app.extensions import db
from app.issuing.models import IssuedDocument
from app.organisation.texts import N_
from app.tasks.entries import start_empty
from app.timeline.log import Subject, record

PROCESS = "issue_document"
TASK = "record_issue"

# The same step may come twice in one case, for another document: what was filed for the first says nothing about it.
start_empty(PROCESS, "record_issue")


def require_past(day: date, field: str, now: datetime) -> None:
    """Raise Invalid for a day that is still to come."""
    if day > local_date(now):
        raise Invalid({field: [N_("This day is still to come. Enter the day printed on the document.")]})


@on_completed(PROCESS)
def _record(completion: Completion) -> Mapping[str, Any] | None:
    if completion.task.element != TASK:
        return None
    data, now = completion.data, completion.now
    issued_on = date.fromisoformat(data["issued_on"])
    require_past(issued_on, "issued_on", now)
    files = data.get("document_file") or []
    document = IssuedDocument(
        case_id=completion.case.id,
        task_id=completion.task.id,
        title=data["document_title"],
        number=data["document_number"],
        issued_on=issued_on,
        signer=data["signer"],
        signer_post=data["signer_post"],
        attachment_id=int(files[0]) if files else None,
        recorded_at=now,
        recorded_by_id=completion.actor.id,
    )
    record(
        Subject("case", completion.case.id),
        "document.issued",
        completion.actor,
        now,
        title=document.title,
        number=document.number,
        issued_on=issued_on,
        signer=document.signer,
    )
    db.session.add(document)
    return None
