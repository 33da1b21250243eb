"""Correct what was recorded of an issued document, or add its file: with a reason, and what stood before is kept."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.cases.access import sees_case
from app.cases.attachments import Upload, attach_to_case
from app.cases.confidential.marking import mark_read
from app.cases.locking import lock_case
from app.cases.models import Case
from app.errors import Forbidden
from app.extensions import db
from app.issuing.errors import DocumentNotFound
from app.issuing.models import IssuedDocument
from app.issuing.service.recording import require_past
from app.organisation.roles import Actor, Role
from app.timeline.log import Subject, record


@dataclass(frozen=True)
class Correction:
    """What is to stand, and why it is corrected."""

    title: str
    number: str
    issued_on: date
    signer: str
    signer_post: str
    reason: str


def may_correct(actor: Actor) -> bool:
    """Whether the actor may correct what is recorded of documents: those who record it, and coordinators."""
    return actor.has(Role.specialist, Role.coordinator)


def require_document(task_id: int, actor: Actor) -> IssuedDocument:
    """Return the document recorded by a task, for an actor who may correct it; raise DocumentNotFound, Forbidden."""
    document: IssuedDocument | None = db.session.scalar(select(IssuedDocument).where(IssuedDocument.task_id == task_id))
    case = db.session.get(Case, document.case_id) if document is not None else None
    if document is None or case is None or not sees_case(actor, case):
        raise DocumentNotFound
    mark_read(actor, case)
    if not may_correct(actor):
        raise Forbidden
    return document


def correct_document(
    task_id: int, given: Correction, *, upload: Upload | None, actor: Actor, now: datetime
) -> IssuedDocument:
    """Write what is to stand; the timeline keeps what stood before.

    Raises DocumentNotFound, Forbidden, Invalid (by field), UnsafeFile.
    """
    document = require_document(task_id, actor)
    case_id = lock_case(document.case_id).id
    require_past(given.issued_on, "issued_on", now)
    before = {
        "number": document.number,
        "title": document.title,
        "issued_on": document.issued_on,
        "signer": document.signer,
        "signer_post": document.signer_post,
    }
    record(
        Subject("case", case_id),
        "document.corrected",
        actor,
        now,
        number=given.number,
        title=given.title,
        issued_on=given.issued_on,
        signer=given.signer,
        signer_post=given.signer_post,
        before=before,
        reason=given.reason,
    )
    if upload is not None:
        document.attachment_id = attach_to_case(case_id, "document_file", upload, actor=actor, now=now).id
    document.title, document.number, document.issued_on = given.title, given.number, given.issued_on
    document.signer, document.signer_post = given.signer, given.signer_post
    document.corrected_at, document.corrected_by_id = now, actor.id
    document.correction_reason = given.reason
    return document
