"""Whoever rewrites the past is found out, whichever way they try, on either database."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from app.extensions import db
from app.files.store import FileStore
from app.organisation.roles import SYSTEM
from app.timeline.anchor import Anchor
from app.timeline.findings import Finding, Kind
from app.timeline.heads import keep_copies, seal
from app.timeline.log import GENESIS, Subject, entry_hash, payload_digest, record
from app.timeline.models import TimelineEntry, TimelineHead, TimelinePayload
from app.timeline.verify import verify

pytestmark = pytest.mark.database

CASES = (Subject("case", 1), Subject("case", 2))
ACTS = ("opened", "claimed", "filed")
FIRST_DAY, SECOND_DAY = "2026-11-20", "2026-11-21"


@pytest.fixture
def anchor(settings):
    return Anchor(settings["ANCHOR_DIR"])


@pytest.fixture
def past(writing, anchor, now):
    """Two cases with three acts on each of two days; both days sealed and anchored."""
    for days in (0, 1):
        with writing():
            for case in CASES:
                for act in ACTS:
                    record(case, act, SYSTEM, now + timedelta(days=days), note=f"{act} on day {days}")
        with writing():
            seal(anchor, now + timedelta(days=days + 1))
        with writing():
            keep_copies(anchor)


@pytest.fixture
def found(reading, anchor, settings):
    """Return a function that verifies and gives the findings."""

    def check() -> tuple[Finding, ...]:
        with reading():
            return verify(anchor, FileStore(settings["STORAGE_DIR"])).findings

    return check


def test_an_untouched_past_has_nothing_wrong(past, found, reading, anchor, settings):
    assert found() == ()
    with reading():
        report = verify(anchor, FileStore(settings["STORAGE_DIR"]))
    assert (report.entries, report.heads, report.unsealed) == (12, 2, 0)


def test_an_edited_entry_is_named(past, found, writing):
    with writing():
        change(1, 2, action="accepted")
    assert found() == (Finding(Kind.entry_changed, "case 1, 2"),)


def test_an_entry_with_another_time_is_named(past, found, writing, now):
    with writing():
        change(2, 3, at=now - timedelta(hours=3))
    assert found() == (Finding(Kind.entry_changed, "case 2, 3"),)


def test_an_entry_with_another_author_is_named(past, found, writing):
    with writing():
        change(2, 3, actor_id=7)
    assert found() == (Finding(Kind.entry_changed, "case 2, 3"),)


def test_an_edited_payload_is_named(past, found, writing):
    with writing():
        entry = key_of(1, 2)
        db.session.execute(
            update(TimelinePayload).where(TimelinePayload.entry_id == entry).values(body='{"actor":"Ai đó"}')
        )
    assert found() == (Finding(Kind.payload_changed, "case 1, 2"),)


def test_a_payload_that_vanished_is_named(past, found, writing):
    with writing():
        db.session.execute(delete(TimelinePayload).where(TimelinePayload.entry_id == key_of(1, 2)))
    assert found() == (Finding(Kind.payload_missing, "case 1, 2"),)


def test_a_payload_emptied_by_hand_is_named(past, found, writing, now):
    with writing():
        emptied = {"body": None, "salt": "", "erased_at": now, "erased_reason": "thôi"}
        db.session.execute(update(TimelinePayload).where(TimelinePayload.entry_id == key_of(1, 2)).values(emptied))
    assert found() == (Finding(Kind.payload_erased_unexplained, "case 1, 2"),)


def test_a_deleted_entry_leaves_a_gap_and_breaks_its_day(past, found, writing):
    with writing():
        remove(1, 2)
    assert found() == (Finding(Kind.entries_missing, "case 1, 2–2"), Finding(Kind.head_mismatch, FIRST_DAY))


def test_an_inserted_entry_breaks_the_chain(past, found, writing, now):
    with writing():
        insert_entry(1, 7, previous="f" * 64, at=now)
    assert found() == (Finding(Kind.order_changed, "case 1, 7"),)


def test_two_entries_that_changed_places_are_named(past, found, writing):
    with writing():
        first, second = key_of(1, 2), key_of(1, 3)
        for key, sequence in ((first, 99), (second, 2), (first, 3)):
            db.session.execute(update(TimelineEntry).where(TimelineEntry.id == key).values(sequence=sequence))
    assert {finding.where for finding in found()} >= {"case 1, 2", "case 1, 3"}


def test_entries_swapped_between_cases_are_named(past, found, writing):
    with writing():
        first, second = key_of(1, 2), key_of(2, 2)
        for key, case in ((first, 99), (second, 1), (first, 2)):
            db.session.execute(update(TimelineEntry).where(TimelineEntry.id == key).values(subject_id=case))
    assert {finding.where for finding in found()} >= {"case 1, 2", "case 2, 2"}


def test_a_tail_cut_off_breaks_the_days_head(past, found, writing):
    with writing():
        remove(2, 6)
    assert found() == (Finding(Kind.head_mismatch, SECOND_DAY),)


def test_a_whole_chain_that_vanished_breaks_the_heads(past, found, writing):
    with writing():
        for sequence in range(1, 7):
            remove(2, sequence)
    assert found() == (Finding(Kind.head_mismatch, FIRST_DAY), Finding(Kind.head_mismatch, SECOND_DAY))


def test_a_chain_rebuilt_without_the_key_breaks_the_heads(past, found, writing):
    with writing():
        rebuild(1, note="đã nộp đúng hạn")
    assert found() == (Finding(Kind.head_mismatch, FIRST_DAY), Finding(Kind.head_mismatch, SECOND_DAY))


def test_heads_rebuilt_without_the_key_are_forged(past, found, writing, settings, folder, now):
    with writing():
        rebuild(1, note="đã nộp đúng hạn")
        db.session.execute(delete(TimelineHead))
        thief = Anchor(folder / "another-anchor")
        seal(thief, now + timedelta(days=1))
    assert {finding.kind for finding in found()} >= {Kind.head_forged, Kind.head_differs_from_copy, Kind.head_missing}


def test_a_database_put_back_to_yesterday_lacks_an_anchored_head(past, found, writing):
    with writing():
        db.session.execute(delete(TimelineHead).where(TimelineHead.day == date.fromisoformat(SECOND_DAY)))
        for case in (1, 2):
            for sequence in (4, 5, 6):
                remove(case, sequence)
    assert found() == (Finding(Kind.head_missing, SECOND_DAY),)


def test_a_lost_copy_is_named(past, found, settings):
    (settings["ANCHOR_DIR"] / "heads" / f"{FIRST_DAY}.json").unlink()
    assert found() == (Finding(Kind.copy_missing, FIRST_DAY),)


def test_an_unreadable_copy_is_named(past, found, settings):
    (settings["ANCHOR_DIR"] / "heads" / f"{FIRST_DAY}.json").write_text("{")
    assert found() == (Finding(Kind.copy_unreadable, FIRST_DAY),)


def test_a_copy_that_says_something_else_is_named(past, found, settings, anchor):
    path = settings["ANCHOR_DIR"] / "heads" / f"{FIRST_DAY}.json"
    copy = dict(anchor.kept())[FIRST_DAY]
    path.write_text(json.dumps({**vars(replace(copy, digest="0" * 64))}))
    assert found() == (Finding(Kind.head_differs_from_copy, FIRST_DAY),)


def test_a_lost_key_is_named_and_not_made_anew(past, found, settings):
    (settings["ANCHOR_DIR"] / "key").unlink()
    assert [finding.kind for finding in found()] == [Kind.key_missing]
    assert not (settings["ANCHOR_DIR"] / "key").exists()


def change(case: int, sequence: int, **values: object) -> None:
    db.session.execute(update(TimelineEntry).where(TimelineEntry.id == key_of(case, sequence)).values(values))


def key_of(case: int, sequence: int) -> int:
    key = db.session.scalar(
        select(TimelineEntry.id).where(TimelineEntry.subject_id == case, TimelineEntry.sequence == sequence)
    )
    assert key is not None
    return key


def remove(case: int, sequence: int) -> None:
    key = key_of(case, sequence)
    db.session.execute(delete(TimelinePayload).where(TimelinePayload.entry_id == key))
    db.session.execute(delete(TimelineEntry).where(TimelineEntry.id == key))


def insert_entry(case: int, sequence: int, previous: str, at) -> None:
    """Put an entry that hashes well where it does not belong."""
    values = {"subject_type": "case", "subject_id": case, "sequence": sequence, "action": "accepted", "at": at}
    values |= {"actor_id": None, "payload_digest": payload_digest("s", "{}"), "previous_hash": previous}
    entry = TimelineEntry(**values, entry_hash=entry_hash(values))
    db.session.add(entry)
    db.session.flush()
    db.session.add(TimelinePayload(entry_id=entry.id, salt="s", body="{}"))


def rebuild(case: int, note: str) -> None:
    """Rewrite a whole chain so that it is sound in itself, as somebody with the database in hand could."""
    previous = GENESIS
    for entry in db.session.scalars(
        select(TimelineEntry).where(TimelineEntry.subject_id == case).order_by(TimelineEntry.sequence)
    ).all():
        payload = db.session.get(TimelinePayload, entry.id)
        payload.body = json.dumps({"actor": "Tiến Độ", "note": note})
        entry.payload_digest = payload_digest(payload.salt, payload.body)
        entry.previous_hash = previous
        entry.entry_hash = previous = entry_hash(vars(entry))
