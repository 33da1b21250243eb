"""Follow each agency's report as its case moves: the state that the matrix shows."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.cases import hooks
from app.cases.hooks import Completion, on_completed
from app.cases.models import Case, UserTask
from app.cases.opening import set_deadline
from app.cases.receipts import Channel
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.errors import Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.reports.errors import SubmissionNotFound
from app.reports.models import Submission, SubmissionState
from app.reports.service import telling
from app.timeline.log import Subject, record

PROCESS = "agency_report"
WRITING = ("draft_report", "revise_report")


def submission_of_case(case_id: int) -> Submission | None:
    """Return the submission whose report the case carries."""
    return db.session.scalar(select(Submission).where(Submission.case_id == case_id))


def require_submission(case_id: int) -> Submission:
    """Return the submission whose report the case carries; raise SubmissionNotFound."""
    submission = submission_of_case(case_id)
    if submission is None:
        raise SubmissionNotFound
    return submission


def arrive(submission: Submission, channel: Channel, at: datetime) -> None:
    """Note that the report is with the department since `at`; being late is judged by that instant."""
    submission.state = SubmissionState.submitted
    submission.channel = channel
    submission.submitted_at = at
    submission.first_submitted_at = submission.first_submitted_at or at


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
        _checked(submission, completion)
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
    else:
        arrive(submission, Channel.system, now)


def _checked(submission: Submission, completion: Completion) -> None:
    if completion.data["check_decision"] != "return":
        return  # acceptance is the service task's
    resubmit_by = date.fromisoformat(completion.data["resubmit_by"])
    if resubmit_by <= local_date(completion.now):
        raise Invalid({"resubmit_by": [N_("Choose a day after today.")]})
    submission.state = SubmissionState.returned
    submission.returned_at = completion.now
    set_resubmission(submission, completion.case, resubmit_by)


def set_resubmission(submission: Submission, case: Case, day: date) -> None:
    """Give a returned report a limit of its own: the end of `day`. Its case and the tasks that follow it keep it."""
    deadline = fixed_date(day, inclusive=True, calendar=office_calendar())
    submission.resubmit_by, submission.resubmit_overdue_after = day, deadline.overdue_after
    set_deadline(case, deadline)


def _note_number(submission: Submission, data: Mapping[str, Any]) -> None:
    if data.get("document_number"):
        submission.document_number = data["document_number"]
    if data.get("document_date"):
        submission.document_date = date.fromisoformat(data["document_date"])


def accept(case_id: int, now: datetime) -> None:
    """Take the report into the consolidated figures and tell the agency."""
    submission = submission_of_case(case_id)
    if submission is None:
        return
    submission.state = SubmissionState.accepted
    submission.accepted_at = now
    record(Subject("case", case_id), "report.accepted", SYSTEM, now)
    telling.tell_accepted(submission, now)


def _work_began(task: UserTask, _now: datetime) -> None:
    if task.element != "draft_report":
        return
    submission = submission_of_case(task.case_id)
    if submission is not None and submission.state is SubmissionState.not_started:
        submission.state = SubmissionState.drafting


hooks.work_started.append(_work_began)
