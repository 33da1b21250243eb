"""The rows of a draft are edited, merged, dropped and put back, with a reason, while nobody else has the draft."""

import pytest

from app.drafting.errors import DraftLocked, RowsChanged
from app.drafting.models import DraftRow
from app.drafting.queries import kept_rows, require_drafting, totals_of
from app.drafting.service.rows import RowEdit, add_row, edit_rows, entries_of, put_back
from app.errors import Forbidden, Invalid
from app.extensions import db
from tests.drafting.drafts import ROW, rows_of
from tests.support import units
from tests.support.clock import NOW

NEW = {**ROW, "content": "Khảo sát nhu cầu", "lead": "Sở Công Thương", "funding": 10}


@pytest.fixture
def consolidated(draft):
    """A draft of three rows: two proposed, one of the department's own."""
    draft.propose()
    with units.writing():
        add_row(draft.id, NEW, actor=draft.people.specialist.actor, now=NOW)
    return draft


def edit(draft, *, number: int, reason: str = "Cho rõ.", actor=None, version: int | None = None, **changes) -> None:
    """Enter something for one row, as the grid would."""
    with units.writing():
        row = kept_rows(draft.id)[number - 1]
        entries = {**entries_of(row, number), **changes}
        base = require_drafting(draft.id).rows_version if version is None else version
        edits = [RowEdit(row.id, entries, reason)]
        edit_rows(draft.id, edits, base_version=base, actor=actor or draft.people.specialist.actor, now=NOW)


def contents(draft) -> list[str]:
    with units.reading():
        return [row.content for row in rows_of(draft.id)]


def test_an_edit_is_kept_with_its_reason_and_shows_in_the_totals(consolidated, reading):
    edit(consolidated, number=3, content="Khảo sát nhu cầu hiệu chuẩn", funding=12.345, reason="Nêu rõ phạm vi.")
    with reading():
        row = rows_of(consolidated.id)[2]
        assert (row.content, row.reason) == ("Khảo sát nhu cầu hiệu chuẩn", "Nêu rõ phạm vi.")
        assert totals_of(consolidated.id).funding == 120_500 + 30_000 + 12_345


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"content": "Việc khác", "reason": " "}, "reason"),
        ({"time": "lúc nào đó"}, "time"),
        ({"lead": "Cơ quan Không Có"}, "lead"),
        ({"fate": "merge", "merge_into": 9}, "merge_into"),
        ({"fate": "merge", "merge_into": 1}, "merge_into"),
    ],
)
def test_what_cannot_stand_in_a_plan_is_refused_at_its_field(consolidated, changes, field):
    with pytest.raises(Invalid) as refused:
        edit(consolidated, number=1, **changes)
    assert set(refused.value.errors) == {f"rows[0].{field}"}


def test_a_merged_row_gives_its_money_to_the_other_and_its_words_stay(consolidated, reading):
    edit(consolidated, number=3, fate="merge", merge_into=1, reason="Trùng nội dung.")
    with reading():
        into = rows_of(consolidated.id)[0]
        assert into.funding == 130_500
        assert [row.content for row in rows_of(consolidated.id, dropped=True)] == ["Khảo sát nhu cầu"]
        assert into.coordinating.split("; ") == ["Công an tỉnh"]  # the same agency leads both


def test_a_dropped_row_can_be_put_back_at_the_end(consolidated, writing, people):
    edit(consolidated, number=1, fate="drop", reason="Ngoài phạm vi.")
    assert contents(consolidated) == ["Tập huấn về đo lường", "Khảo sát nhu cầu"]
    with writing():
        row = rows_of(consolidated.id, dropped=True)[0]
        put_back(consolidated.id, row.id, actor=people.specialist.actor, now=NOW)
    assert contents(consolidated)[-1] == "Kiểm tra cột đo xăng dầu"


def test_a_row_moves_to_the_number_it_is_given(consolidated):
    edit(consolidated, number=3, order=1)
    assert contents(consolidated) == ["Khảo sát nhu cầu", "Kiểm tra cột đo xăng dầu", "Tập huấn về đo lường"]
    edit(consolidated, number=1, order=2)
    assert contents(consolidated)[1] == "Khảo sát nhu cầu"


def test_whoever_was_slower_is_told_and_changes_nothing(consolidated):
    before = contents(consolidated)
    with pytest.raises(RowsChanged):
        edit(consolidated, number=1, content="Sửa muộn", version=1)
    assert contents(consolidated) == before


def test_only_a_specialist_changes_rows(consolidated, people):
    with pytest.raises(Forbidden):
        edit(consolidated, number=1, content="Khác", actor=people.leader.actor)


def test_a_draft_that_has_gone_on_is_locked(consolidated, people, writing):
    consolidated.close()
    consolidated.consolidate()
    with pytest.raises(DraftLocked):
        edit(consolidated, number=1, content="Khác")
    with writing(), pytest.raises(DraftLocked):
        add_row(consolidated.id, NEW, actor=people.specialist.actor, now=NOW)


def test_an_empty_draft_does_not_go_on(draft):
    draft.close()
    with pytest.raises(Invalid) as refused:
        draft.consolidate()
    assert set(refused.value.errors) == {"consolidation_note"}


def test_a_draft_whose_lead_has_ended_does_not_go_on(consolidated, writing):
    consolidated.close()
    with writing():
        row_id = rows_of(consolidated.id)[0].id
        db.session.get_one(DraftRow, row_id).lead = "Sở Đã Giải Thể"
    with pytest.raises(Invalid):
        consolidated.consolidate()
