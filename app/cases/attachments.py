"""Files on a case: guarded, stored by their content, served to those who see the case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader
from typing import Any, BinaryIO

from flask import current_app
from sqlalchemy import select

from app.cases.access import require_open, require_task, require_worker, sees_case
from app.cases.confidential.marking import mark_read
from app.cases.errors import AttachmentNotFound
from app.cases.locking import lock_task
from app.cases.models import Attachment, Case
from app.errors import Invalid
from app.extensions import db
from app.files.guard import check_upload
from app.files.names import safe_name
from app.files.store import FileStore
from app.forms import Form
from app.forms.expressions import every_part
from app.forms.fields import FilePicker
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.timeline.log import Subject, record

MAX_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file as it arrives: its name, its seekable bytes, and whether the uploader says it is no state secret."""

    name: str
    content: BinaryIO
    is_confirmed_open: bool


def attach(task_id: int, field: str, upload: Upload, *, actor: Actor, now: datetime) -> Attachment:
    """Keep the file for one of the task's file fields.

    Raises UnsafeFile with what to do, Invalid when the uploader did not confirm that the file is no state secret,
    and what `complete_task` raises when the task is not the actor's.
    """
    task = require_task(actor, lock_task(task_id))
    require_open(task)
    require_worker(actor, task)
    return _keep(upload, Attachment(case_id=task.case_id, task_id=task.id, field=field[:120]), actor, now)


def attach_to_case(case_id: int, field: str, upload: Upload, *, actor: Actor, now: datetime) -> Attachment:
    """Keep the file on a case that the caller has locked or just begun, apart from any task.

    Raises UnsafeFile, and Invalid when the uploader did not confirm that the file is no state secret.
    """
    return _keep(upload, Attachment(case_id=case_id, field=field[:120]), actor, now)


def remove_attachment(attachment_id: int, *, actor: Actor, now: datetime) -> Attachment:
    """Take a file off an open task; the bytes stay, the timeline says that it was there."""
    attachment = db.session.get(Attachment, attachment_id)
    if attachment is None or attachment.task_id is None or attachment.removed_at is not None:
        raise AttachmentNotFound
    task = require_task(actor, lock_task(attachment.task_id))
    require_open(task)
    require_worker(actor, task)
    attachment.removed_at = now
    record(Subject("case", task.case_id), "file.removed", actor, now, file=attachment.name, attachment=attachment.id)
    return attachment


def open_attachment(attachment_id: int, actor: Actor) -> tuple[Attachment, BufferedReader]:
    """Return a file's row and its bytes; raise AttachmentNotFound when the actor may not know of it."""
    attachment = db.session.get(Attachment, attachment_id)
    if attachment is None or attachment.removed_at is not None:
        raise AttachmentNotFound
    case = db.session.get_one(Case, attachment.case_id)
    if not sees_case(actor, case):
        raise AttachmentNotFound
    mark_read(actor, case)
    return attachment, file_store().open(attachment.sha256)


def attachments_of(case_id: int) -> list[Attachment]:
    """Return the case's files, oldest first."""
    query = select(Attachment).where(Attachment.case_id == case_id, Attachment.removed_at.is_(None))
    return list(db.session.scalars(query.order_by(Attachment.id)))


def require_own_files(case_id: int, filed: Mapping[str, Any], form: Form) -> None:
    """Raise Invalid for a file field that names anything but a file of this case."""
    fields = file_fields(form)
    named = [(field, value) for field, value in _files(filed, fields)]
    if not named:
        return
    known = {str(attachment.id) for attachment in attachments_of(case_id)}
    wrong = {
        field: [N_("This file is not on this case. Upload it again.")] for field, value in named if value not in known
    }
    if wrong:
        raise Invalid(wrong)


def file_fields(form: Form) -> frozenset[str]:
    """Return the keys of the form's file fields."""
    return frozenset(part.key for part in every_part(form.fields) if isinstance(part, FilePicker))


def file_store() -> FileStore:
    """Return the store of this installation."""
    return FileStore(current_app.config["STORAGE_DIR"])


def _keep(upload: Upload, attachment: Attachment, actor: Actor, now: datetime) -> Attachment:
    if not upload.is_confirmed_open:
        raise Invalid({attachment.field: [N_("Confirm that the file holds no state secret.")]})
    checked = check_upload(upload.content, upload.name, max_bytes=MAX_BYTES)
    stored = file_store().put(upload.content)
    attachment.name, attachment.content_type = safe_name(upload.name), checked.content_type
    attachment.sha256, attachment.size = stored.sha256, stored.size
    attachment.uploaded_at, attachment.uploaded_by_id = now, actor.id
    db.session.add(attachment)
    db.session.flush()  # whoever keeps it refers to it by its id
    record(
        Subject("case", attachment.case_id),
        "file.attached",
        actor,
        now,
        file=attachment.name,
        sha256=stored.sha256,
        attachment=attachment.id,
    )
    return attachment


def _files(values: Mapping[str, Any], fields: frozenset[str]) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if key in fields and isinstance(value, list):
            yield from ((key, one) for one in value)
        elif isinstance(value, Mapping):
            yield from _files(value, fields)
        elif isinstance(value, list):
            for row in value:
                if isinstance(row, Mapping):
                    yield from _files(row, fields)
