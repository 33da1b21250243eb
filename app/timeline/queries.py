"""Read the timeline."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from app.extensions import db
from app.timeline.log import Subject
from app.timeline.models import TimelineEntry, TimelinePayload


@dataclass(frozen=True)
class Entry:
    """One act as people read it; `payload` is empty once erased."""

    id: int
    action: str
    actor_id: int | None
    actor_name: str
    at: datetime
    payload: dict[str, Any]
    is_erased: bool


def entries(subject: Subject, *, limit: int = 200) -> list[Entry]:
    """Return the subject's newest `limit` entries, newest first."""
    rows = db.session.execute(
        select(TimelineEntry, TimelinePayload.body)
        .join(TimelinePayload, TimelinePayload.entry_id == TimelineEntry.id)
        .where(TimelineEntry.subject_type == subject.type, TimelineEntry.subject_id == subject.id)
        .order_by(TimelineEntry.sequence.desc())
        .limit(limit)
    )
    return [_entry(entry, body) for entry, body in rows]


def entry_at(subject: Subject, action: str, at: datetime) -> Entry | None:
    """Return the latest act of that name on the subject at that very moment."""
    return _newest(subject, TimelineEntry.action == action, TimelineEntry.at == at)


def latest_entry(subject: Subject, action: str) -> Entry | None:
    """Return the latest act of that name on the subject."""
    return _newest(subject, TimelineEntry.action == action)


def _newest(subject: Subject, *conditions: ColumnElement[bool]) -> Entry | None:
    row = db.session.execute(
        select(TimelineEntry, TimelinePayload.body)
        .join(TimelinePayload, TimelinePayload.entry_id == TimelineEntry.id)
        .where(TimelineEntry.subject_type == subject.type, TimelineEntry.subject_id == subject.id, *conditions)
        .order_by(TimelineEntry.sequence.desc())
        .limit(1)
    ).first()
    return _entry(*row) if row else None


def _entry(entry: TimelineEntry, body: str | None) -> Entry:
    payload = json.loads(body) if body is not None else {}
    name = payload.pop("actor", "")
    return Entry(entry.id, entry.action, entry.actor_id, name, entry.at, payload, body is None)
