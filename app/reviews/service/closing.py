"""Close the gathering of self-assessments, and note that the review is approved."""

from datetime import datetime

from sqlalchemy import select

from app.cases import batches
from app.cases.cancelling import cancel_case
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.reviews.models import AssessmentState, ReviewState, SelfAssessment
from app.reviews.service.asking import lock_review_of
from app.timeline.log import Subject, record

CLOSE_JOB = "close_self_assessments"
UNSENT = (AssessmentState.asked, AssessmentState.with_head, AssessmentState.returned)
REASON = "Đã chốt tự đánh giá."


def close_gathering(case_id: int, now: datetime) -> None:
    """End the cases that never reached the department; what did is still checked. Done again, nothing changes."""
    review = lock_review_of(case_id)
    if review.gathered_at is not None:
        return
    record(Subject("case", case_id), "review.gathered", SYSTEM, now)
    review.state, review.gathered_at = ReviewState.drafting, now
    batches.begin(CLOSE_JOB, review.id, since=now, case_id=case_id, now=now)


def close_batch(review_id: int, now: datetime) -> int:
    """End the next 100 cases that were never sent; return how many were looked at."""
    unsent = db.session.execute(
        select(SelfAssessment.id, SelfAssessment.case_id)
        .where(SelfAssessment.review_id == review_id, SelfAssessment.state.in_(UNSENT))
        .order_by(SelfAssessment.id)
        .limit(batches.SIZE)
    ).all()
    for assessment_id, case_id in unsent:
        _close(assessment_id, case_id, now)
    return len(unsent)


def _close(assessment_id: int, case_id: int | None, now: datetime) -> None:
    """End the case, unless it was sent while we waited for the lock."""
    case: Case | None = lock_case(case_id) if case_id is not None else None
    assessment = db.session.get_one(SelfAssessment, assessment_id, populate_existing=True)
    if assessment.state not in UNSENT:
        return
    assessment.state = AssessmentState.not_sent
    if case is not None and case.status is CaseStatus.running:
        cancel_case(case.id, REASON, actor=SYSTEM, now=now)


def approve_review(case_id: int, now: datetime) -> None:
    """Note that the report was approved and issued; done again, nothing changes."""
    review = lock_review_of(case_id)
    if review.state is ReviewState.approved:
        return
    record(Subject("case", case_id), "review.approved", SYSTEM, now)
    review.state, review.approved_at = ReviewState.approved, now
