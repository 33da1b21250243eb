"""Bring open deadlines in line with a working calendar that has changed: dates, timers, timeline, in batches.

What moves and to when is decided in `app.cases.recalculating`. Features above that keep dates of their own register
a follower: it says beforehand what would move, and moves it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import select

from app import engine
from app.cases.incidents import open_incident, root_cause
from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.cases.opening import set_deadline
from app.cases.position import running
from app.cases.recalculating import Change, Move, moves_of
from app.cases.snapshot import snapshot
from app.clock import LOCAL
from app.deadlines.moments import Deadline
from app.engine import EngineError
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.timeline.log import Subject, record


@dataclass(frozen=True)
class Because:
    """What the timeline says of the change: its key, the document, whether it was withdrawn."""

    change_id: int
    source: str
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Effect:
    """A date that a feature keeps by itself, e.g. a round's; `count` are the records that share it."""

    title: str
    endpoint: str  # of the page it is shown on, and its key there
    key: int
    count: int
    old: Deadline
    new: Deadline


@dataclass(frozen=True)
class Follower:
    """A feature with dates of its own; `preview` only reads."""

    preview: Callable[[Change, datetime], Sequence[Effect]]
    follow: Callable[[Change, datetime], None]


followers: list[Follower] = []


def effects(change: Change, now: datetime) -> list[Effect]:
    """Return what the features above would move."""
    return [effect for follower in followers for effect in follower.preview(change, now)] if change.differs else []


def follow_features(change: Change, now: datetime) -> None:
    """Let the features above move their dates; after the cases, so that no case is waited for."""
    if change.differs:
        for follower in followers:
            follower.follow(change, now)


def follow_cases(case_ids: Sequence[int], change: Change, because: Because, now: datetime) -> int:
    """Move the deadlines of these cases and their open tasks, as far as the change touches them; return how many."""
    return sum(_move(case, tasks, change, because, now) for case, tasks in _locked(case_ids))


def _locked(case_ids: Sequence[int]) -> Iterator[tuple[Case, list[UserTask]]]:
    """Yield the cases with their open tasks, locked in the order of their keys until the unit of work ends."""
    cases = db.session.scalars(
        select(Case)
        .where(Case.id.in_(case_ids), Case.status == CaseStatus.running)
        .order_by(Case.id)
        .with_for_update(of=Case)
        .execution_options(populate_existing=True)
    ).all()
    open_tasks = db.session.scalars(
        select(UserTask)
        .where(UserTask.case_id.in_(case_ids), UserTask.status == TaskStatus.open)
        .order_by(UserTask.case_id, UserTask.id)
        .execution_options(populate_existing=True)
    )
    tasks = {case_id: list(several) for case_id, several in groupby(open_tasks, key=lambda task: task.case_id)}
    return ((case, tasks.get(case.id, [])) for case in cases)


def _move(case: Case, tasks: list[UserTask], change: Change, because: Because, now: datetime) -> int:
    moves = moves_of(case, tasks, change, now)
    if not moves:
        return 0
    by_id = {task.id: task for task in tasks}
    for move in moves:
        _write(case, [by_id[task_id] for task_id in move.task_ids], move, because, now)
    case.version += 1
    if case.next_due is not None:
        shifts = {by_id[key].engine_id: _shift(move) for move in moves for key in move.task_ids}
        _let_timers_follow(case, shifts, any(move.is_case for move in moves), now)
    return len(moves)


def _write(case: Case, tasks: list[UserTask], move: Move, because: Because, now: datetime) -> None:
    words: dict[str, Any] = {
        "old": _days(move.old),
        "new": _days(move.new),
        "source": because.source,
        "change": because.change_id,
        "withdrawn": because.is_withdrawn,
    }
    if move.is_case:
        set_deadline(case, move.new)
        record(Subject("case", case.id), "case.followed_calendar", SYSTEM, now, **words)
    else:
        words |= {"task": tasks[0].name, "element": tasks[0].element}
        record(Subject("case", case.id), "task.followed_calendar", SYSTEM, now, **words)
    for task in tasks:
        set_deadline(task, move.new)
        task.version += 1


def _days(deadline: Deadline) -> dict[str, str]:
    """Return the moments as text, alike for the same instant in whatever zone it came."""
    instants = {"due": deadline.due_at, "overdue": deadline.overdue_after, "remind": deadline.remind_by}
    return {name: instant.astimezone(LOCAL).isoformat() for name, instant in instants.items()}


def _shift(move: Move) -> timedelta:
    return move.new.overdue_after - move.old.overdue_after


def _let_timers_follow(case: Case, shifts: Mapping[str, timedelta], case_moved: bool, now: datetime) -> None:
    """Set the diagram's timers anew; where one cannot, dates move all the same and a person looks at the timer."""
    seen = snapshot(case, now) if case_moved else None
    try:
        timers = engine.retime(running(case).process, case.state, case=seen, shifts=shifts, now=now)
    except EngineError as error:
        summary = N_("A timer could not follow a change of the working calendar")
        open_incident(case_id=case.id, element="", summary=summary, cause=root_cause(error), now=now)
        return
    case.state, case.next_due = timers.state, timers.next_due
