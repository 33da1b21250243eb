"""Keep the dates that assignments and contributions carry true when the date of their case moves, or moves back."""

from datetime import datetime

from app.cases import hooks
from app.cases.models import Case, CaseStatus
from app.plan_tasks.models import OVER, AssignmentState
from app.plan_tasks.service.records import assignment_of_case, contribution_of_case


def follow(case: Case, _now: datetime) -> None:
    """Give the assignment, or the contribution, that the case carries the case's present deadline."""
    if case.due_at is None or case.overdue_after is None:
        return
    row = assignment_of_case(case.id) or contribution_of_case(case.id)
    if row is not None:
        row.due_at, row.overdue_after = case.due_at, case.overdue_after


def _ended(case: Case, _now: datetime) -> None:
    """Note that a case was cancelled before its task was done."""
    if case.status is not CaseStatus.cancelled:
        return
    assignment = assignment_of_case(case.id)
    if assignment is not None and assignment.state not in OVER:
        assignment.state = AssignmentState.stopped


if follow not in hooks.case_rescheduled:
    hooks.case_rescheduled.append(follow)
    hooks.case_ended.append(_ended)
