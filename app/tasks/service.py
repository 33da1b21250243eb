"""Claim, release and hand over user tasks."""

from datetime import datetime

from app.cases import hooks
from app.cases.access import require_open, require_task, require_worker
from app.cases.errors import TaskClaimedByAnother
from app.cases.locking import lock_task
from app.cases.models import UserTask
from app.errors import Invalid
from app.extensions import db
from app.organisation.models import User
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.tasks.queries import possible_assignees
from app.timeline.log import Subject, record


def claim_task(task_id: int, *, actor: Actor, now: datetime) -> UserTask:
    """Make the task the actor's. Raises TaskNotFound, NotYourTask, TaskAlreadyCompleted, TaskClaimedByAnother."""
    task = _lock_for(task_id, actor)
    if task.assignee_id == actor.id:
        return task
    _require_unclaimed(task)
    record(_case_of(task), "task.claimed", actor, now, task=task.name, element=task.element)
    _assign(task, actor.id, now)
    hooks.work_began(task, now)
    return task


def release_task(task_id: int, *, actor: Actor, now: datetime) -> UserTask:
    """Give the actor's task back to everybody who may do it. Raises as `claim_task` does."""
    task = _lock_for(task_id, actor)
    if task.assignee_id is None:
        return task
    _require_mine(task, actor)
    record(_case_of(task), "task.released", actor, now, task=task.name, element=task.element)
    _assign(task, None, now)
    return task


def hand_over_task(task_id: int, to_user_id: int, *, actor: Actor, now: datetime, note: str = "") -> UserTask:
    """Make the task somebody else's who may do it: a colleague of the seat or of the role.

    Raises as `claim_task` does, and Invalid when the other person may not do it.
    """
    task = _lock_for(task_id, actor)
    if task.assignee_id is not None:
        _require_mine(task, actor)
    successor = next((user for user in possible_assignees(task) if user.id == to_user_id), None)
    if successor is None:
        raise Invalid({"to": [N_("Choose a person who may do this task.")]})
    record(
        _case_of(task),
        "task.handed_over",
        actor,
        now,
        task=task.name,
        element=task.element,
        to=successor.name,
        note=note,
    )
    _assign(task, successor.id, now)
    return task


def _lock_for(task_id: int, actor: Actor) -> UserTask:
    task = require_task(actor, lock_task(task_id))
    require_open(task)
    require_worker(actor, task)
    return task


def _require_unclaimed(task: UserTask) -> None:
    if task.assignee_id is not None:
        raise TaskClaimedByAnother(who=db.session.get_one(User, task.assignee_id).name)


def _require_mine(task: UserTask, actor: Actor) -> None:
    if task.assignee_id != actor.id:
        _require_unclaimed(task)


def _assign(task: UserTask, user_id: int | None, now: datetime) -> None:
    task.assignee_id = user_id
    task.claimed_at = now if user_id is not None else None
    task.version += 1


def _case_of(task: UserTask) -> Subject:
    return Subject("case", task.case_id)
