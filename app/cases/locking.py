"""Lock a case for a command: every command on a case starts here, so that two never interleave."""

from sqlalchemy import ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import joinedload, undefer
from sqlalchemy.orm.attributes import set_committed_value

from app.cases.errors import CaseNotFound, TaskNotFound
from app.cases.models import Case, TaskStatus, UserTask
from app.extensions import db


def lock_case(case_id: int) -> Case:
    """Return the case with its state, locked until the unit of work ends; raise CaseNotFound."""
    case: Case | None = db.session.scalar(_CASE, {"case_id": case_id})
    if case is not None:
        db.session.expire(case, ["open_tasks"])
    if case is None:
        raise CaseNotFound
    return case


def lock_task(task_id: int) -> UserTask:
    """Return the task with its case locked until the unit of work ends; raise TaskNotFound.

    The case first, by itself: a join that locked both rows would lock the task before its case, and two commands
    could wait for each other. The tasks are read only then, because they may have changed while we waited; those
    still open come along, the command will need them.
    """
    case = db.session.scalar(_CASE_OF_TASK, {"task_id": task_id})
    if case is None:
        raise TaskNotFound
    tasks = db.session.scalars(_TASK_AND_OPEN_ONES, {"task_id": task_id, "case_id": case.id}).all()
    for task in tasks:
        set_committed_value(task, "case", case)  # or it would be read again, without its state
    set_committed_value(case, "open_tasks", [task for task in tasks if task.status is TaskStatus.open])
    return next(task for task in tasks if task.id == task_id)


def _locked(which: ColumnElement[bool]) -> Select[Case]:
    return (
        select(Case)
        .where(which)
        .options(undefer(Case.state), joinedload(Case.agency, innerjoin=True))
        .with_for_update(of=Case)
        .execution_options(populate_existing=True)
    )


# Built once: every command begins with them.
_CASE = _locked(Case.id == bindparam("case_id"))
_CASE_OF_TASK = _locked(
    Case.id == select(UserTask.case_id).where(UserTask.id == bindparam("task_id")).scalar_subquery()
)
_TASK_AND_OPEN_ONES = (
    select(UserTask)
    .where(
        UserTask.case_id == bindparam("case_id"),
        or_(UserTask.status == TaskStatus.open, UserTask.id == bindparam("task_id")),
    )
    .execution_options(populate_existing=True)
)
