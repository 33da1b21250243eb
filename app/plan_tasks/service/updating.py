"""Progress updates: a row when one is asked for, what was said when it is filed, and when the next one is due."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.cases import hooks
from app.cases.hooks import Completion, on_completed
from app.cases.models import Case, UserTask
from app.extensions import db
from app.plan_tasks.models import ProgressUpdate, Rhythm
from app.plan_tasks.progress import first_update_on, period_around
from app.plan_tasks.service.records import assignment_of_case, set_facts
from app.timeline.log import Subject, record

DELIVERY = "plan_task_delivery"
UPDATE = "update_progress"
_EVERY = timedelta(days=30)  # how often a task without a result is looked into again


def _ask(case: Case, tasks: Sequence[UserTask], now: datetime) -> None:
    """Write down which period an update that has just been asked for is about."""
    task = next((task for task in tasks if task.element == UPDATE), None)
    assignment = assignment_of_case(case.id) if task is not None else None
    if task is None or assignment is None or assignment.rhythm is None:
        return
    asked_on = date.fromisoformat(json.loads(case.facts)["update_on"])
    first, last = period_around(assignment.rhythm, asked_on - timedelta(days=1))
    overdue_after = task.overdue_after or now
    left_over = db.session.scalar(
        select(ProgressUpdate).where(ProgressUpdate.assignment_id == assignment.id, ProgressUpdate.period_to == last)
    )
    if left_over is not None:  # asked before the task rested, or was sent and came back
        left_over.task_id, left_over.overdue_after = task.id, overdue_after
        return
    db.session.add(
        ProgressUpdate(
            assignment_id=assignment.id,
            task_id=task.id,
            period_from=first,
            period_to=last,
            overdue_after=overdue_after,
            text="",
            difficulties="",
        )
    )


if _ask not in hooks.tasks_opened:
    hooks.tasks_opened.append(_ask)


@on_completed(DELIVERY)
def _follow(completion: Completion) -> Mapping[str, Any] | None:
    if completion.task.element == UPDATE:
        _filed(completion)
    elif completion.task.element == "review_stalled":
        _reviewed(completion)
    return None


def _filed(completion: Completion) -> None:
    """Keep what was said; one update tells about all that is over, so the next is due after the present period."""
    data, case, now = completion.data, completion.case, completion.now
    rhythm = Rhythm(json.loads(case.facts).get("rhythm", Rhythm.quarter))
    set_facts(case, update_on=first_update_on(rhythm, now))
    update = db.session.scalar(select(ProgressUpdate).where(ProgressUpdate.task_id == completion.task.id))
    if update is None:
        return
    update.filed_at, update.filed_by_id = now, completion.actor.id
    update.percent, update.text = int(data["percent"]), data["progress"]
    update.difficulties = data.get("difficulties") or ""
    record(Subject("case", case.id), "plan_task.updated", completion.actor, now, percent=update.percent)


def _reviewed(completion: Completion) -> None:
    """Look again some time from now, counted from the limit: so that a new limit moves it."""
    case, now = completion.case, completion.now
    days = (now - case.overdue_after + _EVERY).days if case.overdue_after else _EVERY.days
    set_facts(case, patience=f"P{max(days, _EVERY.days)}D")
    note = completion.data["review_note"]
    record(Subject("case", case.id), "plan_task.reviewed", completion.actor, now, note=note)
