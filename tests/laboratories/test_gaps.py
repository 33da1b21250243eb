"""The gap analysis: who writes in it, what it refuses, and two people at once."""

import pytest

from app.cases.errors import CaseNotFound
from app.errors import Forbidden, Invalid
from app.support.errors import GapsChangedByAnother
from app.support.models import GapState
from app.support.queries import by_chapter, gaps_of, progress_of
from app.support.service.gaps import Assessed, assess
from tests.support import units
from tests.support.clock import NOW

pytestmark = pytest.mark.database
PARTIAL = {"state": GapState.partial, "gap": "Thiếu hồ sơ", "action": "Lập hồ sơ", "who": "Tạ Quang Hưng"}


def write(file, *rows: Assessed, by=None) -> list[str]:
    with units.writing():
        return assess(file.case_id, rows, actor=by or file.specialist, now=NOW)


def test_there_are_29_clauses_in_five_chapters_and_none_is_assessed_at_first(file, reading):
    with reading():
        items = gaps_of(file.case_id)
        assert [(chapter, len(inside)) for chapter, _t, inside, _p in by_chapter(items)] == [
            (4, 2),
            (5, 1),
            (6, 6),
            (7, 11),
            (8, 9),
        ]
        assert progress_of(items).states[GapState.unassessed] == 29


def test_the_laboratory_and_the_department_write_in_it(file, reading):
    assert write(file, Assessed("6.2", 1, **PARTIAL)) == ["6.2"]
    assert write(file, Assessed("6.2", 2, GapState.met), Assessed("6.3", 1, GapState.met), by=file.laboratory) == [
        "6.2",
        "6.3",
    ]
    with reading():
        assert progress_of(gaps_of(file.case_id)).met == 2


def test_what_stays_as_it_was_is_not_written(file, reading):
    write(file, Assessed("6.2", 1, **PARTIAL))
    assert write(file, Assessed("6.2", 2, **PARTIAL)) == []


def test_whoever_saves_later_is_told_and_overwrites_nothing(file, reading):
    write(file, Assessed("6.2", 1, GapState.met))
    with pytest.raises(GapsChangedByAnother):
        write(file, Assessed("6.2", 1, **PARTIAL), Assessed("6.3", 1, GapState.met), by=file.laboratory)
    with reading():
        assert progress_of(gaps_of(file.case_id)).met == 1


@pytest.mark.parametrize("state", [GapState.partial, GapState.missing, GapState.not_applicable])
def test_a_gap_needs_words(file, state):
    with pytest.raises(Invalid) as refused:
        write(file, Assessed("7.3", 1, state))
    assert list(refused.value.errors) == ["7.3.gap"]


def test_a_leader_reads_it_only_and_a_stranger_does_not_know_of_it(file, people):
    with pytest.raises(Forbidden):
        write(file, Assessed("6.2", 1, GapState.met), by=people.leader.actor)
    with pytest.raises(CaseNotFound):
        write(file, Assessed("6.2", 1, GapState.met), by=people.outsider.actor)
