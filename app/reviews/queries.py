"""Read reviews: the list, one with its agencies, its figures."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.cases.models import Case, CaseStatus
from app.extensions import db
from app.organisation.models import Agency
from app.plans.models import Plan, PlanStatus, PlanTask, Target
from app.reviews.due import Due, next_due
from app.reviews.errors import ReviewNotFound
from app.reviews.models import AssessedTask, AssessmentState, Review, ReviewKind, ReviewState, SelfAssessment

PAGE = 50
DONE = 100  # percent


@dataclass(frozen=True)
class Figure:
    """A row of the plan with what its lead agencies say: how many, how far on average, and in their own words."""

    task: PlanTask
    said: Sequence[tuple[Agency, AssessedTask]]

    @property
    def percent(self) -> int | None:
        """The average of those taken in; None while nobody was."""
        return round(sum(one.percent for _, one in self.said) / len(self.said)) if self.said else None


@dataclass(frozen=True)
class Figures:
    """The figures of a review: rows of the plan by how far they are, and the plan's confirmed targets."""

    rows: Sequence[Figure]
    targets: Sequence[Target]

    @property
    def done(self) -> int:
        """How many rows are done."""
        return sum(row.percent == DONE for row in self.rows)

    @property
    def under_way(self) -> int:
        """How many rows are said to be under way, or not begun."""
        return sum(row.percent is not None and row.percent < DONE for row in self.rows)

    @property
    def unknown(self) -> int:
        """How many rows nobody has said anything about."""
        return sum(row.percent is None for row in self.rows)


def find_review(review_id: int) -> Review:
    """Return the review; raise ReviewNotFound."""
    review = db.session.get(Review, review_id)
    if review is None:
        raise ReviewNotFound
    return review


def review_of(case_id: int) -> Review | None:
    """Return the review that the case runs; None for any other case."""
    return db.session.scalar(select(Review).where(Review.case_id == case_id))


def assessment_of(case_id: int) -> SelfAssessment | None:
    """Return the self-assessment that the case carries; None for any other case."""
    return db.session.scalar(select(SelfAssessment).where(SelfAssessment.case_id == case_id))


def reviews(after: int | None = None) -> Sequence[Review]:
    """Return one page of reviews and one more, newest first; `after` is the key of the last one shown."""
    query = select(Review).options(joinedload(Review.plan), joinedload(Review.case)).order_by(Review.id.desc())
    return db.session.scalars((query.where(Review.id < after) if after else query).limit(PAGE + 1)).all()


def going_on(plan_id: int) -> int | None:
    """Return the key of the review of the plan that has not ended yet, if there is one."""
    running = select(Review.id).join(Case, Case.id == Review.case_id)
    return db.session.scalar(running.where(Review.plan_id == plan_id, Case.status == CaseStatus.running))


def plans_to_review() -> Sequence[Plan]:
    """Return the plans in force, newest first: those that can be reviewed."""
    return db.session.scalars(select(Plan).where(Plan.status == PlanStatus.in_force).order_by(Plan.id.desc())).all()


def horizons(plan_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return for each plan the first and the last year that its rows are due in; plans without years are left out."""
    found = db.session.execute(
        select(PlanTask.plan_id, func.min(PlanTask.due_from), func.max(PlanTask.due_to))
        .where(PlanTask.plan_id.in_(plan_ids))
        .group_by(PlanTask.plan_id)
    )
    return {plan_id: (first, last) for plan_id, first, last in found if first is not None and last is not None}


def reviews_due(this_year: int) -> list[tuple[Plan, Due]]:
    """Return the plans in force of which a review is due this year or next, or was due before, with which one."""
    plans = plans_to_review()
    years, made = horizons([plan.id for plan in plans]), _made()
    found = [
        (plan, next_due(*years[plan.id], this_year, frozenset(made.get(plan.id, ()))))
        for plan in plans
        if plan.id in years
    ]
    return [(plan, due) for plan, due in found if due is not None]


def _made() -> dict[int, set[ReviewKind]]:
    """Return the kinds of review that were made or are under way, by plan; those of a former version count as well."""
    follows = {old: new for new, old in db.session.execute(select(Plan.id, Plan.amends_id)) if old is not None}
    made: dict[int, set[ReviewKind]] = defaultdict(set)
    columns = select(Review.plan_id, Review.kind, Review.state).where(Review.state != ReviewState.ended)
    for plan_id, kind, state in db.session.execute(columns):
        if kind is None and state is not ReviewState.preparing:
            continue
        version: int | None = plan_id
        while version is not None:
            made[version] |= {kind} if kind else set(ReviewKind)  # just begun: which one is said in its first task
            version = follows.get(version)
    return made


def assessments(review_id: int) -> Sequence[SelfAssessment]:
    """Return the self-assessments of a review with their agencies, by name."""
    query = select(SelfAssessment).join(Agency, Agency.id == SelfAssessment.agency_id)
    query = query.options(joinedload(SelfAssessment.agency)).where(SelfAssessment.review_id == review_id)
    return db.session.scalars(query.order_by(Agency.sort_key, Agency.id)).all()


def counts(review_ids: Sequence[int]) -> dict[int, dict[AssessmentState, int]]:
    """Return for each review how many agencies stand where."""
    found: dict[int, dict[AssessmentState, int]] = defaultdict(dict)
    query = select(SelfAssessment.review_id, SelfAssessment.state, func.count()).where(
        SelfAssessment.review_id.in_(review_ids)
    )
    for review_id, state, number in db.session.execute(query.group_by(SelfAssessment.review_id, SelfAssessment.state)):
        found[review_id][state] = number
    return found


def progress_of(review: Review) -> tuple[int, int, int]:
    """Return how many rows of the plan are done, under way, and not spoken about."""
    averages = db.session.scalars(
        select(func.avg(AssessedTask.percent))
        .join(SelfAssessment, SelfAssessment.id == AssessedTask.assessment_id)
        .where(SelfAssessment.review_id == review.id)
        .group_by(AssessedTask.plan_task_id)
    ).all()
    total = db.session.scalar(select(func.count()).select_from(PlanTask).where(PlanTask.plan_id == review.plan_id)) or 0
    done = sum(float(average) >= DONE for average in averages)
    return done, len(averages) - done, total - len(averages)


def figures_of(review: Review) -> Figures:
    """Return the figures as far as self-assessments were taken in."""
    tasks = db.session.scalars(select(PlanTask).where(PlanTask.plan_id == review.plan_id).order_by(PlanTask.position))
    said: dict[int, list[tuple[Agency, AssessedTask]]] = defaultdict(list)
    rows = db.session.execute(
        select(AssessedTask, Agency)
        .join(SelfAssessment, SelfAssessment.id == AssessedTask.assessment_id)
        .join(Agency, Agency.id == SelfAssessment.agency_id)
        .where(SelfAssessment.review_id == review.id)
        .order_by(Agency.sort_key, Agency.id)
    )
    for row, agency in rows:
        said[row.plan_task_id].append((agency, row))
    targets = db.session.scalars(
        select(Target).where(Target.plan_id == review.plan_id, Target.is_confirmed).order_by(Target.id)
    )
    return Figures([Figure(task, said[task.id]) for task in tasks], targets.all())
