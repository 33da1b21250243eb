"""Daily heads: once a day everything written since the last head is digested, signed and anchored elsewhere.

Without the key nobody can cut the end of a chain off or rebuild it without being found out.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, text

from app.clock import local_date
from app.extensions import db
from app.timeline.anchor import Anchor, Seal
from app.timeline.log import GENESIS
from app.timeline.models import TimelineEntry, TimelineHead


@dataclass(frozen=True)
class Span:
    """The digest of the entries between two heads, and the last of them."""

    last_entry_id: int
    digest: str


def seal(anchor: Anchor, now: datetime) -> date | None:
    """Make the head of the day before `now` if there is none yet, and return its day.

    It covers every entry since the head before it; after days without a worker one head covers them all.
    """
    day = local_date(now) - timedelta(days=1)
    if _is_sealed(day):
        return None
    _wait_for_writers()
    if _is_sealed(day):  # another worker did it while we waited
        return None
    before = db.session.scalar(select(TimelineHead).order_by(TimelineHead.day.desc()).limit(1))
    start = Span(before.last_entry_id, before.digest) if before else Span(0, GENESIS)
    entries = select(TimelineEntry.id, TimelineEntry.entry_hash).where(TimelineEntry.id > start.last_entry_id)
    rows = db.session.execute(entries.order_by(TimelineEntry.id).execution_options(yield_per=5000))
    span = span_of(start, day, ((row.id, row.entry_hash) for row in rows))
    anchor.ensure_key()
    signed = anchor.sign(day, span.last_entry_id, span.digest)
    db.session.add(
        TimelineHead(day=day, last_entry_id=span.last_entry_id, digest=span.digest, signature=signed.signature)
    )
    return day


def keep_copies(anchor: Anchor) -> int:
    """Copy the heads that are not anchored yet and return how many; in a later unit of work than `seal`.

    A copy must never tell of a head whose commit has failed.
    """
    waiting = db.session.scalars(select(TimelineHead).where(TimelineHead.anchored.is_(False))).all()
    for head in waiting:
        anchor.keep(Seal(head.day.isoformat(), head.last_entry_id, head.digest, head.signature))
        head.anchored = True
    return len(waiting)


def span_of(start: Span, day: date, entries: Iterable[tuple[int, str]]) -> Span:
    """Digest `entries` (id and hash, by id) on top of the head before."""
    digest = hashlib.sha256(f"{start.digest}\n{day.isoformat()}\n".encode())
    last = start.last_entry_id
    for last, entry_hash in entries:
        digest.update(f"{last}:{entry_hash}\n".encode())
    return Span(last, digest.hexdigest())


def _is_sealed(day: date) -> bool:
    return db.session.scalar(select(TimelineHead.day).where(TimelineHead.day >= day).limit(1)) is not None


def _wait_for_writers() -> None:
    """Have every entry with a lower id committed before we read, and only one process seal."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE timeline_entry IN SHARE ROW EXCLUSIVE MODE"))
