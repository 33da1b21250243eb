"""A drafting whose case is ended without a result: proposals and opinions end with it."""

import pytest

from app.cases.cancelling import cancel_case
from app.cases.models import CaseStatus
from app.drafting.models import DraftingStatus
from app.drafting.queries import opinions_of, require_drafting
from app.drafting.service import consulting, opening
from tests.drafting.drafts import open_draft
from tests.support import units
from tests.support.clock import NOW
from tests.support.processes import case_of

pytestmark = pytest.mark.database


def end(draft):
    with units.writing():
        cancel_case(draft.case_id, "Gộp vào kế hoạch khác.", actor=draft.people.coordinator.actor, now=NOW)


def test_proposals_end_with_the_drafting(draft, people, reading):
    draft.write()
    end(draft)
    with reading():
        ended = [case_of(draft.proposal(agency).case_id) for agency in (people.agency.id, people.other_agency.id)]
        assert {case.status for case in ended} == {CaseStatus.cancelled}
        assert require_drafting(draft.id).status is DraftingStatus.ended


def test_opinions_end_with_the_drafting(app, database, people, reading):
    draft = open_draft(people, "plan_opinion", roster=["department"])
    draft.propose()
    draft.close()
    draft.consolidate()
    draft.allocate(100, 12.5)
    draft.ask("SCT")
    end(draft)
    with reading():
        assert [case_of(one.case_id).status for one in opinions_of(draft.id)] == [CaseStatus.cancelled]


def test_an_ended_drafting_asks_nobody_more(draft, writing):
    end(draft)
    with writing():
        assert opening.open_batch(draft.id, NOW) == 0
        assert consulting.ask_batch(draft.id, 1, NOW) == 0


def test_the_pages_say_that_it_was_ended(draft, people, visit):
    end(draft)
    assert "Kết thúc không có kết quả" in visit(people.leader).page("drafting.index").text
    assert "đã kết thúc không có kết quả" in visit(people.leader).page("drafting.show", drafting_id=draft.id).text
