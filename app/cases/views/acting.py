"""What people do with a case from its page: write a remark, end it, have a failed step tried again."""

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.access import may_manage_cases, require_case
from app.cases.cancelling import cancel_case
from app.cases.commenting import comment
from app.cases.companions import count_companions
from app.cases.errors import CaseNotRunning
from app.cases.models import Case, CaseStatus
from app.cases.queries import waiting_on
from app.cases.retrying import retry
from app.cases.views.blueprint import ONE_CASE, blueprint
from app.cases.views.case import Errors, case_page
from app.clock import utc_now
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.access import access
from app.organisation.gate import current_actor

REASON_LENGTH = 1000


@blueprint.post("/<int:case_id>/remarks")
@access(ONE_CASE)
def remark(case_id: int) -> ResponseReturnValue:
    """Write a remark on the case."""
    text = request.form.get("text", "")
    try:
        written = comment(case_id, text, actor=current_actor(), now=utc_now())
    except Invalid as invalid:
        return case_page(case_id, remark=text, errors=_in_words(invalid))
    return redirect(url_for("cases.show", case_id=case_id, _anchor=f"remark-{written.id}"), 303)


@blueprint.get("/<int:case_id>/end")
@access(ONE_CASE)
def ending(case_id: int) -> ResponseReturnValue:
    """Show what ends with the case, and ask why."""
    return _ending_page(_cancellable(case_id), "", {})


@blueprint.post("/<int:case_id>/end")
@access(ONE_CASE)
def end(case_id: int) -> ResponseReturnValue:
    """End the case without a result."""
    case, reason = _cancellable(case_id), request.form.get("reason", "").strip()
    if not reason:
        return _ending_page(case, reason, {"reason": [_("Say why the case ends. The agency reads it.")]})
    cancel_case(case_id, reason[:REASON_LENGTH], actor=current_actor(), now=utc_now())
    flash(_("The case has ended. Its open work was taken off the lists."), "ok")
    return redirect(url_for("cases.show", case_id=case_id), 303)


@blueprint.post("/incidents/<int:incident_id>/retry")
@access(ONE_CASE)
def retry_incident(incident_id: int) -> ResponseReturnValue:
    """Have what failed tried again."""
    incident = retry(incident_id, actor=current_actor(), now=utc_now())
    flash(_("The failed step is being tried again. This page shows what came of it in a minute."), "ok")
    return redirect(
        url_for("cases.show", case_id=incident.case_id) if incident.case_id else url_for("frame.start"), 303
    )


def _cancellable(case_id: int) -> Case:
    actor = current_actor()
    case = require_case(actor, db.session.get(Case, case_id))
    if not may_manage_cases(actor):
        raise Forbidden
    if case.status is not CaseStatus.running:
        raise CaseNotRunning
    return case


def _ending_page(case: Case, reason: str, errors: Errors) -> Response:
    waiting = waiting_on([case.id])[case.id]
    along = count_companions(case)
    page = render_template("cases/ending.html", case=case, waiting=waiting, along=along, reason=reason, errors=errors)
    return make_response(page, 422 if errors else 200)


def _in_words(invalid: Invalid) -> Errors:
    return {field: [_(sentence) for sentence in sentences] for field, sentences in invalid.errors.items()}
