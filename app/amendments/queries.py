"""Read amendments and the changes they propose."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.amendments.errors import AmendmentNotFound
from app.amendments.models import AmendmentChange, PlanAmendment
from app.cases.access import require_case
from app.cases.models import Case, TaskStatus, UserTask
from app.deadlines.phrases import PlanPeriod, read_phrase
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import Actor
from app.plan_tasks.models import OVER, Assignment
from app.plans.differences import Change, RowDifference, cells_of, compare_cells
from app.plans.models import Plan, PlanStatus, PlanTask
from app.plans.service.amending import RowAct, RowChange, years_of

PROCESS = "plan_amendment"
PROPOSE = "propose"
PAGE_SIZE = 50
_BECOMES = {RowAct.change: Change.changed, RowAct.add: Change.added, RowAct.drop: Change.dropped}


@dataclass(frozen=True)
class EditedRow:
    """A row of the plan with what is proposed for it."""

    task: PlanTask
    change: AmendmentChange | None


@dataclass(frozen=True)
class EditedPage:
    """Some rows of a plan that is being amended."""

    rows: Sequence[EditedRow]
    page: int
    pages: int
    total: int


def amendment_of_case(case_id: int) -> PlanAmendment | None:
    """Return the amendment that the case is about; None for any other case."""
    return db.session.scalar(select(PlanAmendment).where(PlanAmendment.case_id == case_id))


def require_amendment(case_id: int, actor: Actor) -> PlanAmendment:
    """Return the amendment of a case that the actor may know of; raise AmendmentNotFound, CaseNotFound."""
    require_case(actor, db.session.get(Case, case_id))
    amendment = amendment_of_case(case_id)
    if amendment is None:
        raise AmendmentNotFound
    return amendment


def running_amendment(plan_id: int) -> PlanAmendment | None:
    """Return the amendment of this version that has not ended."""
    query = select(PlanAmendment).where(PlanAmendment.plan_id == plan_id, PlanAmendment.ended_at.is_(None))
    return db.session.scalar(query.order_by(PlanAmendment.id).limit(1))


def amendment_asked_by(case_id: int, since: datetime | None = None) -> PlanAmendment | None:
    """Return the newest amendment that a case (of an obstacle) asked for, if it was proposed from `since` on."""
    query = select(PlanAmendment).where(PlanAmendment.asked_by_case_id == case_id)
    if since is not None:
        query = query.where(PlanAmendment.proposed_at >= since)
    return db.session.scalar(query.order_by(PlanAmendment.id.desc()).limit(1))


def is_editable(amendment: PlanAmendment) -> bool:
    """Whether the changes are with the coordinator now: before they are submitted, and when they came back."""
    waiting = select(UserTask.id).where(
        UserTask.case_id == amendment.case_id, UserTask.element == PROPOSE, UserTask.status == TaskStatus.open
    )
    return db.session.scalar(waiting.limit(1)) is not None


def changes_of(amendment_id: int) -> Sequence[AmendmentChange]:
    """Return the proposed changes, those of present rows in printed order, then the rows to be added."""
    query = (
        select(AmendmentChange)
        .outerjoin(PlanTask, PlanTask.id == AmendmentChange.task_id)
        .where(AmendmentChange.amendment_id == amendment_id)
        .options(joinedload(AmendmentChange.task))
        .order_by(PlanTask.position.is_(None), PlanTask.position, AmendmentChange.id)
    )
    return db.session.scalars(query).all()


def count_changes(amendment_id: int) -> int:
    """Count the proposed changes."""
    counted = select(func.count(AmendmentChange.id)).where(AmendmentChange.amendment_id == amendment_id)
    return db.session.scalar(counted) or 0


def row_changes(amendment_id: int) -> list[RowChange]:
    """Return the proposed changes as the plan takes them."""
    return [
        RowChange(change.act, change.task_id, change.texts, tuple(json.loads(change.group_path)))
        for change in changes_of(amendment_id)
    ]


def edited_rows(amendment: PlanAmendment, page: int) -> EditedPage:
    """Return a page of the plan's rows, each with what is proposed for it."""
    counted = select(func.count(PlanTask.id)).where(PlanTask.plan_id == amendment.plan_id)
    total = db.session.scalar(counted) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    query = (
        select(PlanTask, AmendmentChange)
        .outerjoin(
            AmendmentChange,
            (AmendmentChange.task_id == PlanTask.id) & (AmendmentChange.amendment_id == amendment.id),
        )
        .where(PlanTask.plan_id == amendment.plan_id)
        .order_by(PlanTask.position)
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
    )
    return EditedPage([EditedRow(task, change) for task, change in db.session.execute(query)], page, pages, total)


def proposed_differences(amendment_id: int) -> list[RowDifference]:
    """Return what the amendment would change, row by row, with the reasons."""
    return [_difference(change) for change in changes_of(amendment_id)]


def _difference(change: AmendmentChange) -> RowDifference:
    before = cells_of(change.task) if change.task else None
    after = None if change.act is RowAct.drop else change.texts
    return RowDifference(_BECOMES[change.act], compare_cells(before, after), change.task, None, change.reason)


def understood_due(plan: Plan, time_text: str) -> date | None:
    """Return the first day that a time phrase would mean in this plan; None where it names none."""
    first, last = years_of(plan, plan.tasks)
    return read_phrase(time_text, PlanPeriod(issued=plan.issued, start=first, end=last)).combined().first_due


def left_behind(amendment: PlanAmendment) -> Sequence[Assignment]:
    """Return what still runs for rows that the issued amendment dropped: nothing has been done about it by itself."""
    query = (
        select(Assignment)
        .join(PlanTask, PlanTask.id == Assignment.plan_task_id)
        .where(PlanTask.plan_id == amendment.plan_id, Assignment.state.not_in(OVER), Assignment.case_id.is_not(None))
        .options(joinedload(Assignment.agency), joinedload(Assignment.case))
        .order_by(Assignment.id)
    )
    return db.session.scalars(query.limit(PAGE_SIZE)).all() if amendment.new_plan_id is not None else ()


def plans_in_force() -> Sequence[Plan]:
    """Return the plans that can be amended, the newest first."""
    query = select(Plan).where(Plan.status == PlanStatus.in_force)
    return db.session.scalars(query.order_by(Plan.issued.desc(), Plan.id.desc()).limit(100)).all()


def department() -> Agency:
    """Return the department that runs this system: amendments are its cases."""
    return db.session.scalars(select(Agency).where(Agency.code == current_app.config["DEPARTMENT_CODE"])).one()
