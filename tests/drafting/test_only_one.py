"""A plan of one year and name is drafted once at a time; others, and those that were ended, are free."""

import pytest

from app.cases.cancelling import cancel_case
from app.drafting.models import DraftingStatus
from app.drafting.queries import drafting_of
from app.drafting.service.opening import begin_drafting
from app.errors import Invalid
from tests.drafting.drafts import DRAFTING
from tests.support import units
from tests.support.clock import NOW

pytestmark = pytest.mark.database


def begun(draft):
    """Begin one more drafting and return its case."""
    with units.writing():
        return begin_drafting(actor=draft.people.coordinator.actor, now=NOW).id


def test_a_plan_is_not_opened_twice_under_one_name(draft, people):
    again = begun(draft)
    with pytest.raises(Invalid) as refused:
        draft.do(
            "open_drafting", {**DRAFTING, "title": DRAFTING["title"].upper()}, people.coordinator.actor, case_id=again
        )
    assert list(refused.value.errors) == ["title"]


def test_another_plan_of_the_same_year_is_opened_beside_it(draft, people, reading):
    again = begun(draft)
    entries = {**DRAFTING, "title": "Kế hoạch về mã số, mã vạch năm 2027"}
    draft.do("open_drafting", entries, people.coordinator.actor, case_id=again)
    with reading():
        assert drafting_of(again).status is DraftingStatus.collecting


def test_an_ended_drafting_may_be_begun_anew(draft, people, reading):
    with units.writing():
        cancel_case(draft.case_id, "Gộp vào kế hoạch khác.", actor=people.coordinator.actor, now=NOW)
    again = begun(draft)
    draft.do("open_drafting", DRAFTING, people.coordinator.actor, case_id=again)
    with reading():
        assert drafting_of(again).status is DraftingStatus.collecting
