"""Move the dates of a running case, or of one of its tasks: timers and reminders follow, and it can be taken back.

Moving the case moves every open task whose due rule follows it, the date of its own that one of them may have been
given included: the latest word of a person holds. Moving one task leaves the case and the other tasks alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, select

from app import engine
from app.cases import date_moves, hooks
from app.cases.access import may_manage_cases, require_case, require_open, require_task
from app.cases.errors import CaseNotRunning, TimersCannotFollow
from app.cases.locking import lock_case, lock_task
from app.cases.models import Case, CaseStatus, DateMove, TaskStatus, UserTask
from app.cases.opening import case_deadline, set_deadline
from app.cases.position import running
from app.cases.snapshot import snapshot
from app.deadlines.moments import Deadline
from app.deadlines.rules import resolve
from app.engine import EngineError, RetimedTimer, evaluate
from app.errors import Forbidden
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import Actor
from app.timeline.log import Subject, record

FOLLOWS_CASE = "case"


@dataclass(frozen=True)
class Document:
    """The document that orders a new date; any part of it may be unknown."""

    number: str = ""
    issued_on: date | None = None
    issuer: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        """What the timeline keeps of it: nothing of what is unknown."""
        known = {"number": self.number, "issued_on": self.issued_on, "issuer": self.issuer}
        return {name: value for name, value in known.items() if value}


NO_DOCUMENT = Document()


@dataclass(frozen=True)
class Moved:
    """A move that was made, and the diagram's timers that followed."""

    move: DateMove
    timers: tuple[RetimedTimer, ...]


def move_deadline(
    case_id: int, deadline: Deadline, *, reason: str, actor: Actor, now: datetime, document: Document = NO_DOCUMENT
) -> Moved:
    """Give the case new moments; its open tasks whose due rule follows the case move with it.

    Raises CaseNotFound, Forbidden, CaseNotRunning, TimersCannotFollow.
    """
    case = require_case(actor, lock_case(case_id))
    _require_movable(case, actor)
    tasks = _following(case)
    before = date_moves.noted(case, tasks)
    words = {"old": case.due_at, "new": deadline.due_at, "reason": reason, **document.facts}
    record(Subject("case", case.id), "case.rescheduled", actor, now, **words)
    set_deadline(case, deadline)
    case.moved_at = now
    for task in tasks:
        set_deadline(task, _moved_with(case, task, now))
        task.moved_at = None
        task.version += 1
    timers = _retime(case, tasks, before, now)
    _tell(case, now)
    return Moved(date_moves.keep(case, None, before, tasks, actor, now), timers)


def move_task(
    task_id: int, deadline: Deadline, *, reason: str, actor: Actor, now: datetime, document: Document = NO_DOCUMENT
) -> Moved:
    """Give one open task new moments; the case and its other tasks keep theirs.

    Raises TaskNotFound, TaskAlreadyCompleted, TaskCancelled, Forbidden, CaseNotRunning, TimersCannotFollow.
    """
    task = require_task(actor, lock_task(task_id))
    require_open(task)
    _require_movable(task.case, actor)
    before = date_moves.noted(task.case, [task])
    words = {"old": task.due_at, "new": deadline.due_at, "reason": reason, **document.facts}
    record(Subject("case", task.case_id), "task.rescheduled", actor, now, task=task.name, element=task.element, **words)
    set_deadline(task, deadline)
    task.moved_at = now
    task.version += 1
    timers = _retime(task.case, [task], before, now, case_moved=False)
    return Moved(date_moves.keep(task.case, task, before, [task], actor, now), timers)


def take_back(case_id: int, move_id: int, *, actor: Actor, now: datetime) -> Case:
    """Let what a move of one of the case's dates replaced hold again, while nothing has followed.

    Raises CaseNotFound, Forbidden, MoveNotFound, SomethingFollowed.
    """
    case = require_case(actor, lock_case(case_id))
    if not (actor.is_system or may_manage_cases(actor)):
        raise Forbidden
    move = date_moves.find(move_id, case)
    tasks = list(db.session.scalars(_open_tasks(case.id)))
    touched = date_moves.require_untouched(move, case, tasks)
    now_stands = date_moves.noted(case, touched)
    date_moves.restore(move, case, touched)
    facts = {"new": touched[0].due_at, "task": touched[0].name} if move.task_id else {"new": case.due_at}
    action = "task.reschedule_undone" if move.task_id else "case.reschedule_undone"
    record(Subject("case", case.id), action, actor, now, **facts)
    move.taken_back_at = now
    _retime(case, touched, now_stands, now, case_moved=move.task_id is None)
    if move.task_id is None:
        _tell(case, now)
    return case


def _following(case: Case) -> list[UserTask]:
    """Return the case's open tasks whose due rule follows the case."""
    return [task for task in db.session.scalars(_open_tasks(case.id)) if (task.due_rule or "").startswith(FOLLOWS_CASE)]


def _moved_with(case: Case, task: UserTask, now: datetime) -> Deadline | None:
    """Return the moments that the task's rule gives by the case's present ones."""
    context = {"case": snapshot(case, now)}
    return resolve(
        task.due_rule or FOLLOWS_CASE,
        opened_at=task.opened_at,
        case_deadline=case_deadline(case),
        evaluate=lambda expression: evaluate(expression, context, now),
        calendar=office_calendar(),
    )


def _retime(
    case: Case, tasks: Sequence[UserTask], before: date_moves.Before, now: datetime, *, case_moved: bool = True
) -> tuple[RetimedTimer, ...]:
    """Let the diagram's timers follow the moments that the rows have now. Raises TimersCannotFollow."""
    shifts = {task.engine_id: _shift(task, before) for task in tasks}
    seen = snapshot(case, now) if case_moved else None
    try:
        at = engine.retime(running(case).process, case.state, case=seen, shifts=shifts, now=now)
    except EngineError as error:
        raise TimersCannotFollow from error
    case.state, case.next_due = at.state, at.next_due
    case.version += 1
    return at.timers


def _shift(task: UserTask, before: date_moves.Before) -> timedelta:
    old = before.moments(task).overdue_after
    return task.overdue_after - old if task.overdue_after and old else timedelta(0)


def _require_movable(case: Case, actor: Actor) -> None:
    if not (actor.is_system or may_manage_cases(actor)):
        raise Forbidden
    if case.status is not CaseStatus.running:
        raise CaseNotRunning


def _tell(case: Case, now: datetime) -> None:
    for listener in hooks.case_rescheduled:
        listener(case, now)


def _open_tasks(case_id: int) -> Select[UserTask]:
    return select(UserTask).where(UserTask.case_id == case_id, UserTask.status == TaskStatus.open).order_by(UserTask.id)
