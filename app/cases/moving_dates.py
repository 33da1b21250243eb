"""Look at what moving a date would mean: the move itself is tried and rolled back, so that both say the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from app.cases import date_moves
from app.cases.access import may_manage_cases, require_case
from app.cases.date_moves import Before, Moments, noted
from app.cases.errors import CaseNotRunning, TaskNotFound
from app.cases.models import Case, CaseStatus, DateMove, TaskStatus, UserTask
from app.cases.rescheduling import NO_DOCUMENT, Document, Moved, move_deadline, move_task
from app.cases.steps import tasks_of
from app.clock import local_date
from app.deadlines.moments import Deadline, fixed_date
from app.deadlines.reasons import Reason
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.processes.deployed import get_deployed


@dataclass(frozen=True)
class NewDate:
    """The order to move a date: of one task (`task_id`), or of the case with all that follows it (None)."""

    case_id: int
    task_id: int | None
    day: date  # the last day, inclusive
    reason: str
    document: Document = NO_DOCUMENT


@dataclass(frozen=True)
class Change:
    """A row whose date moves; `task` is None for the case itself."""

    task: str | None
    old: Moments
    new: Moments


@dataclass(frozen=True)
class Timer:
    """A timer of the diagram that moves with the date, by the name of its element."""

    name: str
    old: datetime
    new: datetime


@dataclass(frozen=True)
class Preview:
    """All that the move would change, what it would leave alone, and why the new date is what it is."""

    changes: tuple[Change, ...]
    timers: tuple[Timer, ...]
    left_alone: tuple[str, ...]
    reasons: tuple[Reason, ...]
    is_earlier: bool


def movable(case_id: int, actor: Actor) -> tuple[Case, list[UserTask]]:
    """Return the running case and its open tasks, for whom may move dates.

    Raises CaseNotFound, Forbidden, CaseNotRunning.
    """
    case = require_case(actor, db.session.get(Case, case_id))
    if not may_manage_cases(actor):
        raise Forbidden
    if case.status is not CaseStatus.running:
        raise CaseNotRunning
    return case, [task for task in tasks_of(case_id) if task.status is TaskStatus.open]


def last_undoable(case: Case, actor: Actor, tasks: Iterable[UserTask]) -> DateMove | None:
    """Return the case's latest move of a date if the actor may still take it back."""
    if not may_manage_cases(actor) or case.status is not CaseStatus.running:
        return None
    move = date_moves.last_move(case.id)
    return move if move and date_moves.can_be_taken_back(move, case, tasks) else None


def carry_out(order: NewDate, *, actor: Actor, now: datetime) -> Moved:
    """Move the date. Raises what `move_task` and `move_deadline` do, and Invalid for a day that cannot be."""
    deadline = _require_day(order, actor, now)
    move = partial(move_deadline, order.case_id) if order.task_id is None else partial(move_task, order.task_id)
    return move(deadline, reason=order.reason, document=order.document, actor=actor, now=now)


def preview(order: NewDate, *, actor: Actor, now: datetime) -> Preview:
    """Say what `carry_out` would do; raises what it raises. Nothing is changed."""
    with db.session.begin_nested() as trial:
        case, tasks = movable(order.case_id, actor)
        before = noted(case, tasks)
        moved = carry_out(order, actor=actor, now=now)
        found = _compared(order, case, tasks, before, moved)
        trial.rollback()
    return found


def _require_day(order: NewDate, actor: Actor, now: datetime) -> Deadline:
    case, tasks = movable(order.case_id, actor)
    row = case if order.task_id is None else next((task for task in tasks if task.id == order.task_id), None)
    if row is None:
        raise TaskNotFound
    if order.day < local_date(now):
        raise Invalid({"day": [N_("This day has passed. Choose today or a later day.")]})
    deadline = fixed_date(order.day, inclusive=True, calendar=office_calendar())
    if row.due_at == deadline.due_at:
        raise Invalid({"day": [N_("It is due on this day already.")]})
    return deadline


def _compared(order: NewDate, case: Case, tasks: list[UserTask], before: Before, moved: Moved) -> Preview:
    after, names = noted(case, tasks), get_deployed(case.definition_id).elements
    pairs = [(task.name, before.tasks[task.id], after.tasks[task.id]) for task in tasks]
    changes = [Change(name, old, new) for name, old, new in pairs if old.due_at != new.due_at]
    if order.task_id is None:
        changes.insert(0, Change(None, before.case, after.case))
    first = changes[0]
    return Preview(
        changes=tuple(changes),
        timers=tuple(
            Timer(known.name if (known := names.get(timer.element)) else timer.element, timer.old, timer.new)
            for timer in moved.timers
        ),
        left_alone=tuple(name for name, old, new in pairs if old.due_at == new.due_at),
        reasons=fixed_date(order.day, inclusive=True, calendar=office_calendar()).explanation,
        is_earlier=bool(first.old.due_at and first.new.due_at and first.new.due_at < first.old.due_at),
    )
