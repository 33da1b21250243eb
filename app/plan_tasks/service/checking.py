"""The department compares a result with what the plan asks for: done, or to be done again by a day of its own."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.cases.hooks import Completion, on_completed
from app.cases.opening import case_deadline, set_deadline
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.errors import Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.plan_tasks.models import AssignmentState
from app.plan_tasks.service import telling
from app.plan_tasks.service.accepting import PATIENCE
from app.plan_tasks.service.following import follow
from app.plan_tasks.service.opening import PROCESS
from app.plan_tasks.service.records import assignment_of_case, set_facts
from app.timeline.log import Subject, record


@on_completed(PROCESS)
def _checked(completion: Completion) -> Mapping[str, Any] | None:
    if completion.task.element == "check_result" and completion.data["check_decision"] == "return":
        _return(completion)
    return None  # what is accepted is the service task's


def _return(completion: Completion) -> None:
    case, data, now = completion.case, completion.data, completion.now
    day = date.fromisoformat(data["resubmit_by"])
    if day <= local_date(now):
        raise Invalid({"resubmit_by": [N_("Choose a day after today.")]})
    set_facts(case, patience=PATIENCE)
    present = case_deadline(case)
    if present is None or local_date(present.due_at) < day:  # a return never takes time away that is left
        set_deadline(case, fixed_date(day, inclusive=True, calendar=office_calendar()))
        follow(case, now)
    assignment = assignment_of_case(case.id)
    if assignment is not None:
        assignment.state, assignment.returned_at = AssignmentState.returned, now
        assignment.return_reason = data["return_reason"]


def finish(case_id: int, now: datetime) -> None:
    """Note that the task is done and tell the agency; done twice it is done once."""
    assignment = assignment_of_case(case_id)
    if assignment is None or assignment.state is AssignmentState.done:
        return
    record(Subject("case", case_id), "plan_task.done", SYSTEM, now)
    assignment.state, assignment.checked_at = AssignmentState.done, now
    db.session.flush()  # the mail is queued beside the mapper
    telling.tell_done(assignment, now)
