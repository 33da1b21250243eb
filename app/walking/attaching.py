"""The file that a walk attaches where a form demands one."""

from datetime import datetime
from typing import Any

from app.cases.models import Attachment
from app.extensions import db
from app.forms.sampling import SAMPLE_FILE


def with_a_file(entries: Any, case_id: int, now: datetime) -> Any:
    """Return a form's entries with a file of the case in the place of each sample file.

    Its bytes are not stored: nobody on a walk asks for them.
    """
    if entries == [SAMPLE_FILE]:
        return [_attached(case_id, now)]
    if isinstance(entries, dict):
        return {key: with_a_file(value, case_id, now) for key, value in entries.items()}
    if isinstance(entries, list):
        return [with_a_file(value, case_id, now) for value in entries]
    return entries


def _attached(case_id: int, now: datetime) -> str:
    attachment = Attachment(
        case_id=case_id, sha256="0" * 64, name="đi-thử.pdf", content_type="application/pdf", size=1, uploaded_at=now
    )
    db.session.add(attachment)
    db.session.flush()  # forms refer to it by its key
    return str(attachment.id)
