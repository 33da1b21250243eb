"""Read plan tasks: a plan's year as a board, one row's history of years, what was contributed and said of progress."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.cases.access import visible_cases
from app.cases.models import Case
from app.database import UTCDateTime
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.queries.paging import matches
from app.organisation.roles import Actor
from app.plan_tasks.models import OVER, Assignment, AssignmentState, Contribution, ProgressUpdate
from app.plans.models import PlanTask

PAGE = 50
WITH_AGENCY = (
    AssignmentState.assigned,
    AssignmentState.clarifying,
    AssignmentState.in_progress,
    AssignmentState.with_head,
    AssignmentState.returned,
)
_SENT = (AssignmentState.submitted, AssignmentState.done)


@dataclass(frozen=True)
class Wanted:
    """Which assignments of a plan's year a board shows."""

    state: AssignmentState | None = None
    late: bool = False
    agency_id: int | None = None
    task_id: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Page:
    """Some assignments, each with whether it is late; and the id to go on after, if there are more."""

    rows: Sequence[tuple[Assignment, bool]]
    next_after: int | None


def is_late(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a task missed its limit: by when its result was sent, until then by `now`."""
    moment = literal(now, UTCDateTime())
    return or_(
        and_(Assignment.state.in_(WITH_AGENCY), moment > Assignment.overdue_after),
        and_(Assignment.state.in_(_SENT), Assignment.result_sent_at > Assignment.overdue_after),
    )


def counts_of(plan_id: int, year: int, now: datetime) -> tuple[dict[AssignmentState, int], int]:
    """Return how many assignments of the plan's year stand in each state, and how many are late, in one query."""
    rows = db.session.execute(
        select(Assignment.state, func.count(), func.sum(case((is_late(now), 1), else_=0)))
        .join(PlanTask, PlanTask.id == Assignment.plan_task_id)
        .where(PlanTask.plan_id == plan_id, *_in(year))
        .group_by(Assignment.state)
    ).all()
    return {state: int(count) for state, count, _ in rows}, sum(int(late or 0) for *_, late in rows)


def page_of(plan_id: int, year: int, wanted: Wanted, now: datetime, *, after: int = 0, limit: int = PAGE) -> Page:
    """Return one page of the plan's year, in the order in which its roster was frozen: that of the annex."""
    query = (
        select(Assignment, is_late(now))
        .join(Assignment.plan_task)
        .join(Assignment.agency)
        .outerjoin(Assignment.case)
        .options(contains_eager(Assignment.plan_task), contains_eager(Assignment.agency))
        .where(PlanTask.plan_id == plan_id, Assignment.id > after, *_in(year), *_conditions(wanted, now))
        .order_by(Assignment.id)
        .limit(limit + 1)
    )
    rows = [(row[0], bool(row[1])) for row in db.session.execute(query)]
    return Page(rows[:limit], rows[limit - 1][0].id if len(rows) > limit else None)


def years_of(plan_id: int) -> list[int]:
    """Return the years in which tasks of the plan run, the latest first."""
    query = select(Assignment.year, Assignment.last_year).join(PlanTask, PlanTask.id == Assignment.plan_task_id)
    spans = db.session.execute(query.where(PlanTask.plan_id == plan_id).distinct())
    return sorted({year for first, last in spans for year in range(first, last + 1)}, reverse=True)


def agencies_of(plan_id: int, year: int) -> Sequence[Agency]:
    """Return the agencies that lead tasks in the plan's year, in Vietnamese order."""
    leading = (
        select(Assignment.agency_id)
        .join(PlanTask, PlanTask.id == Assignment.plan_task_id)
        .where(PlanTask.plan_id == plan_id, *_in(year))
    )
    return db.session.scalars(select(Agency).where(Agency.id.in_(leading)).order_by(Agency.sort_key)).all()


def latest_percent(assignment_ids: Collection[int]) -> dict[int, int]:
    """Return how far each of these says it is, by its latest update, in one query."""
    query = select(ProgressUpdate.assignment_id, ProgressUpdate.percent).where(
        ProgressUpdate.assignment_id.in_(assignment_ids), ProgressUpdate.percent.is_not(None)
    )
    rows = db.session.execute(query.order_by(ProgressUpdate.period_to))
    return {assignment_id: percent for assignment_id, percent in rows if percent is not None}


@dataclass(frozen=True)
class RowStanding:
    """How one row of an annex stands in a year: its cases by state; the case, where there is only one."""

    states: Mapping[AssignmentState, int]
    late: int
    case_id: int | None
    is_own: bool = False  # of the agency that asks

    @property
    def total(self) -> int:
        """How many cases there are."""
        return sum(self.states.values())

    @property
    def is_over(self) -> bool:
        """Whether every case was done, or ended by decision."""
        return all(state in OVER for state in self.states)


def standings_of(task_ids: Collection[int], year: int, now: datetime) -> dict[int, RowStanding]:
    """Return how these rows stand in the year, in one query; rows that were not begun are missing."""
    return _standings(Assignment.plan_task_id.in_(task_ids), year, now)


def standings_in_plan(plan_id: int, year: int, now: datetime) -> dict[int, RowStanding]:
    """Return how all rows of a plan stand in the year, in one query; rows that were not begun are missing."""
    rows = select(PlanTask.id).where(PlanTask.plan_id == plan_id)
    return _standings(Assignment.plan_task_id.in_(rows), year, now)


def unfinished_in_plan(plan_id: int, year: int) -> dict[int, set[int]]:
    """Return who is still to finish the rows of a plan in the year, by row, in one query."""
    query = select(Assignment.plan_task_id, Assignment.agency_id).join(PlanTask, PlanTask.id == Assignment.plan_task_id)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for task_id, agency_id in db.session.execute(
        query.where(PlanTask.plan_id == plan_id, Assignment.state.not_in(OVER), *_in(year))
    ):
        found[task_id].add(agency_id)
    return dict(found)


def _standings(of_rows: ColumnElement[bool], year: int, now: datetime) -> dict[int, RowStanding]:
    rows = db.session.execute(
        select(
            Assignment.plan_task_id,
            Assignment.state,
            func.count(),
            func.sum(case((is_late(now), 1), else_=0)),
            func.max(Assignment.case_id),
        )
        .where(of_rows, *_in(year))
        .group_by(Assignment.plan_task_id, Assignment.state)
    ).all()
    states: defaultdict[int, dict[AssignmentState, int]] = defaultdict(dict)
    late: defaultdict[int, int] = defaultdict(int)
    cases: dict[int, int | None] = {}
    for task_id, state, count, late_ones, case_id in rows:
        states[task_id][state] = int(count)
        late[task_id] += int(late_ones or 0)
        cases[task_id] = case_id
    return {
        task_id: RowStanding(found, late[task_id], cases[task_id] if sum(found.values()) == 1 else None)
        for task_id, found in states.items()
    }


def own_cases(task_ids: Collection[int], year: int, now: datetime, actor: Actor) -> dict[int, RowStanding]:
    """Return how these rows stand with the actor's own agency as lead, in one query."""
    query = select(Assignment.plan_task_id, Assignment.state, is_late(now), Assignment.case_id).where(
        Assignment.plan_task_id.in_(task_ids),
        Assignment.agency_id.in_(actor.agency_ids),
        Assignment.case_id.is_not(None),
        *_in(year),
    )
    return {
        task_id: RowStanding({state: 1}, int(late), case_id, is_own=True)
        for task_id, state, late, case_id in db.session.execute(query)
    }


def visible_among(case_ids: Collection[int], actor: Actor) -> frozenset[int]:
    """Return those of the cases that the actor may know of, in one query."""
    if not case_ids:
        return frozenset()
    return frozenset(db.session.scalars(select(Case.id).where(Case.id.in_(case_ids), visible_cases(actor))))


def history_of(assignment: Assignment) -> Sequence[Assignment]:
    """Return the other years of the same row with the same lead, as named or now; the latest first, at most ten."""
    query = select(Assignment).options(joinedload(Assignment.agency, innerjoin=True))
    same_lead = or_(
        Assignment.agency_id == assignment.agency_id, Assignment.first_agency_id == assignment.first_agency_id
    )
    others = query.where(Assignment.plan_task_id == assignment.plan_task_id, Assignment.id != assignment.id, same_lead)
    return db.session.scalars(others.order_by(Assignment.year.desc(), Assignment.id.desc()).limit(10)).all()


def updates_of(assignment_id: int) -> Sequence[ProgressUpdate]:
    """Return the progress updates of an assignment, the latest first; those still owed too."""
    query = select(ProgressUpdate).where(ProgressUpdate.assignment_id == assignment_id)
    return db.session.scalars(query.order_by(ProgressUpdate.period_to.desc()).limit(60)).all()


def contributions_of(assignment_id: int) -> Sequence[Contribution]:
    """Return what coordinating agencies were asked for, the latest first."""
    query = select(Contribution).where(Contribution.assignment_id == assignment_id)
    with_agency = query.options(joinedload(Contribution.agency, innerjoin=True))
    return db.session.scalars(with_agency.order_by(Contribution.id.desc()).limit(200)).all()


def _in(year: int) -> list[ColumnElement[bool]]:
    return [Assignment.year <= year, Assignment.last_year >= year]


def _conditions(wanted: Wanted, now: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state is not None:
        found.append(Assignment.state == wanted.state)
    if wanted.late:
        found.append(is_late(now))
    if wanted.agency_id is not None:
        found.append(Assignment.agency_id == wanted.agency_id)
    if wanted.task_id is not None:
        found.append(Assignment.plan_task_id == wanted.task_id)
    if wanted.words:
        found.append(matches(func.coalesce(Case.search_key, "") + " " + Agency.search_key, wanted.words))
    return found
