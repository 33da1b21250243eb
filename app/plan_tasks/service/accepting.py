"""The lead agency takes a task on and names who is in charge, or asks the department what is meant."""

from collections.abc import Mapping
from typing import Any

from app.cases.hooks import Completion, on_completed
from app.plan_tasks.models import Assignment, AssignmentState, Rhythm
from app.plan_tasks.progress import first_update_on
from app.plan_tasks.service.opening import PROCESS
from app.plan_tasks.service.records import assignment_of_case, set_facts
from app.timeline.log import Subject, record

IN_CHARGE = ("focal_name", "focal_post", "focal_phone", "focal_email")
PATIENCE = "P10D"  # how long after its limit a task without a result is looked into


@on_completed(PROCESS)
def _follow(completion: Completion) -> Mapping[str, Any] | None:
    element = completion.task.element
    if element == "accept_task":
        _answered(completion, assignment_of_case(completion.case.id))
    elif element == "answer_clarification":
        _clarified(completion, assignment_of_case(completion.case.id))
    return None


def _answered(completion: Completion, assignment: Assignment | None) -> None:
    data, case, now = completion.data, completion.case, completion.now
    if data["acceptance"] == "clarify":
        set_facts(case, question=data["question"])
        if assignment is not None:
            assignment.state = AssignmentState.clarifying
        record(Subject("case", case.id), "plan_task.clarification_asked", completion.actor, now, text=data["question"])
        return
    rhythm, in_charge = Rhythm(data["rhythm"]), {name: data[name] for name in IN_CHARGE}
    set_facts(case, **in_charge, update_on=first_update_on(rhythm, now), rhythm=rhythm, patience=PATIENCE)
    if assignment is None:
        return  # a case of this process started by hand
    for name, value in in_charge.items():
        setattr(assignment, name, value)
    assignment.rhythm, assignment.state = rhythm, AssignmentState.in_progress
    assignment.accepted_at = assignment.accepted_at or now
    record(Subject("case", case.id), "plan_task.accepted", completion.actor, now, who=data["focal_name"], rhythm=rhythm)


def _clarified(completion: Completion, assignment: Assignment | None) -> None:
    case, answer = completion.case, completion.data["answer"]
    set_facts(case, answer=answer)
    if assignment is not None:
        assignment.state = AssignmentState.assigned
    record(Subject("case", case.id), "plan_task.clarified", completion.actor, completion.now, text=answer)
