"""Keep the yearly reviews of a programme, and what follows from each."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.cases.hooks import Completion, on_completed
from app.cases.locking import lock_case
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.programmes.models import Enrolment, ProgrammeReview, State
from app.programmes.records import add_facts, enrolment_of_case, require_enrolment
from app.programmes.service.drafting import a_year_after, newest_in_force
from app.timeline.log import Subject, record

PARTS = (
    "general",
    "objectives_reached",
    "tasks_done",
    "effect",
    "difficulties",
    "remedies",
    "recommendations",
    "conclusion",
)


@on_completed("programme_year")
def _follow(completion: Completion) -> Mapping[str, Any] | None:
    enrolment = enrolment_of_case(completion.case.id)
    if enrolment is None:
        return None
    element, data = completion.task.element, completion.data
    if element == "write_review":
        _file(enrolment, completion)
    elif element == "check_review" and data["year_decision"] == "finish":
        enrolment.state = State.finished
    elif element == "consider_revision" and data["year_decision"] == "continue":
        enrolment.state = State.in_force
    return None


def latest_review(enrolment_id: int) -> ProgrammeReview | None:
    """Return the newest review, accepted or not."""
    newest = select(ProgrammeReview).where(ProgrammeReview.enrolment_id == enrolment_id)
    return db.session.scalar(newest.order_by(ProgrammeReview.number.desc()).limit(1))


def accept(case_id: int, now: datetime) -> None:
    """Accept the review that was filed last; the next is due a year later. Accepting it twice changes nothing."""
    case, enrolment = lock_case(case_id), require_enrolment(case_id)
    review = latest_review(enrolment.id)
    if review is None or review.accepted_at is not None or enrolment.review_on is None:
        return
    review.accepted_at = now
    enrolment.review_on = a_year_after(enrolment.review_on)
    add_facts(case, review_on=enrolment.review_on.isoformat())
    if enrolment.state is State.reviewing:
        enrolment.state = State.in_force
    record(Subject("case", case_id), "programme.reviewed", SYSTEM, now, number=review.number)


def _file(enrolment: Enrolment, completion: Completion) -> None:
    version = newest_in_force(enrolment.id)
    if version is None:
        return
    review = latest_review(enrolment.id)
    if review is None or review.accepted_at is not None:
        number = review.number + 1 if review else 1
        review = ProgrammeReview(enrolment_id=enrolment.id, number=number)
        db.session.add(review)
    review.version_id = version.id
    review.parts = json.dumps({part: completion.data[part] for part in PARTS}, ensure_ascii=False)
    review.filed_at = completion.now
