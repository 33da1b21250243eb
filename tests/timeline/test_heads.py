"""One head a day, signed and copied elsewhere, whoever asks and however often."""

import stat
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from app.extensions import db
from app.organisation.roles import SYSTEM
from app.timeline.anchor import Anchor
from app.timeline.heads import keep_copies, seal
from app.timeline.log import Subject, record
from app.timeline.models import TimelineHead

pytestmark = pytest.mark.database
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def anchor(settings):
    return Anchor(settings["ANCHOR_DIR"])


def test_a_day_is_sealed_on_the_next_and_only_once(writing, anchor, now, later):
    with writing():
        record(Subject("case", 1), "opened", SYSTEM, now)
    with writing():
        assert seal(anchor, later(days=1)) == FRIDAY
    with writing():
        assert seal(anchor, later(days=1, hours=5)) is None


def test_days_without_a_worker_are_covered_by_one_head(writing, reading, anchor, now, later):
    with writing():
        record(Subject("case", 1), "opened", SYSTEM, now)
        newest = record(Subject("case", 1), "claimed", SYSTEM, later(days=2))
    with writing():
        assert seal(anchor, later(days=4)) == FRIDAY + timedelta(days=3)
    with reading():
        assert db.session.scalars(select(TimelineHead.last_entry_id)).all() == [newest]


def test_two_workers_that_seal_at_once_make_one_head(writing, reading, anchor, now, later):
    with writing():
        record(Subject("case", 1), "opened", SYSTEM, now)
    barrier, made = Barrier(2), []

    def work():
        barrier.wait()
        with writing():
            made.append(seal(anchor, later(days=1)))

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made, key=str) == [FRIDAY, None]
    with reading():
        assert len(db.session.scalars(select(TimelineHead)).all()) == 1


def test_a_head_is_copied_once_its_commit_is_certain(writing, anchor, later):
    with writing():
        seal(anchor, later(days=1))
        assert list(anchor.kept()) == []
    with writing():
        assert keep_copies(anchor) == 1
    with writing():
        assert keep_copies(anchor) == 0
    assert [day for day, _ in anchor.kept()] == ["2026-11-20"]


def test_the_key_is_its_owners_alone_and_made_once(settings, anchor):
    anchor.ensure_key()
    key = settings["ANCHOR_DIR"] / "key"
    before = key.read_text()
    anchor.ensure_key()
    assert key.read_text() == before
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [path.name for path in settings["ANCHOR_DIR"].iterdir()] == ["key"]
