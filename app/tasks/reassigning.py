"""A coordinator gives a task to somebody else who may do it, or back to everybody who may."""

from datetime import datetime

from app.cases.access import may_manage_cases, require_open, require_task
from app.cases.locking import lock_task
from app.cases.models import UserTask
from app.errors import Forbidden, Invalid, NotFound
from app.organisation.identity import actor_for
from app.organisation.models import User
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.tasks.queries import possible_assignees
from app.timeline.log import Subject, record


def reassign_task(task_id: int, to_user_id: int | None, *, actor: Actor, now: datetime, note: str = "") -> UserTask:
    """Make the task another person's (None: everybody's who may do it), whoever has it now.

    Raises TaskNotFound, TaskAlreadyCompleted, TaskCancelled, Forbidden, and Invalid (`to`) when that person may not do
    it or has it already.
    """
    task = require_task(actor, lock_task(task_id))
    require_open(task)
    if not may_manage_cases(actor):
        raise Forbidden
    if task.assignee_id == to_user_id:
        raise Invalid({"to": [SAME]})
    successor = None if to_user_id is None else _successor(task, to_user_id)
    action = "task.handed_over" if successor else "task.released"
    facts = {"task": task.name, "element": task.element, "to": successor.name if successor else None, "note": note}
    record(Subject("case", task.case_id), action, actor, now, **facts)
    task.assignee_id = successor.id if successor else None
    task.claimed_at = now if successor else None
    task.version += 1
    return task


def _successor(task: UserTask, user_id: int) -> User:
    """Return the person; raise Invalid unless they may do the task and, where it is confidential, may know of it."""
    person = next((user for user in possible_assignees(task) if user.id == user_id), None)
    if person is None:
        raise Invalid({"to": [NOT_ABLE]})
    try:
        require_task(actor_for(person), task)
    except NotFound as unknown:
        raise Invalid({"to": [NOT_ABLE]}) from unknown
    return person


SAME = N_("It is this person's already.")
NOT_ABLE = N_("This person may not do this task.")
