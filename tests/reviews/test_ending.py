"""A review whose case is ended without a result: its self-assessments end with it, and it is due again."""

import pytest

from app.cases.cancelling import cancel_case
from app.cases.models import CaseStatus
from app.reviews.models import AssessmentState, ReviewState
from tests.support import units
from tests.support.clock import NOW
from tests.support.processes import case_of

pytestmark = pytest.mark.database


@pytest.fixture
def ended(asked, people):
    """A review that was ended when one agency had sent its self-assessment and the other had not."""
    asked.send()
    with units.writing():
        cancel_case(asked.case_id, "Kế hoạch được thay thế.", actor=people.coordinator.actor, now=NOW)
    return asked


def test_self_assessments_end_with_it_wherever_they_stand(ended, people, reading):
    with reading():
        rows = [ended.assessment(agency) for agency in (people.agency.id, people.other_agency.id)]
        assert {row.state for row in rows} == {AssessmentState.ended}
        assert {case_of(row.case_id).status for row in rows} == {CaseStatus.cancelled}
        assert ended.review().state is ReviewState.ended


def test_the_list_says_so_and_names_the_review_as_due_again(ended, people, visit):
    page = visit(people.coordinator).page("reviews.index")
    assert "Kết thúc không có kết quả" in page.text
    assert "đến kỳ năm 2025" in page.text
