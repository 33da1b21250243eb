"""Where work has gone: what an old link says to those who had received it, and to nobody else."""

from dataclasses import dataclass

from sqlalchemy import exists, select

from app.cases.access import may_work_on, sees_case
from app.cases.confidential.marking import mark_read
from app.cases.models import TaskStatus, UserTask
from app.extensions import db
from app.organisation.models import User
from app.organisation.roles import Actor
from app.tasks.queries import find_task
from app.timeline.outbox_models import OutboxMessage


@dataclass(frozen=True)
class Gone:
    """A task that is done, no longer needed, or somebody else's now."""

    task: UserTask
    closed_by: User | None
    waiting: list[UserTask]  # what waits on the case now, as far as the person may know
    may_open_case: bool


def whereabouts(task_id: int, actor: Actor) -> Gone | None:
    """Say what became of a task that the actor had received; None while it is open to them, and for all others."""
    task = find_task(task_id)
    if task is None:
        return None
    sees = sees_case(actor, task.case)
    if task.status is TaskStatus.open and (sees or may_work_on(actor, task)):
        return None
    if (task.case.is_confidential and not sees) or not _received(task, actor):
        return None
    mark_read(actor, task.case)
    closed_by = db.session.get(User, task.closed_by_id) if task.closed_by_id else None
    return Gone(task, closed_by, _waiting(task) if sees else [], sees)


def _received(task: UserTask, actor: Actor) -> bool:
    if actor.id in (task.assignee_id, task.closed_by_id) or may_work_on(actor, task):
        return True
    mail = exists().where(OutboxMessage.task_id == task.id, OutboxMessage.recipient_id == actor.id)
    return bool(db.session.scalar(select(mail)))


def _waiting(task: UserTask) -> list[UserTask]:
    waits = select(UserTask).where(UserTask.case_id == task.case_id, UserTask.status == TaskStatus.open)
    return list(db.session.scalars(waits.order_by(UserTask.id)))
