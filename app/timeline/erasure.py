"""Erase what an entry says, e.g. personal data, for a stated reason; that it was said, when and by whom stays."""

from datetime import datetime

from sqlalchemy import select

from app.errors import Conflict, Invalid, NotFound
from app.extensions import db
from app.timeline.log import ActorLike, Subject, record
from app.timeline.models import TimelineEntry, TimelinePayload

ERASED = "payload_erased"


class AlreadyErased(Conflict):
    """There is nothing left to erase."""

    slug = "already-erased"
    message = "What this entry said has already been erased."


class NotErasable(Conflict):
    """The record of an erasure is what keeps the chain explainable."""

    slug = "not-erasable"
    message = "The record of an erasure cannot be erased."


def erase(entry_id: int, reason: str, actor: ActorLike, now: datetime) -> None:
    """Erase the payload of an entry, and record that on the same subject.

    The salt goes too: with it, short payloads could be guessed from their digest.
    """
    if not reason.strip():
        raise Invalid({"reason": ["Say why it is erased."]})
    row = db.session.execute(
        select(TimelineEntry, TimelinePayload)
        .join(TimelinePayload, TimelinePayload.entry_id == TimelineEntry.id)
        .where(TimelineEntry.id == entry_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    entry, payload = row
    if entry.action == ERASED:
        raise NotErasable
    if payload.body is None:
        raise AlreadyErased
    payload.body, payload.salt = None, ""
    payload.erased_at, payload.erased_reason = now, reason.strip()
    subject = Subject(entry.subject_type, entry.subject_id)
    record(subject, ERASED, actor, now, erased=entry.sequence, reason=reason.strip())
