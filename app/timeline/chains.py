"""Check each subject's chain: every entry follows from the one before, every payload is the one digested."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.timeline.erasure import ERASED
from app.timeline.findings import Finding, Kind
from app.timeline.log import GENESIS, entry_hash, payload_digest
from app.timeline.models import TimelineEntry, TimelinePayload


def check_chains() -> Iterator[Finding]:
    """Yield what is wrong with the chain of any subject."""
    rows = (
        select(
            *(column for column in TimelineEntry.__table__.c),
            TimelinePayload.entry_id,
            TimelinePayload.salt,
            TimelinePayload.body,
            TimelinePayload.erased_at,
            TimelinePayload.erased_reason,
        )
        .outerjoin(TimelinePayload, TimelinePayload.entry_id == TimelineEntry.id)
        .order_by(TimelineEntry.subject_type, TimelineEntry.subject_id, TimelineEntry.sequence)
        .execution_options(yield_per=2000)
    )
    found: Iterator[Any] = iter(db.session.execute(rows))
    for _subject, chain in groupby(found, key=lambda row: (row.subject_type, row.subject_id)):
        yield from _check_chain(chain)


def _check_chain(chain: Iterator[Any]) -> Iterator[Finding]:
    expected, previous = 1, GENESIS
    erased: dict[int, str] = {}
    explained: set[int] = set()
    for row in chain:
        where = f"{row.subject_type} {row.subject_id}, {row.sequence}"
        if row.sequence != expected:
            yield Finding(Kind.entries_missing, f"{row.subject_type} {row.subject_id}, {expected}–{row.sequence - 1}")
        elif row.previous_hash != previous:
            yield Finding(Kind.order_changed, where)
        if entry_hash(row._mapping) != row.entry_hash:
            yield Finding(Kind.entry_changed, where)
        yield from _check_payload(row, where)
        if row.entry_id is not None and row.body is None:
            erased[row.sequence] = where
        if row.action == ERASED and row.body:
            explained.add(json.loads(row.body).get("erased"))
        expected, previous = row.sequence + 1, row.entry_hash
    for sequence in erased.keys() - explained:
        yield Finding(Kind.payload_erased_unexplained, erased[sequence])


def _check_payload(row: Any, where: str) -> Iterator[Finding]:
    if row.entry_id is None:
        yield Finding(Kind.payload_missing, where)
    elif row.body is None:
        if row.erased_at is None or not row.erased_reason:
            yield Finding(Kind.payload_missing, where)
    elif payload_digest(row.salt, row.body) != row.payload_digest:
        yield Finding(Kind.payload_changed, where)
