"""Ask for more time for a report, grant it or refuse it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.cases import hooks
from app.cases.access import require_case
from app.cases.hooks import Completion, on_completed
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus, UserTask
from app.cases.rescheduling import move_deadline, pause_reminders
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import SEAT_ROLES, SYSTEM, Actor
from app.organisation.texts import N_
from app.reports.errors import CampaignClosed, ExtensionAlreadyAsked, ReportAlreadyReceived
from app.reports.models import ExtensionState, Submission
from app.reports.queries import ARRIVED
from app.reports.service import telling
from app.reports.service.following import set_limit
from app.reports.service.submissions import require_submission, submission_of_case
from app.timeline.log import Subject, record

PROCESS = "extension_request"
DECISION = "decide_extension"
AT_THE_AGENCY = ("draft_report", "head_review", "revise_report")
JUST_STARTED = 1  # a case's version once it has opened its first tasks


def may_ask(actor: Actor, agency_id: int) -> bool:
    """Whether the actor may ask for more time in the agency's name: its focal point or its head."""
    return any(actor.sits_at(agency_id, role) for role in SEAT_ROLES)


def ask_extension(case_id: int, until: date, reason: str, *, actor: Actor, now: datetime) -> Case:
    """Ask for the report's deadline to move to `until`; reminders pause until it is decided.

    Raises CaseNotFound, SubmissionNotFound, Forbidden, CampaignClosed, ReportAlreadyReceived,
    ExtensionAlreadyAsked, Invalid.
    """
    case = require_case(actor, lock_case(case_id))
    submission = require_submission(case.id)
    if not may_ask(actor, case.agency_id):
        raise Forbidden
    _require_possible(case, submission)
    _require_later("until", until, submission, now)
    if not reason.strip():
        raise Invalid({"reason": [N_("Say why more time is needed.")]})
    submission.extension = ExtensionState.asked
    pause_reminders(case.id, now=now)
    record(Subject("case", case.id), "extension.asked", actor, now, until=until, reason=reason)
    facts = {"report_case_id": case.id, "asked_until": f"{until:%d/%m/%Y}", "asked_because": reason}
    title = f"Xin gia hạn đến {until:%d/%m/%Y}: {case.title}"
    request, _ = start_case(NewCase(PROCESS, case.agency, title, facts=facts), actor=actor, now=now)
    return request


def _require_possible(case: Case, submission: Submission) -> None:
    if submission.state in ARRIVED:
        raise ReportAlreadyReceived
    if case.status is not CaseStatus.running:
        raise CampaignClosed
    if submission.extension is ExtensionState.asked:
        raise ExtensionAlreadyAsked


def limit_of(submission: Submission) -> date:
    """Return the day the report is due by at present: a returned one has a day of its own."""
    return submission.resubmit_by or local_date(submission.due_at)


def _require_later(field: str, day: date, submission: Submission, now: datetime) -> None:
    if day <= max(limit_of(submission), local_date(now)):
        raise Invalid({field: [N_("Choose a day after today and after the present deadline.")]})


@on_completed(PROCESS)
def _decided(completion: Completion) -> Mapping[str, Any] | None:
    """Check the new date while the coordinator can still correct it."""
    if completion.data.get("extension_decision") == "grant":
        submission = require_submission(json.loads(completion.case.facts)["report_case_id"])
        _require_later("extended_to", date.fromisoformat(completion.data["extended_to"]), submission, completion.now)
    return None


def grant(request_case_id: int, now: datetime) -> None:
    """Move the report's deadline to the day the coordinator chose, and tell the agency."""
    case = lock_case(report_case_id(request_case_id))
    submission = require_submission(case.id)
    until = date.fromisoformat(_decision(request_case_id)["extended_to"])
    deadline = fixed_date(until, inclusive=True, calendar=office_calendar())
    if case.status is CaseStatus.running:
        move_deadline(case.id, deadline, reason="extension granted", actor=SYSTEM, now=now)
        pause_reminders(case.id, now=None)
    set_limit(submission, deadline)
    submission.extension, submission.extended_to = ExtensionState.granted, until
    record(Subject("case", case.id), "extension.granted", SYSTEM, now, until=until)
    telling.tell_granted(submission, request_case_id, until, now)


def refuse(request_case_id: int, now: datetime) -> None:
    """Keep the report's deadline and tell the agency why; reminders go on."""
    case = lock_case(report_case_id(request_case_id))
    submission = require_submission(case.id)
    reason = _decision(request_case_id).get("refusal_reason") or ""
    submission.extension = ExtensionState.refused
    pause_reminders(case.id, now=None)
    record(Subject("case", case.id), "extension.refused", SYSTEM, now, reason=reason)
    telling.tell_refused(submission, request_case_id, reason, now)


def _go_on_pausing(case: Case, tasks: Sequence[UserTask], now: datetime) -> None:
    """Let reminders rest on the steps that open while a request is undecided."""
    waiting = [task for task in tasks if task.element in AT_THE_AGENCY]
    if not waiting or case.version == JUST_STARTED:
        return
    submission = submission_of_case(case.id)
    if submission is not None and submission.extension is ExtensionState.asked:
        for task in waiting:
            task.paused_at = now


if _go_on_pausing not in hooks.tasks_opened:
    hooks.tasks_opened.append(_go_on_pausing)


def report_case_id(request_case_id: int) -> int:
    """Return the case of the report that the request is about."""
    return int(json.loads(db.session.get_one(Case, request_case_id).facts)["report_case_id"])


def _decision(request_case_id: int) -> dict[str, Any]:
    """Return what the coordinator filed."""
    filed = select(UserTask.data).where(UserTask.case_id == request_case_id, UserTask.element == DECISION)
    return dict(json.loads(db.session.scalars(filed).one() or "{}"))
