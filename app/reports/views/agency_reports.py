"""What is done with one agency's report: ask for more time, take it in on paper, its number, a phone call."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from marshmallow import Schema

from app.cases.access import require_case
from app.cases.attachments import Upload
from app.cases.models import Case
from app.cases.receipts import CHANNELS, OUTSIDE
from app.clock import LOCAL, utc_now
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.files.refusals import UnsafeFile
from app.organisation.access import access
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.organisation.roles import Actor, Role
from app.organisation.schemas.forms import Errors, filled, problems
from app.reports.models import Submission
from app.reports.queries import ARRIVED
from app.reports.reasons import reasons_of_report
from app.reports.schemas import CALL, EXTENSION, NUMBER, RECEIPT
from app.reports.service.extensions import ask_extension, limit_of, may_ask
from app.reports.service.receiving import Receipt, note_call, receive, record_number
from app.reports.service.submissions import require_submission
from app.reports.views.rules import ONE_REPORT

blueprint = Blueprint("reports", __name__, url_prefix="/reports", template_folder="../templates")


@blueprint.get("/<int:case_id>/extension")
@access(ONE_REPORT)
def extension(case_id: int) -> ResponseReturnValue:
    """Ask until when more time is needed, and why."""
    submission = _report(case_id, may=_may_ask)
    return _page("reports/extension.html", submission, {}, {})


@blueprint.post("/<int:case_id>/extension")
@access(ONE_REPORT)
def ask(case_id: int) -> ResponseReturnValue:
    """Ask for more time."""

    def command(entries: dict[str, Any]) -> str:
        ask_extension(case_id, entries["until"], entries["reason"], actor=current_actor(), now=utc_now())
        return _("Your request has been sent to the coordinator. Reminders pause until it is decided.")

    return _carry_out("reports/extension.html", _report(case_id), EXTENSION, command)


@blueprint.get("/<int:case_id>/receipt")
@access(ONE_REPORT)
def receipt(case_id: int) -> ResponseReturnValue:
    """Ask how, when and under which number a report arrived outside the system."""
    submission = _report(case_id, may=_may_take_in)
    now = utc_now().astimezone(LOCAL)
    values = {"received_on": f"{now:%d/%m/%Y}", "received_time": f"{now:%H:%M}"}
    return _page("reports/receipt.html", submission, values, {})


@blueprint.post("/<int:case_id>/receipt")
@access(ONE_REPORT)
def take_in(case_id: int) -> ResponseReturnValue:
    """Record a report received outside the system."""

    def command(entries: dict[str, Any]) -> str:
        receive(case_id, Receipt(**entries), upload=_upload(), actor=current_actor(), now=utc_now())
        return _("The report is recorded as received; it now waits for the check.")

    return _carry_out("reports/receipt.html", _report(case_id), RECEIPT, command)


@blueprint.get("/<int:case_id>/number")
@access(ONE_REPORT)
def number(case_id: int) -> ResponseReturnValue:
    """Ask for the number and date the records office gave."""
    submission = _report(case_id, may=lambda actor, case: _may_ask(actor, case) or _may_take_in(actor, case))
    signed = submission.document_date
    values = {"number": submission.document_number or "", "signed_on": f"{signed:%d/%m/%Y}" if signed else ""}
    return _page("reports/number.html", submission, values, {})


@blueprint.post("/<int:case_id>/number")
@access(ONE_REPORT)
def keep_number(case_id: int) -> ResponseReturnValue:
    """Record the number and date."""

    def command(entries: dict[str, Any]) -> str:
        record_number(case_id, entries["number"], entries["signed_on"], actor=current_actor(), now=utc_now())
        return _("Number and date are recorded.")

    return _carry_out("reports/number.html", _report(case_id), NUMBER, command)


@blueprint.get("/<int:case_id>/call")
@access(ONE_REPORT)
def call(case_id: int) -> ResponseReturnValue:
    """Ask what was agreed on the telephone."""
    return _page("reports/call.html", _report(case_id, may=_may_take_in), {}, {})


@blueprint.post("/<int:case_id>/call")
@access(ONE_REPORT)
def keep_call(case_id: int) -> ResponseReturnValue:
    """Record a phone call."""

    def command(entries: dict[str, Any]) -> str:
        note_call(case_id, entries["spoke_with"], entries["note"], actor=current_actor(), now=utc_now())
        return _("The call is recorded.")

    return _carry_out("reports/call.html", _report(case_id), CALL, command)


def _may_ask(actor: Actor, case: Case) -> bool:
    return may_ask(actor, case.agency_id)


def _may_take_in(actor: Actor, _case: Case) -> bool:
    return actor.has(Role.coordinator, Role.specialist)


def _report(case_id: int, may: Callable[[Actor, Case], bool] | None = None) -> Submission:
    """Return the report whose case the caller may know of; raise Forbidden when `may` says no."""
    actor = current_actor()
    case = require_case(actor, db.session.get(Case, case_id))
    submission = require_submission(case_id)
    if may is not None and not may(actor, case):
        raise Forbidden
    return submission


def _carry_out(
    template: str, submission: Submission, schema: Schema, command: Callable[[dict[str, Any]], str]
) -> ResponseReturnValue:
    """Do what the form asks for and go back where the person came from; or show what is wrong with it."""
    entries, errors = filled(schema, request.form)
    if not errors:
        try:
            flash(command(entries), "ok")
            return redirect(_back(submission))
        except Invalid as invalid:
            renamed = {"received_at": "received_on"}
            errors = {renamed.get(name, name): [_(one) for one in texts] for name, texts in invalid.errors.items()}
        except UnsafeFile as unsafe:
            errors = {"file": [unsafe.sentence(str(get_locale()))]}
    return _page(template, submission, request.form, errors)


def _page(template: str, submission: Submission, values: Mapping[str, Any], errors: Errors) -> ResponseReturnValue:
    page = render_template(
        template,
        submission=submission,
        campaign=submission.campaign,
        form=values,
        errors=errors,
        problems=problems(errors),
        limit=limit_of(submission),
        reasons=reasons_of_report(submission, office_calendar()),
        channels=[(channel.value, CHANNELS[channel]) for channel in OUTSIDE],
        is_here=submission.state in ARRIVED,
        back=_back(submission),
    )
    return page, 422 if errors else 200


def _back(submission: Submission) -> str:
    """Return the page of the agency's report: the department's view of it, or the case."""
    if current_actor().has(Role.coordinator, Role.specialist):
        return url_for("campaigns.agency", campaign_id=submission.campaign_id, agency_id=submission.agency_id)
    return url_for("cases.show", case_id=submission.case_id)


def _upload() -> Upload | None:
    given = request.files.get("file")
    if given is None or not given.filename:
        return None
    return Upload(given.filename, BytesIO(given.stream.read()), request.form.get("not_secret") == "1")
