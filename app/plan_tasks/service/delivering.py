"""The lead agency sends its result, or asks for more time; its head confirms the result."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.cases import extending
from app.cases.extending import require_later
from app.cases.hooks import Completion, on_completed
from app.cases.locking import lock_case
from app.cases.models import Case
from app.cases.rescheduling import move_deadline
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.errors import Invalid
from app.organisation.calendar import office_calendar
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.plan_tasks.models import Assignment, AssignmentState, ExtensionState
from app.plan_tasks.service import telling
from app.plan_tasks.service.opening import PROCESS
from app.plan_tasks.service.records import assignment_of_case, set_facts
from app.plan_tasks.service.updating import DELIVERY
from app.timeline.log import Subject, record


@on_completed(DELIVERY)
def _follow(completion: Completion) -> Mapping[str, Any] | None:
    element = completion.task.element
    if element == "deliver_result":
        _written(completion, assignment_of_case(completion.case.id))
    elif element == "confirm_result":
        _confirmed(completion, assignment_of_case(completion.case.id))
    return None


def _written(completion: Completion, assignment: Assignment | None) -> None:
    """Keep the result for the next time the form comes; take the request for more time, or pass it to the head."""
    data, case = completion.data, completion.case
    set_facts(case, result=data.get("result") or "", evidence=data.get("evidence") or [])
    if assignment is not None:
        assignment.result = data.get("result") or ""
    if data["delivery_step"] == "extension":
        _ask_for_time(completion, assignment)
    elif assignment is not None:
        assignment.state = AssignmentState.with_head


def _ask_for_time(completion: Completion, assignment: Assignment | None) -> None:
    data, case, now = completion.data, completion.case, completion.now
    if not data.get("extension_until"):
        raise Invalid(
            {"extension_until": [N_("Enter the day until which you need more time, for example 04/12/2026.")]}
        )
    if not (data.get("extension_reason") or "").strip():
        raise Invalid({"extension_reason": [N_("Say why more time is needed.")]})
    until = date.fromisoformat(data["extension_until"])
    if case.due_at is not None:
        require_later("extension_until", until, local_date(case.due_at), now)
    set_facts(case, asked_until=f"{until:%d/%m/%Y}", asked_because=data["extension_reason"])
    if assignment is not None:
        assignment.extension = ExtensionState.asked
    reason = data["extension_reason"]
    record(Subject("case", case.id), "extension.asked", completion.actor, now, until=until, reason=reason)


def _confirmed(completion: Completion, assignment: Assignment | None) -> None:
    if assignment is None:
        return
    if completion.data["head_decision"] == "return":
        assignment.state = AssignmentState.returned
        assignment.return_reason = completion.data["return_reason"]
        return
    assignment.state, assignment.result_sent_at = AssignmentState.submitted, completion.now
    assignment.return_reason = ""
    record(Subject("case", completion.case.id), "plan_task.result_sent", completion.actor, completion.now)


class TaskExtension:
    """More time for the plan task whose case asks for it."""

    def __init__(self, case: Case) -> None:
        self._case = case

    @property
    def limit(self) -> date:
        """The day the task is due by at present."""
        return local_date(self._case.due_at) if self._case.due_at else date.min

    def grant(self, until: date, now: datetime) -> None:
        """Move the deadline of the case to the day the coordinator chose, and tell the agency; once."""
        case = lock_case(self._case.id)
        assignment = assignment_of_case(case.id)
        if assignment is not None and assignment.extension is not ExtensionState.asked:
            return  # answered before
        deadline = fixed_date(until, inclusive=True, calendar=office_calendar())
        move_deadline(case.id, deadline, reason="extension granted", actor=SYSTEM, now=now)
        record(Subject("case", case.id), "extension.granted", SYSTEM, now, until=until)
        if assignment is not None:
            assignment.extension, assignment.extended_to = ExtensionState.granted, until
            telling.tell_granted(assignment, until, now)

    def refuse(self, reason: str, now: datetime) -> None:
        """Keep the deadline and tell the agency why; once."""
        assignment = assignment_of_case(self._case.id)
        if assignment is not None and assignment.extension is not ExtensionState.asked:
            return  # answered before
        record(Subject("case", self._case.id), "extension.refused", SYSTEM, now, reason=reason)
        if assignment is not None:
            assignment.extension = ExtensionState.refused
            telling.tell_refused(assignment, reason, now)


def find(case: Case) -> TaskExtension | None:
    """Return what the case asks more time for, if it is a plan task's, or its delivery walked by itself."""
    return TaskExtension(case) if case.process_key in (PROCESS, DELIVERY) else None


if find not in extending.finders:
    extending.finders.append(find)
