"""Decide when a row is due and whether it is a task at all. The printed text never changes."""

from datetime import date, datetime

from sqlalchemy import select

from app.clock import local_date
from app.deadlines.phrases import DueKind
from app.extensions import db
from app.organisation.roles import Actor
from app.plans.errors import RowNotFound
from app.plans.evidence import evidence_of
from app.plans.models import PlanTask
from app.plans.reading import needs_decision
from app.plans.register import Register
from app.plans.rows import AGENCY_REASONS, DUE_REASONS, LEAD_REASONS, reasons_of, settle
from app.plans.service.importing import task_of
from app.plans.service.records import locked_while_reading, note, row_of

_SERIES = frozenset({DueKind.EVERY_YEAR, DueKind.EVERY_N_YEARS})


def decide_due(plan_id: int, task_id: int, first_due: date | None, *, actor: Actor, now: datetime) -> PlanTask:
    """Set the first due date of a row, its last day included; None: none is set, the task is only followed.

    A series ("hằng năm", "3 năm/lần") stays one and begins with that date.
    """
    plan = locked_while_reading(plan_id)
    task = row_of(plan, task_id)
    before = task.first_due
    if first_due is None:
        task.due_kind, task.due_from, task.due_to = DueKind.NONE.value, None, None
    elif task.due_kind in _SERIES:
        task.due_from = first_due.year
    else:
        task.due_kind, task.due_from, task.due_to = DueKind.BY_DATE.value, first_due.year, first_due.year
    task.first_due, task.due_is_exclusive = first_due, False
    note(plan, task, "plan.due_decided", actor, now, before=before, due=first_due)
    settle(task, answered=DUE_REASONS)
    return task


def keep_due(plan_id: int, task_id: int, *, actor: Actor, now: datetime) -> PlanTask:
    """Say that the due date was understood rightly."""
    plan = locked_while_reading(plan_id)
    task = row_of(plan, task_id)
    note(plan, task, "plan.due_confirmed", actor, now, due=task.first_due)
    settle(task, answered=DUE_REASONS)
    return task


def confirm_row(plan_id: int, task_id: int, *, actor: Actor, now: datetime) -> PlanTask:
    """Say that a row was understood rightly; what asks for an agency or a date stays open."""
    plan = locked_while_reading(plan_id)
    task = row_of(plan, task_id)
    questions = {reason for reason in AGENCY_REASONS | LEAD_REASONS | DUE_REASONS if needs_decision(reason)}
    seen = frozenset(reasons_of(task)) - questions
    note(plan, task, "plan.row_confirmed", actor, now, reasons=sorted(seen))
    settle(task, answered=seen)
    return task


def set_aside(plan_id: int, task_id: int, *, actor: Actor, now: datetime) -> None:
    """Say that a row is no task, e.g. a heading; it is listed among what is no task, and can be put back."""
    plan = locked_while_reading(plan_id)
    task = row_of(plan, task_id)
    note(plan, task, "plan.row_set_aside", actor, now)
    _remove(task)


def read_anew(plan_id: int, position: int, *, actor: Actor, now: datetime) -> PlanTask:
    """Undo all decisions on a row, also that it is no task: it stands again as it was read."""
    plan = locked_while_reading(plan_id)
    read = evidence_of(plan)
    if not 1 <= position <= len(read.json["tasks"]):
        raise RowNotFound
    old = db.session.scalar(select(PlanTask).where(PlanTask.plan_id == plan.id, PlanTask.position == position))
    if old is not None:
        _remove(old)
    task = task_of(plan.id, position, read.task(position), Register.load(local_date(now)))
    db.session.add(task)
    db.session.flush()  # whoever asked goes on with it
    note(plan, task, "plan.row_read_anew", actor, now)
    return task


def _remove(task: PlanTask) -> None:
    for part in list(task.parts):
        db.session.delete(part)
    db.session.flush()  # the parts refer to the row
    db.session.delete(task)
    db.session.flush()  # it may be read anew at once
