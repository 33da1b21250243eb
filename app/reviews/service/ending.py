"""What becomes of a review whose case is ended without a result, and of the self-assessments it asked for."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from app.cases import hooks
from app.cases.companions import opened_for
from app.cases.models import Case, CaseStatus
from app.extensions import db
from app.reviews.models import AssessmentState, Review, ReviewState, SelfAssessment
from app.reviews.queries import assessment_of
from app.reviews.service.asking import ASSESSMENT_PROCESS
from app.reviews.service.assessing import SETTLED
from app.reviews.service.beginning import PROCESS


@opened_for(PROCESS)
def _assessments(case_id: int) -> Select[Any]:
    """Return the cases of the lead agencies' self-assessments."""
    mine = select(SelfAssessment.case_id).join(Review, Review.id == SelfAssessment.review_id)
    return mine.where(Review.case_id == case_id)


def _ended(case: Case, _now: datetime) -> None:
    if case.status is not CaseStatus.cancelled:
        return
    if case.process_key == PROCESS:
        _end_review(case)
    elif case.process_key == ASSESSMENT_PROCESS:
        assessment = assessment_of(case.id)
        if assessment is not None and assessment.state not in SETTLED:
            assessment.state = AssessmentState.ended


def _end_review(case: Case) -> None:
    wanted = select(Review).where(Review.case_id == case.id).with_for_update()
    review = db.session.scalar(wanted.execution_options(populate_existing=True))
    if review is not None and review.state is not ReviewState.approved:
        review.state = ReviewState.ended


if _ended not in hooks.case_ended:
    hooks.case_ended.append(_ended)
