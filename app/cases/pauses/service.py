"""Let reminders rest for a reason, and take that reason away; a task rests as long as any reason stands.

Each function expects the case to be locked. `paused_at` of the case and of its tasks is what follows from the reasons:
the earliest instant of those that cover them, so that lists and reminders need not ask for the reasons.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from app.cases.models import Case, TaskStatus, UserTask
from app.cases.pauses.models import Pause, PauseReason
from app.extensions import db


def pause_case(case: Case, reason: PauseReason, number: int = 0, *, now: datetime) -> None:
    """Let reminders about the whole case rest, what opens in it later included."""
    _add(case, None, reason, number, now)
    _follow_reasons(case)


def pause_tasks(case: Case, tasks: Sequence[UserTask], reason: PauseReason, number: int = 0, *, now: datetime) -> None:
    """Let reminders about these tasks of the case rest."""
    for task in tasks:
        _add(case, task.id, reason, number, now)
    _follow_reasons(case)


def pause_open_tasks(case: Case, reason: PauseReason, number: int = 0, *, now: datetime) -> None:
    """Let reminders about what is open in the case rest; what opens later does not unless it is paused as well."""
    pause_tasks(case, open_tasks_of(case.id), reason, number, now=now)


def end_pause(case: Case, reason: PauseReason, number: int = 0) -> None:
    """Take the reason away; what another reason covers rests on."""
    db.session.execute(delete(Pause).where(Pause.case_id == case.id, Pause.reason == reason, Pause.number == number))
    _follow_reasons(case)


def open_tasks_of(case_id: int) -> Sequence[UserTask]:
    """Return the open tasks of a case, in the order in which they opened."""
    query = select(UserTask).where(UserTask.case_id == case_id, UserTask.status == TaskStatus.open)
    return db.session.scalars(query.order_by(UserTask.id)).all()


def reasons_of(task: UserTask) -> Sequence[Pause]:
    """Return why reminders about the task rest, the longest standing reason first."""
    return [pause for pause in _standing(task.case_id) if pause.task_id in (None, task.id)]


def _add(case: Case, task_id: int | None, reason: PauseReason, number: int, now: datetime) -> None:
    """Keep the reason, unless it stands for the same already."""
    stands = select(Pause.id).where(
        Pause.case_id == case.id,
        Pause.task_id.is_not_distinct_from(task_id),
        Pause.reason == reason,
        Pause.number == number,
    )
    if db.session.scalar(stands) is None:
        db.session.add(Pause(case_id=case.id, task_id=task_id, reason=reason, number=number, since=now))
        db.session.flush()


def _standing(case_id: int) -> Sequence[Pause]:
    return db.session.scalars(select(Pause).where(Pause.case_id == case_id).order_by(Pause.since, Pause.id)).all()


def _follow_reasons(case: Case) -> None:
    standing = _standing(case.id)
    _set(case, next((pause.since for pause in standing if pause.task_id is None), None))
    for task in open_tasks_of(case.id):
        _set(task, next((pause.since for pause in standing if pause.task_id in (None, task.id)), None))


def _set(row: Case | UserTask, since: datetime | None) -> None:
    if row.paused_at != since:  # an attribute that is set, even to what it was, is written again
        row.paused_at = since
