"""Write and read the timeline: who did what to which subject, when."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from sqlalchemy import bindparam, insert, select

from app.extensions import db
from app.timeline.models import TimelineEntry, TimelinePayload

GENESIS = "0" * 64


class ActorLike(Protocol):
    """Whoever acts: `id` is None for the system."""

    @property
    def id(self) -> int | None:
        """The user's key; None for the system."""

    @property
    def name(self) -> str:
        """The name as the entry keeps it."""


@dataclass(frozen=True)
class Subject:
    """What an entry is about: a kind of record and its key."""

    type: str
    id: int


def record(subject: Subject, action: str, actor: ActorLike, now: datetime, **payload: Any) -> int:
    """Append one entry to the subject's chain and return its id.

    The caller holds the subject's row locked (or the unit of work is SQLite's single writer); should two still meet,
    the unique key lets one win and the other is rolled back.
    """
    sequence, previous = _tail(subject)
    salt = secrets.token_hex(16)
    body = canonical({**payload, "actor": actor.name})
    digest = payload_digest(salt, body)
    values = {
        "subject_type": subject.type,
        "subject_id": subject.id,
        "sequence": sequence + 1,
        "action": action,
        "actor_id": actor.id,
        "at": now,
        "payload_digest": digest,
        "previous_hash": previous,
    }
    values["entry_hash"] = entry_hash(values)
    return _append(values, {"salt": salt, "body": body})


def entry_hash(values: Mapping[str, Any]) -> str:
    """Return the hash of an entry's columns; `at` counts in microseconds of UTC."""
    at: datetime = values["at"]
    parts = [
        values["previous_hash"],
        values["subject_type"],
        str(values["subject_id"]),
        str(values["sequence"]),
        values["action"],
        str(values["actor_id"] or ""),
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        values["payload_digest"],
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def payload_digest(salt: str, body: str) -> str:
    """Return the salted digest that the chain covers in place of the payload itself."""
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()


def canonical(payload: Mapping[str, Any]) -> str:
    """Return `payload` as JSON with sorted keys, the form that is digested."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _tail(subject: Subject) -> tuple[int, str]:
    row = db.session.connection().execute(_NEWEST, {"type": subject.type, "id": subject.id}).first()
    return (row[0], row[1]) if row else (0, GENESIS)


def _append(entry: dict[str, Any], payload: dict[str, Any]) -> int:
    """Write an entry and its payload: in one statement where the database can, for each is a way to the server."""
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        return int(connection.execute(_BOTH, {**entry, **payload}).scalar_one())
    entry_id = int(connection.execute(_ENTRY, entry).scalar_one())
    connection.execute(_PAYLOAD, {"entry_id": entry_id, **payload})
    return entry_id


# Built once: every command writes here.
_entries = TimelineEntry.__table__
_payloads = TimelinePayload.__table__
_WRITTEN = [column.name for column in _entries.columns if column.name != "id"]
_ENTRY = insert(_entries).returning(_entries.c.id)
_PAYLOAD = insert(_payloads)
_new = _ENTRY.values({name: bindparam(name) for name in _WRITTEN}).cte("new")
_BOTH = _PAYLOAD.from_select(
    ["entry_id", "salt", "body"], select(_new.c.id, bindparam("salt"), bindparam("body"))
).returning(_payloads.c.entry_id)
_NEWEST = (
    select(TimelineEntry.__table__.c.sequence, TimelineEntry.__table__.c.entry_hash)
    .where(
        TimelineEntry.__table__.c.subject_type == bindparam("type"),
        TimelineEntry.__table__.c.subject_id == bindparam("id"),
    )
    .order_by(TimelineEntry.__table__.c.sequence.desc())
    .limit(1)
)
