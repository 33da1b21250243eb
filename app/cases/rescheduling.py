"""Move the dates of a running case, and of those of its tasks that follow the case."""

from datetime import datetime

from sqlalchemy import Select, select

from app.cases.locking import lock_case
from app.cases.models import Case, TaskStatus, UserTask
from app.cases.opening import case_deadline, set_deadline
from app.cases.snapshot import snapshot
from app.deadlines.moments import Deadline
from app.deadlines.rules import resolve
from app.engine import evaluate
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import Actor
from app.timeline.log import Subject, record

FOLLOWS_CASE = "case"


def move_deadline(case_id: int, deadline: Deadline, *, reason: str, actor: Actor, now: datetime) -> Case:
    """Give the case new moments; its open tasks whose due rule follows the case move with it."""
    case = lock_case(case_id)
    record(
        Subject("case", case.id),
        "case.rescheduled",
        actor,
        now,
        old=case.due_at,
        new=deadline.due_at,
        reason=reason,
    )
    set_deadline(case, deadline)
    case.version += 1
    for task in _following(case):
        set_deadline(task, _moved(task, case, now))
        task.paused_at = None
        task.version += 1
    return case


def pause_reminders(case_id: int, *, now: datetime | None) -> None:
    """Stop reminding about the case's open tasks (`now` given), or go on (None)."""
    for task in db.session.scalars(_open_tasks(case_id)):
        task.paused_at = now


def _following(case: Case) -> list[UserTask]:
    return [task for task in db.session.scalars(_open_tasks(case.id)) if (task.due_rule or "").startswith(FOLLOWS_CASE)]


def _open_tasks(case_id: int) -> Select[UserTask]:
    return select(UserTask).where(UserTask.case_id == case_id, UserTask.status == TaskStatus.open)


def _moved(task: UserTask, case: Case, now: datetime) -> Deadline | None:
    context = {"case": snapshot(case)}
    return resolve(
        task.due_rule or FOLLOWS_CASE,
        opened_at=task.opened_at,
        case_deadline=case_deadline(case),
        evaluate=lambda expression: evaluate(expression, context, now),
        calendar=office_calendar(),
    )
