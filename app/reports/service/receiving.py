"""What reaches the department outside the system: reports on paper or by document system, numbers, phone calls."""

from dataclasses import dataclass
from datetime import date, datetime

from app.cases.access import require_case
from app.cases.attachments import Upload, attach_to_case
from app.cases.delivery import deliver
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus
from app.cases.receipts import Channel
from app.clock import local_date
from app.engine import Message
from app.errors import Forbidden, Invalid
from app.organisation.roles import Actor, Role
from app.organisation.texts import N_
from app.reports.errors import CampaignClosed, ReportAlreadyReceived
from app.reports.models import Submission
from app.reports.queries import ARRIVED
from app.reports.service.extensions import may_ask
from app.reports.service.submissions import arrive, require_submission
from app.timeline.log import Subject, record

MESSAGE = "report_received"


@dataclass(frozen=True)
class Receipt:
    """How and when a report reached the department; late is judged by `received_at`."""

    channel: Channel
    received_at: datetime
    number: str = ""
    signed_on: date | None = None
    is_nil: bool = False


def receive(case_id: int, receipt: Receipt, *, upload: Upload | None = None, actor: Actor, now: datetime) -> Submission:
    """Record a report received outside the system: its case goes on to the check.

    Raises CaseNotFound, SubmissionNotFound, Forbidden, ReportAlreadyReceived, CampaignClosed, Invalid, UnsafeFile.
    """
    case, submission = _for_department(case_id, actor)
    if submission.state in ARRIVED:
        raise ReportAlreadyReceived
    if case.status is not CaseStatus.running:
        raise CampaignClosed
    _check(receipt, submission, now)
    if upload is not None:
        attach_to_case(case.id, "file", upload, actor=actor, now=now)
    submission.is_nil = receipt.is_nil
    submission.document_number = receipt.number or submission.document_number
    submission.document_date = receipt.signed_on or submission.document_date
    arrive(submission, receipt.channel, receipt.received_at)
    record(
        Subject("case", case.id),
        "report.received",
        actor,
        now,
        channel=receipt.channel,
        received_at=receipt.received_at,
        number=receipt.number,
        signed_on=receipt.signed_on,
    )
    if not deliver(Message(MESSAGE, {"case": str(case.id)}), now=now, actor=actor):
        raise ReportAlreadyReceived  # an older diagram, or a step where nothing can be received
    return submission


def record_number(case_id: int, number: str, signed_on: date, *, actor: Actor, now: datetime) -> Submission:
    """Write down the number and date the agency's records office gave the report: until then it awaits them.

    Raises CaseNotFound, SubmissionNotFound, Forbidden, Invalid.
    """
    case = require_case(actor, lock_case(case_id))
    submission = require_submission(case.id)
    if not (actor.has(Role.coordinator, Role.specialist) or may_ask(actor, case.agency_id)):
        raise Forbidden
    if signed_on > local_date(now):
        raise Invalid({"signed_on": [N_("This day is still to come.")]})
    submission.document_number, submission.document_date = number, signed_on
    record(Subject("case", case.id), "report.numbered", actor, now, number=number, signed_on=signed_on)
    return submission


def note_call(case_id: int, spoke_with: str, note: str, *, actor: Actor, now: datetime) -> Submission:
    """Write down a phone call with the agency; it shows in the history of its reminders.

    Raises CaseNotFound, SubmissionNotFound, Forbidden.
    """
    case, submission = _for_department(case_id, actor)
    record(Subject("case", case.id), "agency.called", actor, now, spoke_with=spoke_with, note=note)
    return submission


def _for_department(case_id: int, actor: Actor) -> tuple[Case, Submission]:
    case = require_case(actor, lock_case(case_id))
    submission = require_submission(case.id)
    if not actor.has(Role.coordinator, Role.specialist):
        raise Forbidden
    return case, submission


def _check(receipt: Receipt, submission: Submission, now: datetime) -> None:
    if receipt.received_at > now:
        raise Invalid({"received_at": [N_("This moment is still to come.")]})
    if local_date(receipt.received_at) < submission.campaign.cut_off_from:
        raise Invalid({"received_at": [N_("This is before the period that the report is about.")]})
    if receipt.signed_on and receipt.signed_on > local_date(receipt.received_at):
        raise Invalid({"signed_on": [N_("The report cannot be signed after it was received.")]})
