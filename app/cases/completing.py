"""Complete a user task: check, file what was entered, move the case on."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app import engine
from app.cases import hooks
from app.cases.access import require_open, require_task, require_worker
from app.cases.attachments import require_own_files
from app.cases.errors import StepFailed, TaskClaimedByAnother
from app.cases.forms import form_of, process_of
from app.cases.incidents import note_failed_step
from app.cases.locking import lock_task
from app.cases.models import TaskStatus, UserTask
from app.cases.position import Running, running, settle
from app.cases.snapshot import form_context, snapshot
from app.database import change
from app.engine import EngineError
from app.errors import Invalid
from app.extensions import db
from app.forms import FormInvalid, validate
from app.organisation.models import User
from app.organisation.roles import Actor
from app.timeline.log import record


def complete_task(
    task_id: int, data: Mapping[str, Any], *, actor: Actor, now: datetime
) -> tuple[UserTask, list[UserTask]]:
    """Complete the task with what was entered; return it and the tasks that opened next.

    Raises TaskNotFound, NotYourTask, TaskAlreadyCompleted, TaskCancelled, TaskClaimedByAnother, Invalid (the entries,
    by field), StepFailed (the process could not go on: nothing changed, an incident is opened).
    """
    task = require_task(actor, lock_task(task_id))
    require_open(task)
    require_worker(actor, task)
    _require_free(task, actor)
    at = running(task.case)
    filed = checked_entries(task, data, now)
    record(at.subject, "task.completed", actor, now, task=task.name, element=task.element, data=filed)
    _close(task, filed, actor, now)
    added = hooks.completed(process_of(task).key, hooks.Completion(task.case, task, filed, actor, now))
    opened = _step(at, task, {**filed, **added}, actor, now)
    return task, opened


def checked_entries(task: UserTask, data: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return the entries as the task's form accepts them; raise Invalid by field."""
    form = form_of(task)
    if form is None:
        return {}
    try:
        filed = validate(form, data, context=form_context(task.case), now=now)
    except FormInvalid as invalid:
        raise Invalid(invalid.errors) from invalid
    require_own_files(task.case_id, filed, form)
    return filed


def _require_free(task: UserTask, actor: Actor) -> None:
    if task.assignee_id is not None and task.assignee_id != actor.id:
        assignee = db.session.get_one(User, task.assignee_id)
        raise TaskClaimedByAnother(who=assignee.name)


def _close(task: UserTask, filed: Mapping[str, Any], actor: Actor, now: datetime) -> None:
    change(
        db.session,
        task,
        status=TaskStatus.completed,
        assignee_id=actor.id,
        closed_at=now,
        closed_by_id=actor.id,
        data=json.dumps(filed, ensure_ascii=False),
        version=task.version + 1,
    )


def _step(at: Running, task: UserTask, values: Mapping[str, Any], actor: Actor, now: datetime) -> list[UserTask]:
    try:
        position = engine.complete(
            at.process,
            at.case.state,
            task.engine_id,
            variables=at.routing(values),
            case=snapshot(at.case, now),
            now=now,
        )
    except EngineError as error:
        note_failed_step(at.case.id, task.element, error, now)
        raise StepFailed from error
    return settle(at, position, actor=actor, now=now)
