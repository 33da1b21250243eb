"""Ask the lead agencies: the roster is frozen, each gets a light case, in batches that survive a crash."""

import json
import textwrap
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from app.cases import batches
from app.cases.models import Case
from app.cases.opening import case_deadline
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.reviews.asked import asked_agencies
from app.reviews.models import AssessmentState, Review, ReviewState, SelfAssessment
from app.reviews.roster import rows_of
from app.timeline.log import Subject, record

ASSESSMENT_PROCESS = "self_assessment"
OPEN_JOB = "open_self_assessments"
SHORT = 80  # characters of a plan's title, where it has no number


def lock_review_of(case_id: int) -> Review:
    """Return the review that the case runs, locked."""
    return db.session.scalars(select(Review).where(Review.case_id == case_id).with_for_update()).one()


def ask_agencies(case_id: int, now: datetime) -> None:
    """Write down who leads rows of the plan, as of now, and queue the opening of their cases; done again, nothing."""
    review = lock_review_of(case_id)
    if review.frozen_at is not None:
        return
    kinds = json.loads(db.session.get_one(Case, case_id).facts).get("asked_kinds") or []
    agencies = asked_agencies(review.plan_id, kinds, local_date(now))
    rows = [{"review_id": review.id, "agency_id": agency_id, "state": AssessmentState.asked} for agency_id in agencies]
    if rows:
        db.session.execute(insert(SelfAssessment), rows)
    review.state, review.frozen_at = ReviewState.opening, now
    record(Subject("case", case_id), "review.roster_frozen", SYSTEM, now, agencies=len(rows))
    batches.begin(OPEN_JOB, review.id, since=now, case_id=case_id, now=now)


def open_batch(review_id: int, now: datetime) -> int:
    """Open the cases of the next 100 agencies; return how many."""
    review = db.session.get_one(Review, review_id, with_for_update=True, populate_existing=True)
    if review.state is not ReviewState.opening:
        return 0
    waiting = db.session.scalars(
        select(SelfAssessment)
        .options(joinedload(SelfAssessment.agency, innerjoin=True))
        .where(SelfAssessment.review_id == review_id, SelfAssessment.case_id.is_(None))
        .order_by(SelfAssessment.id)
        .limit(batches.SIZE)
    ).all()
    parent = db.session.get_one(Case, review.case_id)
    for assessment in waiting:
        _open(review, parent, assessment, now)
    if len(waiting) < batches.SIZE:
        review.state = ReviewState.gathering
        record(Subject("case", parent.id), "review.asked", SYSTEM, now)
    return len(waiting)


def _open(review: Review, parent: Case, assessment: SelfAssessment, now: datetime) -> None:
    said = json.loads(parent.facts)
    new = NewCase(
        ASSESSMENT_PROCESS,
        assessment.agency,
        _title(review),
        facts={"guidance": said.get("guidance", ""), "tasks": rows_of(review.plan_id, assessment.agency)},
        deadline=case_deadline(parent),
    )
    case, _ = start_case(new, actor=SYSTEM, now=now)
    assessment.case_id = case.id


def _title(review: Review) -> str:
    """Name the case by the plan's number, or the beginning of its title, and the years."""
    plan = review.plan.number or textwrap.shorten(review.plan.title, SHORT, placeholder="…")
    years = dict.fromkeys((review.period_from, review.period_to))
    return f"Tự đánh giá thực hiện {plan}, {'–'.join(map(str, years))}"
