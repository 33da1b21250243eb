"""Open the cases of a started year, in batches: an agency's case and its place on the roster are written together."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.cases import batches
from app.cases.models import Relation
from app.cases.starting import NewCase, start_case
from app.deadlines.moments import Deadline, fixed_date
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Seat
from app.organisation.roles import SYSTEM, Role
from app.plan_tasks.models import Assignment
from app.plan_tasks.roster import named
from app.plans.models import Part, PlanTask, PlanTaskAgency
from app.plans.service.records import locked_plan, of_plan
from app.timeline.log import record

PROCESS = "plan_task"
_LONGEST_TITLE = 400
_TAKES_PART = {Part.coordinating: Relation.coordinating, Part.directing: Relation.directing}


def open_batch(plan_id: int, now: datetime) -> int:
    """Open the next 100 cases of the plan's rosters; return how many. The last batch says that the year is open."""
    plan = locked_plan(plan_id)
    assignments = _waiting(plan_id)
    seats = _focal_points([one.agency_id for one in assignments])
    for assignment in assignments:
        _open(assignment, seats, now)
    if len(assignments) < batches.SIZE:
        record(of_plan(plan), "plan.tasks_opened", SYSTEM, now, number=_last_begun(plan_id))
    return len(assignments)


def _last_begun(plan_id: int) -> int:
    """Return how many cases the plan's last start was about."""
    begun = (
        select(func.count(Assignment.id))
        .join(PlanTask, PlanTask.id == Assignment.plan_task_id)
        .where(PlanTask.plan_id == plan_id)
        .group_by(Assignment.frozen_at)
    )
    return db.session.scalar(begun.order_by(Assignment.frozen_at.desc()).limit(1)) or 0


def _waiting(plan_id: int) -> Sequence[Assignment]:
    row = joinedload(Assignment.plan_task, innerjoin=True)
    query = (
        select(Assignment)
        .join(PlanTask, PlanTask.id == Assignment.plan_task_id)
        .options(
            row.selectinload(PlanTask.parts).joinedload(PlanTaskAgency.agency),
            row.joinedload(PlanTask.plan),
            joinedload(Assignment.agency, innerjoin=True),
        )
        .where(PlanTask.plan_id == plan_id, Assignment.case_id.is_(None))
    )
    return db.session.scalars(query.order_by(Assignment.id).limit(batches.SIZE)).all()


def _open(assignment: Assignment, seats: Mapping[int, Seat], now: datetime) -> None:
    task = assignment.plan_task
    new = NewCase(
        PROCESS,
        assignment.agency,
        title_of(assignment),
        facts={**row_facts(assignment), **_proposed(seats.get(assignment.agency_id))},
        deadline=_deadline_of(assignment),
        relations=tuple(_relations(task, assignment.agency_id)),
    )
    case, _ = start_case(new, actor=SYSTEM, now=now)
    assignment.case_id = case.id


def title_of(assignment: Assignment) -> str:
    """Return what the case is called: the row's number, its years and its content."""
    task, year = assignment.plan_task, assignment.year
    years = f"{year}" if assignment.last_year == year else f"{year} - {assignment.last_year}"
    title = f"Nhiệm vụ {task.number} ({years}): {task.content}" if task.number else f"Nhiệm vụ {years}: {task.content}"
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"


def row_facts(assignment: Assignment) -> dict[str, Any]:
    """Return what conditions and forms of the case read of the row."""
    task = assignment.plan_task
    return {
        "assignment_id": assignment.id,
        "plan_task_id": task.id,
        "year": assignment.year,
        "expected_result": task.result_text or "",
    }


def _proposed(seat: Seat | None) -> dict[str, str]:
    """Return the focal point's name, to be confirmed by the agency as the one in charge or replaced."""
    person = seat and (seat.holder or seat.deputy)
    if person is None:
        return {}
    known = {"focal_name": person.name, "focal_phone": person.phone, "focal_email": person.email}
    return {name: value for name, value in known.items() if value}


def _focal_points(agency_ids: Sequence[int]) -> dict[int, Seat]:
    people = (joinedload(Seat.holder), joinedload(Seat.deputy))
    wanted = select(Seat).where(Seat.agency_id.in_(agency_ids), Seat.role == Role.focal_point).options(*people)
    return {seat.agency_id: seat for seat in db.session.scalars(wanted)}


def _relations(task: PlanTask, lead_id: int) -> list[tuple[int, Relation]]:
    """Return whoever the row names beside the lead; members of a group join when they are asked to contribute."""
    found = ((agency_id, relation) for part, relation in _TAKES_PART.items() for agency_id in named(task, part))
    return list(dict.fromkeys((agency_id, relation) for agency_id, relation in found if agency_id != lead_id))


def _deadline_of(assignment: Assignment) -> Deadline:
    return fixed_date(assignment.due_on, inclusive=not assignment.due_is_exclusive, calendar=office_calendar())
