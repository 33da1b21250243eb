"""Give many tasks to another person at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.bulk.errors import Hindered
from app.bulk.extending import CLOSED
from app.bulk.orders import Reassign
from app.bulk.sentences import Sentence
from app.bulk.targets import Target
from app.cases.access import may_work_on
from app.cases.errors import SomethingFollowed
from app.cases.locking import lock_task
from app.cases.models import TaskStatus, UserTask
from app.extensions import db
from app.organisation.identity import actor_for
from app.organisation.models import User
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.tasks.reassigning import NOT_ABLE, SAME, reassign_task
from app.timeline.log import Subject, record

NOTHING_WAITS = N_("Nothing waits at the agency.")


def hindrances(targets: Sequence[Target], order: Reassign) -> list[Sentence | None]:
    """Return for each why that person cannot have it, or None."""
    person = db.session.get(User, order.to) if order.to is not None else None
    able = actor_for(person) if person is not None and person.disabled_at is None else None
    return [_hindrance(target, order, able) for target in targets]


def carry_out_one(target: Target, order: Reassign, actor: Actor, now: datetime) -> dict[str, Any]:
    """Reassign the task and return what undoing needs. Raises as `app.tasks.reassigning.reassign_task`."""
    if target.task is None:
        raise Hindered(Sentence(NOTHING_WAITS))
    had, since = target.task.assignee_id, target.task.claimed_at
    task = reassign_task(target.task.id, order.to, actor=actor, now=now, note=order.note)
    return {"assignee": had, "since": since.isoformat() if since else None, "version": task.version}


def undo_one(target: Target, before: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    """Give the task back to whoever had it. Raises SomethingFollowed."""
    task = lock_task(target.task.id) if target.task else None
    if task is None or task.status is not TaskStatus.open or task.version != before["version"]:
        raise SomethingFollowed
    had = db.session.get(User, before["assignee"]) if before["assignee"] is not None else None
    if had is not None and (had.disabled_at is not None or not may_work_on(actor_for(had), task)):
        raise SomethingFollowed
    _note(task, had, actor, now)
    task.assignee_id = had.id if had else None
    task.claimed_at = datetime.fromisoformat(before["since"]) if before["since"] else None
    task.version += 1


def _note(task: UserTask, had: User | None, actor: Actor, now: datetime) -> None:
    action = "task.handed_over" if had else "task.released"
    facts = {"task": task.name, "element": task.element, "to": had.name if had else None}
    record(Subject("case", task.case_id), action, actor, now, **facts)


def _hindrance(target: Target, order: Reassign, able: Actor | None) -> Sentence | None:
    task = target.task
    if task is None:
        return Sentence(NOTHING_WAITS)
    if task.status is not TaskStatus.open:
        return Sentence(CLOSED)
    if task.assignee_id == order.to:
        return Sentence(SAME)
    if order.to is not None and (able is None or not may_work_on(able, task)):
        return Sentence(NOT_ABLE)
    return None
