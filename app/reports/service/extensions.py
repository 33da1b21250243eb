"""Ask for more time for a report, grant it or refuse it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.cases import extending, hooks
from app.cases.access import require_case
from app.cases.extending import PROCESS, require_later
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus, UserTask
from app.cases.pauses.models import PauseReason
from app.cases.pauses.service import end_pause, pause_open_tasks, pause_tasks
from app.cases.rescheduling import move_deadline
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
    require_later("until", until, limit_of(submission), now)
    if not reason.strip():
        raise Invalid({"reason": [N_("Say why more time is needed.")]})
    submission.extension = ExtensionState.asked
    pause_open_tasks(case, PauseReason.extension, now=now)
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


@dataclass(frozen=True)
class ReportExtension:
    """More time for one report, asked for by the case `request_id`."""

    request_id: int
    report_case_id: int

    @property
    def limit(self) -> date:
        """The day the report is due by at present."""
        return limit_of(require_submission(self.report_case_id))

    def grant(self, until: date, now: datetime) -> None:
        """Move the report's deadline to the day the coordinator chose, and tell the agency."""
        case = lock_case(self.report_case_id)
        submission = require_submission(case.id)
        deadline = fixed_date(until, inclusive=True, calendar=office_calendar())
        if case.status is CaseStatus.running:
            move_deadline(case.id, deadline, reason="extension granted", actor=SYSTEM, now=now)
        end_pause(case, PauseReason.extension)
        set_limit(submission, deadline)
        submission.extension, submission.extended_to = ExtensionState.granted, until
        record(Subject("case", case.id), "extension.granted", SYSTEM, now, until=until)
        telling.tell_granted(submission, self.request_id, until, now)

    def refuse(self, reason: str, now: datetime) -> None:
        """Keep the report's deadline and tell the agency why; reminders go on."""
        case = lock_case(self.report_case_id)
        submission = require_submission(case.id)
        submission.extension = ExtensionState.refused
        end_pause(case, PauseReason.extension)
        record(Subject("case", case.id), "extension.refused", SYSTEM, now, reason=reason)
        telling.tell_refused(submission, self.request_id, reason, now)


def find(case: Case) -> ReportExtension | None:
    """Return what the case asks more time for, if it is a report."""
    report_id = json.loads(case.facts).get("report_case_id")
    return ReportExtension(case.id, int(report_id)) if report_id is not None else None


if find not in extending.finders:
    extending.finders.append(find)


def _go_on_pausing(case: Case, tasks: Sequence[UserTask], now: datetime) -> None:
    """Let reminders rest on the steps that open while a request is undecided."""
    waiting = [task for task in tasks if task.element in AT_THE_AGENCY]
    if not waiting or case.version == JUST_STARTED:
        return
    submission = submission_of_case(case.id)
    if submission is not None and submission.extension is ExtensionState.asked:
        pause_tasks(case, waiting, PauseReason.extension, now=now)


if _go_on_pausing not in hooks.tasks_opened:
    hooks.tasks_opened.append(_go_on_pausing)


def report_case_id(request_case_id: int) -> int:
    """Return the case of the report that the request is about."""
    return int(json.loads(db.session.get_one(Case, request_case_id).facts)["report_case_id"])
