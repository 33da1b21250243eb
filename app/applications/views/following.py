"""Follow an application by its code: how it stands, completing it when it came back, withdrawing it."""

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.applications import codes
from app.applications.errors import NotYoursToCorrect, TooManyTries
from app.applications.kinds import kind_of
from app.applications.models import Application
from app.applications.queries import form_of, is_taken_in
from app.applications.schemas import TRACK
from app.applications.service.following import by_pass, correct, look_up, pass_for, status_of
from app.applications.service.withdrawing import BY_APPLICANT, erase_personal_data, withdraw
from app.applications.views import limits
from app.applications.views.applying import typed, view_of
from app.applications.views.blueprint import Errors, blueprint, in_words, remote
from app.cases.models import Case, CaseStatus
from app.clock import utc_now
from app.errors import Invalid
from app.extensions import db
from app.forms import initial
from app.organisation.access import PUBLIC, access
from app.organisation.roles import SYSTEM
from app.organisation.schemas.forms import filled, problems


@blueprint.get("/track")
@access(PUBLIC)
def track() -> ResponseReturnValue:
    """Ask for the tracking code and the e-mail address."""
    return _search({}, {})


@blueprint.post("/track")
@access(PUBLIC)
def find() -> ResponseReturnValue:
    """Open the application that has both; any other answer is the same."""
    given, errors = filled(TRACK, request.form)
    if errors:
        return _search(request.form, errors)
    counters = [
        limits.of_email("track", given["email"], limits.ONE_CODE),
        limits.of_address("track", remote(), limits.LOOKING_UP),
    ]
    try:
        limits.require_patience(counters, utc_now())
        application = look_up(given["code"], given["email"])
    except TooManyTries as tries:
        response = _search(request.form, {"code": [_(tries.message)]}, tries.status)
        response.headers["Retry-After"] = str(tries.retry_after)
        return response
    except Invalid as invalid:
        return _search(request.form, in_words(invalid.errors))
    return redirect(url_for("applications.mine", given=pass_for(application)), 303)


@blueprint.get("/mine/<given>")
@access(PUBLIC)
def mine(given: str) -> ResponseReturnValue:
    """Show how the application stands."""
    application = by_pass(given)
    case = db.session.get_one(Case, application.case_id)
    return render_template(
        "applications/mine.html",
        application=application,
        kind=kind_of(application.kind),
        code=codes.shown(application.tracking_code),
        status=status_of(application),
        given=given,
        is_new="new" in request.args,
        is_running=case.status is CaseStatus.running and application.withdrawn_at is None,
        may_erase=not is_taken_in(case),
    )


@blueprint.get("/mine/<given>/correction")
@access(PUBLIC)
def correction(given: str) -> ResponseReturnValue:
    """Show the form again, with what was sent, when it is the applicant's turn."""
    application = by_pass(given)
    if not status_of(application).may_correct:
        raise NotYoursToCorrect
    kind = kind_of(application.kind)
    return _correction(application, given, initial(form_of(kind), data=application.answers, context=dict(kind.fixed)))


@blueprint.post("/mine/<given>/correction")
@access(PUBLIC)
def complete(given: str) -> ResponseReturnValue:
    """Send the completed answers."""
    application = by_pass(given)
    data = typed(kind_of(application.kind))
    if "_send" not in request.form:
        return _correction(application, given, data)
    try:
        correct(application, data, utc_now())
    except Invalid as invalid:
        return _correction(application, given, data, in_words(invalid.errors))
    flash(_("Your additions have reached the department."), "ok")
    return redirect(url_for("applications.mine", given=given), 303)


@blueprint.get("/mine/<given>/withdrawal")
@access(PUBLIC)
def withdrawal(given: str) -> ResponseReturnValue:
    """Ask whether the application is to be withdrawn, and whether what it says about people is to be erased."""
    application = by_pass(given)
    may_erase = not is_taken_in(db.session.get_one(Case, application.case_id))
    return render_template(
        "applications/withdrawal.html",
        kind=kind_of(application.kind),
        code=codes.shown(application.tracking_code),
        given=given,
        may_erase=may_erase,
    )


@blueprint.post("/mine/<given>/withdrawal")
@access(PUBLIC)
def take_back(given: str) -> ResponseReturnValue:
    """Withdraw the application, and erase the personal data if asked to."""
    application, now = by_pass(given), utc_now()
    may_erase = not is_taken_in(db.session.get_one(Case, application.case_id))
    if application.withdrawn_at is None:
        withdraw(application, now)
    if may_erase and request.form.get("erase") == "true":
        erase_personal_data(application, BY_APPLICANT, actor=SYSTEM, now=now)
        flash(_("Your application is withdrawn and your personal data is erased."), "ok")
        return redirect(url_for("applications.track"), 303)
    flash(_("Your application is withdrawn."), "ok")
    return redirect(url_for("applications.mine", given=given), 303)


def _search(form: Mapping[str, Any], errors: Errors, status: int = 422) -> Response:
    page = render_template("applications/track.html", form=form, errors=errors, problems=problems(errors))
    return make_response(page, status if errors else 200)


def _correction(
    application: Application, given: str, data: Mapping[str, Any], errors: Errors | None = None
) -> Response:
    kind = kind_of(application.kind)
    page = render_template(
        "applications/correction.html",
        kind=kind,
        given=given,
        status=status_of(application),
        view=view_of(kind, data, errors),
        errors=errors or {},
    )
    return make_response(page, 422 if errors else 200)
