"""Check everything that proves the past: chains, payloads, heads, signatures, their copies, stored files."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Select, Table, func, select

from app.extensions import db
from app.files.store import FileDamaged, FileMissing, FileStore
from app.timeline.anchor import Anchor, KeyMissing, Seal
from app.timeline.chains import check_chains
from app.timeline.findings import Finding, Kind, Report
from app.timeline.heads import Span, span_of
from app.timeline.log import GENESIS
from app.timeline.models import TimelineEntry, TimelineHead


def verify(anchor: Anchor, store: FileStore) -> Report:
    """Check everything and report; nothing is changed, nothing is made."""
    heads = db.session.scalars(select(TimelineHead).order_by(TimelineHead.day)).all()
    files = sorted(_referenced_files())
    findings = (
        *check_chains(),
        *_check_spans(list(heads)),
        *_check_signatures(list(heads), anchor),
        *_check_copies({head.day: head for head in heads}, anchor),
        *_check_files(files, store),
    )
    sealed = heads[-1].last_entry_id if heads else 0
    count = select(func.count()).select_from(TimelineEntry)
    return Report(
        entries=db.session.scalar(count) or 0,
        heads=len(heads),
        files=len(files),
        unsealed=db.session.scalar(count.where(TimelineEntry.id > sealed)) or 0,
        findings=findings,
    )


def _check_spans(heads: list[TimelineHead]) -> Iterator[Finding]:
    """Digest the entries between each two heads again; a mismatch says on which day something is not as it was."""
    start = Span(0, GENESIS)
    for head in heads:
        rows = db.session.execute(
            select(TimelineEntry.id, TimelineEntry.entry_hash)
            .where(TimelineEntry.id > start.last_entry_id, TimelineEntry.id <= head.last_entry_id)
            .order_by(TimelineEntry.id)
            .execution_options(yield_per=5000)
        )
        found = span_of(start, head.day, ((row.id, row.entry_hash) for row in rows))
        if found != Span(head.last_entry_id, head.digest):
            yield Finding(Kind.head_mismatch, head.day.isoformat())
        start = Span(head.last_entry_id, head.digest)


def _check_signatures(heads: list[TimelineHead], anchor: Anchor) -> Iterator[Finding]:
    try:
        for head in heads:
            if anchor.sign(head.day, head.last_entry_id, head.digest).signature != head.signature:
                yield Finding(Kind.head_forged, head.day.isoformat())
    except KeyMissing as missing:
        yield Finding(Kind.key_missing, str(missing))


def _check_copies(heads: dict[date, TimelineHead], anchor: Anchor) -> Iterator[Finding]:
    """Compare the heads with their copies elsewhere: a database put back to an older state lacks some."""
    copies = dict(anchor.kept())
    for day, copy in copies.items():
        head = heads.get(date.fromisoformat(day))
        if copy is None:
            yield Finding(Kind.copy_unreadable, day)
        elif head is None:
            yield Finding(Kind.head_missing, day)
        elif Seal(day, head.last_entry_id, head.digest, head.signature) != copy:
            yield Finding(Kind.head_differs_from_copy, day)
    for head in heads.values():
        if head.anchored and head.day.isoformat() not in copies:
            yield Finding(Kind.copy_missing, head.day.isoformat())


def _check_files(files: list[str], store: FileStore) -> Iterator[Finding]:
    for sha256 in files:
        try:
            store.verify(sha256)
        except FileMissing:
            yield Finding(Kind.file_missing, sha256)
        except FileDamaged:
            yield Finding(Kind.file_damaged, sha256)


def _referenced_files() -> set[str]:
    """Return every content that the database relies on: a column named `sha256` is the address of a stored file."""
    found: set[str] = set()
    for table in db.metadata.sorted_tables:
        if "sha256" in table.c:
            found.update(db.session.scalars(_references(table)))
    return found


def _references(table: Table) -> Select[str]:
    """Select the addresses that still count; a removed attachment may have lost its file."""
    query = select(table.c.sha256).where(table.c.sha256.is_not(None)).distinct()
    return query.where(table.c.removed_at.is_(None)) if "removed_at" in table.c else query
