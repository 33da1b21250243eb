"""What an agency's proposal starts with: the rows of plans due in the year, and last year's unfinished ones."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from app.extensions import db
from app.organisation.models import Agency
from app.plan_tasks.models import OVER, Assignment
from app.plans.groups import GROUPS
from app.plans.models import Part, Plan, PlanStatus, PlanTask, PlanTaskAgency


@dataclass(frozen=True)
class Carried:
    """A row that an agency's proposal starts with: its entries, and the row of a plan it goes on with as a choice."""

    entries: dict[str, Any]
    origin: dict[str, str]


def rows_to_propose(agency: Agency, year: int) -> list[Carried]:
    """Return the rows of the form, those of plans first; a task that is in both stands once."""
    due = {task.id: _carried(task, _named(task.plan)) for task in _due(agency, year)}
    unfinished = {task.id: _carried(task, f"chưa xong năm {year - 1}") for task in _unfinished(agency, year - 1)}
    return [*due.values(), *(row for key, row in unfinished.items() if key not in due)]


def _due(agency: Agency, year: int) -> Iterator[PlanTask]:
    groups = [key for key, group in GROUPS.items() if agency.kind in group.kinds]
    led = select(PlanTaskAgency.task_id).where(
        PlanTaskAgency.part == Part.lead,
        or_(PlanTaskAgency.agency_id == agency.id, PlanTaskAgency.group.in_(groups)),
    )
    query = (
        select(PlanTask)
        .join(Plan, Plan.id == PlanTask.plan_id)
        .where(
            Plan.status == PlanStatus.in_force,
            PlanTask.id.in_(led),
            (PlanTask.due_from.is_(None)) | (PlanTask.due_from <= year),
            (PlanTask.due_to.is_(None)) | (PlanTask.due_to >= year),
        )
        .order_by(PlanTask.plan_id, PlanTask.position)
    )
    yield from db.session.scalars(query)


def _unfinished(agency: Agency, year: int) -> Iterator[PlanTask]:
    query = (
        select(PlanTask)
        .join(Assignment, Assignment.plan_task_id == PlanTask.id)
        .where(Assignment.agency_id == agency.id, Assignment.last_year == year, Assignment.state.not_in(OVER))
        .order_by(PlanTask.plan_id, PlanTask.position)
    )
    yield from db.session.scalars(query)


def named(task: PlanTask) -> str:
    """Name a row by its number and its plan."""
    return _numbered(task, _named(task.plan))


def _named(plan: Plan) -> str:
    return f"Kế hoạch {plan.number}" if plan.number else plan.title


def _numbered(task: PlanTask, words: str) -> str:
    """Say which row it is, the number first: choices are narrow."""
    return f"{task.number} · {words}" if task.number else words


def _carried(task: PlanTask, words: str) -> Carried:
    origin = {"value": str(task.id), "label": _numbered(task, words)}
    return Carried({"origin": origin["value"], **entries_from(task)}, origin)


def entries_from(task: PlanTask) -> dict[str, Any]:
    """Return what a row says that goes on with this one, until somebody changes it; its lead is asked anew."""
    groups: list[str] = json.loads(task.group_path)
    return {
        "content": task.content,
        "result": (task.result_text or "")[:1000],
        "coordinating": task.coordinating_text[:1000],
        "time": task.time_text[:200],
        "funding_source": (task.funding_text or "")[:300],
        "group_heading": (groups[-1] if groups else "")[:300],
    }
