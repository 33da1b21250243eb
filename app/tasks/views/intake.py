"""Take in what a form posted: its files, and the row or file that a button named."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from flask import request
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from app.cases.attachments import Upload, attach, remove_attachment
from app.cases.errors import AttachmentNotFound
from app.cases.models import Attachment, UserTask
from app.errors import Invalid
from app.files.refusals import UnsafeFile
from app.forms import Form, UploadRefused, edit_rows, remove_file, take_uploads
from app.organisation.roles import Actor

CONFIRMED = "_not_secret"  # names the file fields whose uploader has confirmed that nothing is a state secret


def take_in(
    task: UserTask, form: Form, data: Mapping[str, Any], actor: Actor, now: datetime
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Store the uploads, carry out the row or file button; return the entries and, by field, what was refused."""

    def store(upload: FileStorage) -> str:
        return str(stored(task.id, upload.name or "", upload, actor, now).id)

    taken, refused = take_uploads(form, data, store)
    if "_row" in request.form:
        taken = edit_rows(form, taken, request.form["_row"])
    if "_remove_file" in request.form:
        taken = _without_file(form, taken, request.form["_remove_file"], actor, now)
    return taken, refused


def stored(task_id: int, field: str, upload: FileStorage, actor: Actor, now: datetime) -> Attachment:
    """Keep one uploaded file; raise UploadRefused with the sentence to show at its field."""
    is_confirmed = field in request.form.getlist(CONFIRMED)
    content = BytesIO(upload.stream.read())
    try:
        return attach(task_id, field, Upload(upload.filename or "", content, is_confirmed), actor=actor, now=now)
    except UnsafeFile as unsafe:
        name = upload.filename or ""
        raise UploadRefused(f"{name}: {unsafe.sentence(str(get_locale()))}") from unsafe
    except Invalid as invalid:
        raise UploadRefused(" ".join(_(one) for each in invalid.errors.values() for one in each)) from invalid


def _without_file(form: Form, data: Mapping[str, Any], command: str, actor: Actor, now: datetime) -> dict[str, Any]:
    _field, _sign, attachment_id = command.rpartition(":")
    if not attachment_id.isdigit():
        raise AttachmentNotFound
    remove_attachment(int(attachment_id), actor=actor, now=now)
    return remove_file(form, data, command)
