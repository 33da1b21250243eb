"""Two years of one plan: last year's in force, its rows done, unfinished or never begun; and this year's draft."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from app.drafting.last_year.comparing import Comparison, compare_draft, compare_plan
from app.drafting.queries import require_drafting
from app.drafting.service.rows import add_row
from app.extensions import db
from app.organisation.models import Agency
from app.plan_tasks.models import Assignment, AssignmentState
from app.plans.models import Part, Plan, PlanTask, PlanTaskAgency
from tests.drafting.drafts import ROW, Draft
from tests.plan_tasks.yearly import make_plan, make_row
from tests.support import units
from tests.support.clock import NOW
from tests.support.people import People

LAST_YEAR = {"title": "Kế hoạch về đo lường năm 2026", "number": "86/KH-UBND"}
DONE, UNFINISHED, LOST, NEVER_BEGUN = (
    "Kiểm tra cột đo xăng dầu",
    "Tập huấn về đo lường",
    "In tờ rơi về cân đối chứng",
    "Khảo sát cân tại chợ",
)
_STATES = {
    DONE: AssignmentState.done,
    UNFINISHED: AssignmentState.in_progress,
    LOST: AssignmentState.in_progress,
}


def make_last_year(people: People, **values: Any) -> dict[str, int]:
    """Put last year's plan in force with four rows of Sở Công Thương; return their keys and that of the "plan"."""
    with units.writing():
        plan = make_plan(**{**LAST_YEAR, **values})
        keys = {"plan": plan.id}
        for content in (DONE, UNFINISHED, LOST, NEVER_BEGUN):
            keys[content] = make_last_years_row(plan, people.agency, content)
        return keys


def make_last_years_row(plan: Plan, agency: Agency, content: str) -> int:
    """Add a row that an agency leads and is done with, or not; return its key."""
    row = make_row(plan, agency, content=content, lead_text=agency.name, due_from=2026, due_to=2026)
    if content in _STATES:
        make_assignment(row.id, agency.id, _STATES[content])
    return row.id


def make_assignment(task_id: int, agency_id: int, state: AssignmentState, now: datetime = NOW) -> None:
    """Give a row of last year's plan to an agency."""
    values = {"frozen_at": now, "due_on": now.date(), "due_at": now, "overdue_after": now}
    given = Assignment(
        plan_task_id=task_id, year=2026, last_year=2026, agency_id=agency_id, first_agency_id=agency_id, state=state,
        **values,
    )  # fmt: skip
    db.session.add(given)
    db.session.flush()  # the caller goes on with its row


def add(draft: Draft, content: str, origin: int | None = None, **values: Any) -> int:
    """Let the specialist add a row to the draft, led by Sở Công Thương; return its key."""
    entries = {**ROW, "lead": "SCT", "content": content, **values}
    with units.writing():
        return add_row(draft.id, entries, origin_id=origin, actor=draft.people.specialist.actor, now=NOW).id


def compared(draft: Draft, former_id: int) -> Comparison:
    """Return the draft against last year's plan, in the open unit of work."""
    return compare_draft(require_drafting(draft.id), db.session.get_one(Plan, former_id), 2026, NOW)


def compared_plan(plan_id: int, former_id: int) -> Comparison:
    """Return an issued plan against last year's, in the open unit of work."""
    return compare_plan(db.session.get_one(Plan, plan_id), db.session.get_one(Plan, former_id), 2026, NOW)


def told(comparison: Comparison) -> list[tuple[str, str, str | None]]:
    """Return what became of each row, in order: its content, what became of it, and why it is held to be the same."""
    return [(row.line.cells["content"], row.change.value, row.pair.basis) for row in comparison.rows]


def fill(plan_id: int, agency: Agency, rows: int) -> None:
    """Put many rows into a plan at once."""
    blank = {"plan_id": plan_id, "group_path": "[]", "lead_text": agency.name, "due_kind": "none", "source": "1-1"}
    texts = {"coordinating_text": "", "directing_text": "", "time_text": "", "due_is_exclusive": False}
    listed = {"milestones": "[]", "review": "[]"}
    numbered = [{"position": number, "content": f"Việc thứ {number}"} for number in range(1, rows + 1)]
    db.session.execute(insert(PlanTask), [{**blank, **texts, **listed, **one} for one in numbered])
    keys = db.session.scalars(select(PlanTask.id).where(PlanTask.plan_id == plan_id))
    lead = {"part": Part.lead, "name": agency.name, "agency_id": agency.id}
    db.session.execute(insert(PlanTaskAgency), [{"task_id": key, **lead} for key in keys])
