"""Go on with an amended plan: running cases follow their row to the new version, with its words and its limit.

What ran for a row that was dropped stays with the former version: a person decides about it.
"""

from collections.abc import Sequence

from sqlalchemy import select, update

from app.cases.models import CaseStatus
from app.cases.rescheduling import Document, move_deadline
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import SYSTEM
from app.plan_tasks.models import OVER, Assignment
from app.plan_tasks.periods import Period, period_of
from app.plans.hooks import PlanAmended, plan_amended
from app.plans.models import PlanTask


def go_on(amended: PlanAmended) -> None:
    """Link what runs, and what has run, with the rows of the new version; changed limits move."""
    for old_id, task in amended.follows.items():
        moved = update(Assignment).where(Assignment.plan_task_id == old_id).values(plan_task_id=task.id)
        db.session.execute(moved.execution_options(synchronize_session="fetch"))
    for old_id in sorted(amended.changed):
        task = amended.follows[old_id]
        for assignment in _running(task):
            _follow_limit(assignment, task, amended)


def _running(task: PlanTask) -> Sequence[Assignment]:
    query = select(Assignment).where(Assignment.plan_task_id == task.id, Assignment.state.not_in(OVER))
    return db.session.scalars(query.order_by(Assignment.id)).all()


def _follow_limit(assignment: Assignment, task: PlanTask, amended: PlanAmended) -> None:
    period = _period(task, assignment.year)
    if period is None or (period.due_on, period.is_exclusive) == (assignment.due_on, assignment.due_is_exclusive):
        return
    deadline = period.deadline(office_calendar())
    assignment.due_on, assignment.due_is_exclusive = period.due_on, period.is_exclusive
    assignment.last_year = period.last_year
    assignment.due_at, assignment.overdue_after = deadline.due_at, deadline.overdue_after
    if assignment.case is not None and assignment.case.status is CaseStatus.running:
        new = amended.new
        document = Document(new.number or "", new.issued, new.issuer or "")
        reason = f"Kế hoạch được điều chỉnh theo văn bản số {new.number}"
        move_deadline(assignment.case.id, deadline, reason=reason, actor=SYSTEM, now=amended.now, document=document)


def _period(task: PlanTask, year: int) -> Period | None:
    """Return the period of the year; a row whose only date is now in another year has that one."""
    found = period_of(task, year)
    if not isinstance(found, Period) and task.first_due is not None:
        found = period_of(task, task.first_due.year)
    return found if isinstance(found, Period) else None


if go_on not in plan_amended:
    plan_amended.append(go_on)
