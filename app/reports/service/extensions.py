"""Ask for more time for a report, grant it or refuse it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.cases.access import require_case
from app.cases.hooks import Completion, on_completed
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus
from app.cases.rescheduling import move_deadline, pause_reminders
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import SYSTEM, Actor, Role
from app.reports.errors import CampaignClosed, ExtensionAlreadyAsked, SubmissionNotFound
from app.reports.models import ExtensionState, Submission
from app.reports.service.submissions import submission_of_case
from app.timeline.log import Subject, record

PROCESS = "extension_request"


def ask_extension(case_id: int, until: date, reason: str, *, actor: Actor, now: datetime) -> Case:
    """Ask for the report's deadline to move to `until`; reminders pause until it is decided.

    Raises SubmissionNotFound, Forbidden, CampaignClosed, ExtensionAlreadyAsked, Invalid.
    """
    case = require_case(actor, lock_case(case_id))
    submission = _submission(case.id)
    if not any(actor.sits_at(case.agency_id, role) for role in (Role.focal_point, Role.agency_head)):
        raise Forbidden
    if case.status is not CaseStatus.running:
        raise CampaignClosed
    if submission.extension is ExtensionState.asked:
        raise ExtensionAlreadyAsked
    _require_later(until, submission)
    if not reason.strip():
        raise Invalid({"reason": ["Say why more time is needed."]})
    submission.extension = ExtensionState.asked
    pause_reminders(case.id, now=now)
    record(Subject("case", case.id), "extension.asked", actor, now, until=until, reason=reason)
    facts = {"report_case_id": case.id, "asked_until": f"{until:%d/%m/%Y}", "asked_because": reason}
    title = f"Xin gia hạn đến {until:%d/%m/%Y}: {case.title}"
    request, _ = start_case(NewCase(PROCESS, case.agency, title, facts=facts), actor=actor, now=now)
    return request


def _require_later(until: date, submission: Submission) -> None:
    if until <= local_date(submission.due_at):
        raise Invalid({"until": ["Choose a day after the present deadline."]})


def _submission(case_id: int) -> Submission:
    submission = submission_of_case(case_id)
    if submission is None:
        raise SubmissionNotFound
    return submission


@on_completed(PROCESS)
def _decided(completion: Completion) -> Mapping[str, Any] | None:
    """Check the new date while the coordinator can still correct it."""
    if completion.data.get("extension_decision") == "grant":
        submission = _submission(json.loads(completion.case.facts)["report_case_id"])
        extended_to = date.fromisoformat(completion.data["extended_to"])
        if extended_to <= local_date(submission.due_at):
            raise Invalid({"extended_to": ["Choose a day after the present deadline."]})
        submission.extended_to = extended_to
    return None


def grant(request_case_id: int, now: datetime) -> None:
    """Move the report's deadline to the day the coordinator chose."""
    report_case_id = _report_case_id(request_case_id)
    submission = _submission(report_case_id)
    if submission.extended_to is None:
        raise LookupError(f"extension request {request_case_id} was granted without a date")
    deadline = fixed_date(submission.extended_to, inclusive=True, calendar=office_calendar())
    move_deadline(report_case_id, deadline, reason="extension granted", actor=SYSTEM, now=now)
    pause_reminders(report_case_id, now=None)
    submission.extension = ExtensionState.granted
    submission.due_at, submission.overdue_after = deadline.due_at, deadline.overdue_after
    record(Subject("case", report_case_id), "extension.granted", SYSTEM, now, until=submission.extended_to)


def refuse(request_case_id: int, now: datetime) -> None:
    """Keep the report's deadline; reminders go on."""
    report_case_id = _report_case_id(request_case_id)
    lock_case(report_case_id)
    _submission(report_case_id).extension = ExtensionState.refused
    pause_reminders(report_case_id, now=None)
    record(Subject("case", report_case_id), "extension.refused", SYSTEM, now)


def _report_case_id(request_case_id: int) -> int:
    return int(json.loads(db.session.get_one(Case, request_case_id).facts)["report_case_id"])
