"""What a task's form starts with: the draft, else what was last filed on this form, else what the case knows."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.cases.forms import process_of
from app.cases.models import TaskStatus, UserTask
from app.cases.snapshot import form_context
from app.extensions import db
from app.forms import Form, initial
from app.forms.fields import Choice
from app.tasks.drafts import find_draft
from app.tasks.outside import Outside, answered_outside

_empty: set[tuple[str, str]] = set()


def start_empty(process_key: str, form_key: str) -> None:
    """Register a form that asks for something new each time it comes, e.g. for the number of another document."""
    _empty.add((process_key, form_key))


def entries_of(task: UserTask, form: Form | None) -> dict[str, Any]:
    """Return the form's first values; {} for a task without a form."""
    if form is None:
        return {}
    draft = find_draft(task.id)
    data = draft.data if draft else {} if _starts_empty(task, form) else _filed_before(task)
    return initial(form, data=data, context=form_context(task.case))


def decision_of(form: Form | None) -> Choice | None:
    """Return the form's one choice that says what is to become of the case, if it begins with one.

    Such a form starts empty each time: a decision is made anew, not taken over from the last one.
    """
    first = form.fields[0] if form and form.fields else None
    return first if isinstance(first, Choice) and first.look == "radio" else None


def _starts_empty(task: UserTask, form: Form) -> bool:
    return decision_of(form) is not None or (process_of(task).key, task.form_key) in _empty


def begins_with(task: UserTask, form: Form | None) -> Outside | None:
    """Return the document outside the system whose words the form begins with; None when it begins with others."""
    if form is None or _starts_empty(task, form):
        return None
    _data, filed_at = _last_filed(task)
    return answered_outside(task, filed_at)


def _filed_before(task: UserTask) -> dict[str, Any]:
    """Return what was last filed in the case on the same form, here or on paper: it is not typed again."""
    data, filed_at = _last_filed(task)
    outside = answered_outside(task, filed_at)
    return dict(outside.data) if outside else data


def _last_filed(task: UserTask) -> tuple[dict[str, Any], datetime | None]:
    """Return what the case's last task with the same form filed, and when."""
    filed = db.session.execute(
        select(UserTask.data, UserTask.closed_at)
        .where(
            UserTask.case_id == task.case_id,
            UserTask.form_key == task.form_key,
            UserTask.definition_id.is_not_distinct_from(task.definition_id),  # a called process has forms of its own
            UserTask.status == TaskStatus.completed,
        )
        .order_by(UserTask.id.desc())
        .limit(1)
    ).one_or_none()
    return (dict(json.loads(filed.data or "{}")), filed.closed_at) if filed else ({}, None)
