"""Records as the API shows them to one caller."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from app.cases.models import Case, UserTask
from app.organisation.models import Agency
from app.organisation.roles import Actor, Role
from app.processes.deployed import get_deployed
from app.timeline.queries import Entry


def instant(value: datetime | None) -> str | None:
    """Return the instant as ISO 8601, or None."""
    return value.isoformat() if value else None


def moments(row: Case | UserTask | Row[Any]) -> dict[str, str | None]:
    """Return the three moments of a task or case."""
    return {
        "remind_by": instant(row.remind_by),
        "due_at": instant(row.due_at),
        "overdue_after": instant(row.overdue_after),
    }


def agency_short(agency: Agency | None) -> dict[str, str] | None:
    """Return code and name."""
    return {"code": agency.code, "name": agency.name} if agency else None


def task_listed(task: UserTask, actor: Actor) -> dict[str, Any]:
    """Return a task as lists show it."""
    assignee = None if actor.has(Role.auditor) else task.assignee
    return {
        "id": task.id,
        "name": task.name,
        "element": task.element,
        "status": task.status.value,
        "case": case_short(task.case),
        "agency": agency_short(task.agency),
        "assignee": {"id": assignee.id, "name": assignee.name} if assignee else None,
        **moments(task),
    }


def row_listed(row: Row[Any], actor: Actor) -> dict[str, Any]:
    """Return a row of `app.tasks.listing` as `task_listed` shows a record."""
    shows_assignee = row.assignee_id is not None and not actor.has(Role.auditor)
    process = get_deployed(row.definition_id).key
    return {
        "id": row.id,
        "name": row.name,
        "element": row.element,
        "status": row.status.value,
        "case": {"id": row.case_id, "title": row.case_title, "process": process},
        "agency": {"code": row.agency_code, "name": row.agency_name} if row.agency_code else None,
        "assignee": {"id": row.assignee_id, "name": row.assignee_name} if shows_assignee else None,
        **moments(row),
    }


def task_result(task: UserTask, opened: list[UserTask]) -> dict[str, Any]:
    """Return what became of a task and which tasks opened."""
    return {
        "id": task.id,
        "status": task.status.value,
        "case": case_short(task.case),
        "tasks": [task_opened(one) for one in opened],
    }


def task_opened(task: UserTask) -> dict[str, Any]:
    """Return a task that has just opened."""
    return {
        "id": task.id,
        "element": task.element,
        "name": task.name,
        "status": task.status.value,
        "due_at": instant(task.due_at),
    }


def case_short(case: Case) -> dict[str, Any]:
    """Return a case in short."""
    return {"id": case.id, "title": case.title, "process": case.process_key}


def timeline_entry(entry: Entry, actor: Actor) -> dict[str, Any]:
    """Return an act; an auditor learns what was done, not by whom."""
    is_auditor = actor.has(Role.auditor)
    return {
        "at": instant(entry.at),
        "action": entry.action,
        "actor": None if is_auditor else entry.actor_name,
        "payload": {} if is_auditor else entry.payload,
    }
