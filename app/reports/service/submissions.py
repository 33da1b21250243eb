"""Follow each agency's report as its case moves: the state that the matrix shows."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.cases import hooks
from app.cases.hooks import Completion, on_completed
from app.cases.models import UserTask
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.errors import Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.reports.models import Channel, Submission, SubmissionState

PROCESS = "agency_report"
WRITING = ("draft_report", "revise_report")


def submission_of_case(case_id: int) -> Submission | None:
    """Return the submission whose report the case carries."""
    return db.session.scalar(select(Submission).where(Submission.case_id == case_id))


@on_completed(PROCESS)
def _follow(completion: Completion) -> Mapping[str, Any] | None:
    submission = submission_of_case(completion.case.id)
    if submission is None:
        return None  # a case of this process started by hand, outside any campaign
    element = completion.task.element
    if element in WRITING:
        _written(submission, completion.data)
    elif element == "head_review":
        _reviewed(submission, completion.data, completion.now)
    elif element == "check_report":
        _checked(submission, completion.data, completion.now)
    return None


def _written(submission: Submission, data: Mapping[str, Any]) -> None:
    submission.state = SubmissionState.with_head
    submission.is_nil = bool(data.get("is_nil"))
    submission.report = json.dumps(dict(data), ensure_ascii=False)
    _note_number(submission, data)


def _reviewed(submission: Submission, data: Mapping[str, Any], now: datetime) -> None:
    _note_number(submission, data)
    if data["head_decision"] == "return":
        submission.state = SubmissionState.drafting
        return
    submission.state = SubmissionState.submitted
    submission.submitted_at = now
    submission.first_submitted_at = submission.first_submitted_at or now
    submission.channel = Channel.system


def _checked(submission: Submission, data: Mapping[str, Any], now: datetime) -> None:
    if data["check_decision"] != "return":
        return  # acceptance is the service task's
    resubmit_by = date.fromisoformat(data["resubmit_by"])
    if resubmit_by <= local_date(now):
        raise Invalid({"resubmit_by": ["Choose a day after today."]})
    deadline = fixed_date(resubmit_by, inclusive=True, calendar=office_calendar())
    submission.state = SubmissionState.returned
    submission.returned_at = now
    submission.resubmit_by = resubmit_by
    submission.due_at, submission.overdue_after = deadline.due_at, deadline.overdue_after


def _note_number(submission: Submission, data: Mapping[str, Any]) -> None:
    if data.get("document_number"):
        submission.document_number = data["document_number"]
    if data.get("document_date"):
        submission.document_date = date.fromisoformat(data["document_date"])


def accept(case_id: int, now: datetime) -> None:
    """Take the report into the consolidated figures."""
    submission = submission_of_case(case_id)
    if submission is not None:
        submission.state = SubmissionState.accepted
        submission.accepted_at = now


def _work_began(task: UserTask, _now: datetime) -> None:
    if task.element != "draft_report":
        return
    submission = submission_of_case(task.case_id)
    if submission is not None and submission.state is SubmissionState.not_started:
        submission.state = SubmissionState.drafting


hooks.work_started.append(_work_began)
