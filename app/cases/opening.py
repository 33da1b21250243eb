"""Make the row of a user task that the engine has just reached: whose it is and until when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import select

from app.cases.inside import calls_within, text_of
from app.cases.models import NO_DUE_DATE, Case, TaskStatus, UserTask
from app.cases.snapshot import snapshot
from app.deadlines.moments import Deadline, Reading
from app.deadlines.rules import resolve
from app.engine import WaitingTask, evaluate
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency
from app.organisation.roles import SEAT_ROLES, Role
from app.processes.deployed import Deployed, Element
from app.vietnamese import search_key


class UnknownAgency(LookupError):
    """The diagram's agency variable named a code that no agency has."""


def open_task(
    case: Case, owner: Deployed, waiting: WaitingTask, *, variables: Mapping[str, Any], now: datetime
) -> UserTask:
    """Return the new row (not yet stored) of the task the engine waits at; `owner` is the process it stands in."""
    element = owner.elements[waiting.element]
    context = {**variables, **waiting.variables, "case": snapshot(case, now)}
    deadline = _deadline(case, element, context, now)
    task = UserTask(
        case_id=case.id,
        case=case,
        definition_id=None if owner.id == case.definition_id else owner.id,
        call_path=text_of(calls_within(case, waiting.within)),
        engine_id=waiting.id,
        element=element.id,
        name=element.name,
        search_key=search_key(element.name, case.title)[:700],
        role=element.role,
        agency_id=agency_of_task(case, element, context, now),
        status=TaskStatus.open,
        form_key=element.form_key,
        reminders=element.reminders,
        due_rule=element.due_rule,
        paused_at=case.paused_at,
        opened_at=now,
        version=1,
    )
    set_deadline(task, deadline)
    return task


def set_deadline(row: Case | UserTask, deadline: Deadline | None) -> None:
    """Write the three moments of `deadline` (or none) into the row."""
    row.remind_by = deadline.remind_by if deadline else None
    row.due_at = deadline.due_at if deadline else None
    row.overdue_after = deadline.overdue_after if deadline else None
    if isinstance(row, UserTask):
        row.due_order = row.due_at or NO_DUE_DATE
    else:
        row.last_day = deadline.last_day if deadline else None
        row.reading = deadline.reading if deadline else "later"


def case_deadline(case: Case) -> Deadline | None:
    """Return the case's own three moments, if it has any."""
    if case.due_at is None:
        return None
    return Deadline(
        case.remind_by or case.due_at,
        case.due_at,
        case.overdue_after or case.due_at,
        last_day=case.last_day,
        reading=cast(Reading, case.reading),
    )


def _deadline(case: Case, element: Element, context: Mapping[str, Any], now: datetime) -> Deadline | None:
    if not element.due_rule:
        return None
    return resolve(
        element.due_rule,
        opened_at=now,
        case_deadline=case_deadline(case),
        evaluate=lambda expression: evaluate(expression, context, now),
        calendar=office_calendar(),
    )


def agency_of_task(case: Case, element: Element, context: Mapping[str, Any], now: datetime) -> int | None:
    """Return the agency whose people do the element's work, None for any holder of its role; raise UnknownAgency."""
    if element.agency is None or element.agency == "case.agency":
        return case.agency_id if _needs_agency(element.role, element.agency) else None
    code = evaluate(f"={element.agency}", context, now)
    agency_id = db.session.scalar(select(Agency.id).where(Agency.code == code))
    if agency_id is None:
        raise UnknownAgency(f"{element.id}: {element.agency} gave {code!r}, which is no agency's code")
    return agency_id


def _needs_agency(role: Role | None, agency: str | None) -> bool:
    return agency is not None or role in SEAT_ROLES
