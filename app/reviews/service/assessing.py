"""Follow each agency's self-assessment as its case moves; taken in, its rows become figures."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select

from app.cases import jobs, messages
from app.cases.hooks import Completion, on_completed
from app.cases.models import Case
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.reviews.models import AssessedTask, AssessmentState, Review, SelfAssessment
from app.reviews.queries import assessment_of
from app.reviews.service.asking import ASSESSMENT_PROCESS
from app.timeline.log import Subject, record

ALL_IN = "self_assessments_in"
SETTLED = (AssessmentState.taken_in, AssessmentState.not_sent, AssessmentState.ended)


@on_completed(ASSESSMENT_PROCESS)
def _follow(completion: Completion) -> Mapping[str, Any] | None:
    assessment = assessment_of(completion.case.id)
    if assessment is None:
        return None  # a case of this process started by hand, outside any review
    element, data = completion.task.element, completion.data
    if element == "assess":
        assessment.state = AssessmentState.with_head
        assessment.data = json.dumps(dict(data), ensure_ascii=False)
    elif element == "sign_assessment" and data["head_decision"] == "return":
        assessment.state = AssessmentState.returned
    elif element == "sign_assessment":
        assessment.state, assessment.sent_at = AssessmentState.submitted, completion.now
    elif element == "check_assessment" and data["assessment_decision"] == "return":
        assessment.state = AssessmentState.returned
    return None


def take_in(case_id: int, now: datetime) -> None:
    """Take the rows into the figures; after the last agency the review goes on. Done again, nothing changes."""
    assessment = assessment_of(case_id)
    if assessment is None or assessment.state is AssessmentState.taken_in:
        return
    record(Subject("case", case_id), "review.assessment_taken_in", SYSTEM, now)
    _keep_rows(assessment)
    assessment.state, assessment.taken_in_at = AssessmentState.taken_in, now
    db.session.flush()  # the count below reads it
    waiting = select(func.count()).where(
        SelfAssessment.review_id == assessment.review_id, SelfAssessment.state.not_in(SETTLED)
    )
    if not db.session.scalar(waiting):
        _tell_review(db.session.get_one(Review, assessment.review_id), now)


def _keep_rows(assessment: SelfAssessment) -> None:
    said = json.loads(assessment.data or "{}").get("tasks", [])
    case = db.session.get_one(Case, assessment.case_id)
    asked = json.loads(case.facts)["tasks"]  # the form has exactly these rows, in this order
    db.session.execute(delete(AssessedTask).where(AssessedTask.assessment_id == assessment.id))
    rows = [
        {
            "assessment_id": assessment.id,
            "plan_task_id": row["plan_task"],
            "percent": int(given["percent"]),
            "achieved": given["achieved"],
            "cause": given.get("cause") or "",
            "proposal": given.get("proposal") or "",
        }
        for row, given in zip(asked, said, strict=True)
    ]
    if rows:
        db.session.execute(insert(AssessedTask), rows)


def _tell_review(review: Review, now: datetime) -> None:
    """Send the review on, in a job of its own: this one holds the agency's case locked."""
    jobs.enqueue(
        kind=messages.DELIVERY_JOB,
        subject=f"review-in:{review.id}",
        due_at=review.frozen_at or now,
        case_id=None,
        payload={"name": ALL_IN, "correlation": {"review": str(review.case_id)}, "payload": {}},
        now=now,
    )
