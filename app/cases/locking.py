"""Lock a case for a command: every command on a case starts here, so that two never interleave."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, undefer

from app.cases.errors import CaseNotFound, TaskNotFound
from app.cases.models import Case, UserTask
from app.extensions import db


def lock_case(case_id: int) -> Case:
    """Return the case with its state, locked until the unit of work ends; raise CaseNotFound."""
    case = db.session.scalar(
        select(Case)
        .where(Case.id == case_id)
        .options(undefer(Case.state))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if case is None:
        raise CaseNotFound
    return case


def lock_task(task_id: int) -> UserTask:
    """Return the task with its case, both locked until the unit of work ends; raise TaskNotFound.

    The case is locked with the task in one statement, always in that order, so that two commands cannot deadlock.
    """
    task = db.session.scalar(
        select(UserTask)
        .join(UserTask.case)
        .where(UserTask.id == task_id)
        .options(contains_eager(UserTask.case).undefer(Case.state))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if task is None:
        raise TaskNotFound
    return task
