"""Lock a case for a command: every command on a case starts here, so that two never interleave."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, undefer
from sqlalchemy.orm.attributes import set_committed_value

from app.cases.errors import CaseNotFound, TaskNotFound
from app.cases.models import Case, UserTask
from app.extensions import db


def lock_case(case_id: int) -> Case:
    """Return the case with its state, locked until the unit of work ends; raise CaseNotFound."""
    case = _lock(Case.id == case_id)
    if case is None:
        raise CaseNotFound
    return case


def lock_task(task_id: int) -> UserTask:
    """Return the task with its case locked until the unit of work ends; raise TaskNotFound.

    The case first, by itself: a join that locked both rows would lock the task before its case, and two commands
    could wait for each other. The task is read only then, because it may have changed while we waited.
    """
    case = _lock(Case.id == select(UserTask.case_id).where(UserTask.id == task_id).scalar_subquery())
    if case is None:
        raise TaskNotFound
    query = select(UserTask).where(UserTask.id == task_id).execution_options(populate_existing=True)
    task = db.session.scalars(query).one()
    set_committed_value(task, "case", case)  # or it would be read again, without its state
    return task


def _lock(which: ColumnElement[bool]) -> Case | None:
    return db.session.scalar(
        select(Case)
        .where(which)
        .options(undefer(Case.state), joinedload(Case.agency, innerjoin=True))
        .with_for_update(of=Case)
        .execution_options(populate_existing=True)
    )
