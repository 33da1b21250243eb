"""What has been filed on tasks: the earlier steps of a case, and what became of one's own step."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.cases.forms import form_of
from app.cases.models import Case, TaskStatus, UserTask
from app.cases.snapshot import form_context
from app.extensions import db
from app.forms import Form
from app.organisation.roles import Actor
from app.tasks.outside import Outside, answered_outside
from app.tasks.queries import find_task

RETURN_REASONS = ("return_reason", "return_reasons")  # how forms of every process call it


@dataclass(frozen=True)
class Filed:
    """What one earlier step filed, with the form to show it."""

    task: UserTask
    form: Form
    data: dict[str, Any]
    context: dict[str, Any]
    replaced_by: Outside | None  # the agency's own document that holds instead


@dataclass(frozen=True)
class Returned:
    """Why the work came back: what the step just before said, and which step that was."""

    task: UserTask
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What a person's step led to: the tasks that wait on the case now."""

    task: UserTask
    next: list[UserTask]


def filed_before(case: Case, task: UserTask | None = None) -> list[Filed]:
    """Return what the case's steps filed, newest first, each form once; not that of the form still to be filled."""
    shown: dict[str, Filed] = {}
    context = form_context(case)
    for done in _completed(case.id):
        form = form_of(done)
        if not done.form_key or form is None or done.form_key in shown:
            continue
        if task is None or done.form_key != task.form_key:
            outside = answered_outside(done, done.closed_at)
            shown[done.form_key] = Filed(done, form, json.loads(done.data or "{}"), context, outside)
    return list(shown.values())


def returned_before(case: Case) -> Returned | None:
    """Return why the case came back, if the step completed last says so (`RETURN_REASONS` are its form's fields)."""
    last = next(iter(_completed(case.id, limit=1)), None)
    if last is None:
        return None
    data = json.loads(last.data or "{}")
    reason = next((str(data[field]) for field in RETURN_REASONS if data.get(field)), "")
    return Returned(last, reason) if reason else None


def outcome_for(task_id: int, actor: Actor) -> Outcome | None:
    """Return what became of a task that the actor has completed; None for any other."""
    task = find_task(task_id)
    if task is None or task.status is not TaskStatus.completed or task.closed_by_id != actor.id:
        return None
    waiting = select(UserTask).where(UserTask.case_id == task.case_id, UserTask.status == TaskStatus.open)
    return Outcome(task, list(db.session.scalars(waiting.order_by(UserTask.id))))


def receipt_of(data: Mapping[str, Any]) -> str:
    """Return the fingerprint of what is filed: sending the same again is recognised by it."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()


def was_filed_by(task: UserTask, actor: Actor, receipt: str) -> bool:
    """Whether the actor has completed the task with exactly this: a second click, not a second opinion."""
    if task.status is not TaskStatus.completed or task.closed_by_id != actor.id:
        return False
    return receipt_of(json.loads(task.data or "{}")) == receipt


def _completed(case_id: int, *, limit: int | None = None) -> Iterable[UserTask]:
    """Yield what was completed, the latest first."""
    done = select(UserTask).where(UserTask.case_id == case_id, UserTask.status == TaskStatus.completed)
    latest_first = done.order_by(UserTask.closed_at.desc(), UserTask.id.desc())
    return db.session.scalars(latest_first.options(undefer(UserTask.data)).limit(limit))
