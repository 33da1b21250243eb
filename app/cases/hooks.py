"""Where features above the cases layer listen in; they are called inside the command's unit of work."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.cases.models import Case, UserTask
from app.engine import Position
from app.organisation.roles import Actor
from app.timeline.wording import Line

TasksOpened = Callable[[Case, Sequence[UserTask], datetime], None]
TasksClosed = Callable[[Case, Sequence[UserTask], datetime], None]
CaseEnded = Callable[[Case, datetime], None]
CaseMoved = Callable[[Case, Position, datetime], None]
HistoryAhead = Callable[[int, bool], Sequence[Line]]
CaseRescheduled = Callable[[Case, datetime], None]
DateFollowed = Callable[[Sequence[int], datetime], bool]


@dataclass(frozen=True)
class Completion:
    """A user task that a person has just completed, and what they filed."""

    case: Case
    task: UserTask
    data: Mapping[str, Any]
    actor: Actor
    now: datetime


TaskCompleted = Callable[[Completion], Mapping[str, Any] | None]

WorkStarted = Callable[[UserTask, datetime], None]

work_started: list[WorkStarted] = []  # claimed, or the first words typed
tasks_opened: list[TasksOpened] = []
tasks_closed: list[TasksClosed] = []
case_ended: list[CaseEnded] = []
case_moved: list[CaseMoved] = []  # after each step of the engine, with what it passed
case_rescheduled: list[CaseRescheduled] = []  # its three moments have just been moved, or moved back
date_followed: list[DateFollowed] = []  # whether something has gone out since an instant because of tasks' dates
history_ahead: list[HistoryAhead] = []  # what will be said about a case, above its history; whether with names
_completed: dict[str, list[TaskCompleted]] = {}


def on_completed(process_key: str) -> Callable[[TaskCompleted], TaskCompleted]:
    """Register a listener for completions in one process; what it returns are more variables for the token.

    It runs before the engine steps, so that a condition can read what it decided.
    """

    def register(listener: TaskCompleted) -> TaskCompleted:
        _completed.setdefault(process_key, []).append(listener)
        return listener

    return register


def completed(process_key: str, completion: Completion) -> dict[str, Any]:
    """Tell the process's listeners and return the variables they add."""
    added: dict[str, Any] = {}
    for listener in _completed.get(process_key, ()):
        added.update(listener(completion) or {})
    return added


def work_began(task: UserTask, now: datetime) -> None:
    """Tell the listeners that somebody has begun the task."""
    for listener in work_started:
        listener(task, now)
