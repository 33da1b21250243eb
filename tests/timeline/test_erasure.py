"""What an entry says can be erased with a reason; the chain stays sound and tells of it."""

import pytest

from app.errors import Invalid, NotFound
from app.files.store import FileStore
from app.timeline.anchor import Anchor
from app.timeline.erasure import AlreadyErased, NotErasable, erase
from app.timeline.heads import seal
from app.timeline.log import Subject, record
from app.timeline.queries import entries
from app.timeline.verify import verify

pytestmark = pytest.mark.database
CASE = Subject("case", 1)


@pytest.fixture
def entry(writing, people, now):
    """The key of an entry that names a person."""
    with writing():
        return record(CASE, "commented", people.focal_point.actor, now, text="Số điện thoại của chị Lan là …")


def test_an_erased_entry_says_nothing_but_that_it_was_erased(entry, writing, reading, people, now):
    with writing():
        erase(entry, "yêu cầu của người có dữ liệu", people.administrator.actor, now)
    with reading():
        newest, erased = entries(CASE)
    assert (erased.is_erased, erased.payload, erased.actor_name) == (True, {}, "")
    assert newest.payload == {"erased": 1, "reason": "yêu cầu của người có dữ liệu"}


def test_the_chain_and_its_head_stay_sound(entry, writing, reading, people, settings, now, later):
    anchor = Anchor(settings["ANCHOR_DIR"])
    with writing():
        seal(anchor, later(days=1))
    with writing():
        erase(entry, "yêu cầu của người có dữ liệu", people.administrator.actor, later(days=1))
    with reading():
        assert verify(anchor, FileStore(settings["STORAGE_DIR"])).findings == ()


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_must_be_given(entry, writing, people, now, reason):
    with pytest.raises(Invalid), writing():
        erase(entry, reason, people.administrator.actor, now)


def test_nothing_is_erased_twice(entry, writing, people, now):
    with writing():
        erase(entry, "một lần", people.administrator.actor, now)
    with pytest.raises(AlreadyErased), writing():
        erase(entry, "hai lần", people.administrator.actor, now)


def test_the_record_of_an_erasure_stays(entry, writing, people, now):
    with writing():
        erase(entry, "một lần", people.administrator.actor, now)
    with pytest.raises(NotErasable), writing():
        erase(entry + 1, "xóa dấu vết", people.administrator.actor, now)


def test_an_entry_that_does_not_exist_cannot_be_erased(writing, people, now):
    with pytest.raises(NotFound), writing():
        erase(4711, "nhầm", people.administrator.actor, now)
