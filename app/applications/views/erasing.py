"""Erase what an application says about people, when somebody asks the department to."""

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.applications.errors import NoSuchApplication
from app.applications.kinds import kind_of
from app.applications.models import Application
from app.applications.queries import application_of
from app.applications.schemas import ERASURE
from app.applications.service.withdrawing import erase_personal_data, personal_words
from app.applications.views.blueprint import Errors, blueprint
from app.cases.access import sees_case
from app.cases.models import Case
from app.clock import utc_now
from app.errors import NotFound
from app.extensions import db
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.roles import Role
from app.organisation.schemas.forms import filled, problems

MAY_ERASE = (Role.coordinator,)
KNOW_OF_IT = (Role.specialist, Role.leader)


@blueprint.get("/cases/<int:case_id>/erasure")
@access(roles=MAY_ERASE, seen_by=KNOW_OF_IT)
def erasing(case_id: int) -> ResponseReturnValue:
    """Say what will be erased, and ask why."""
    return _page(_application(case_id), "", {})


@blueprint.post("/cases/<int:case_id>/erasure")
@access(roles=MAY_ERASE, seen_by=KNOW_OF_IT)
def erase(case_id: int) -> ResponseReturnValue:
    """Erase it."""
    application = _application(case_id)
    given, errors = filled(ERASURE, request.form)
    if errors:
        return _page(application, request.form.get("reason", ""), errors)
    erase_personal_data(application, given["reason"], actor=current_actor(), now=utc_now())
    flash(_("The personal data of this application is erased."), "ok")
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _application(case_id: int) -> Application:
    case, application = db.session.get(Case, case_id), application_of(case_id)
    if case is None or not sees_case(current_actor(), case) or application is None:
        raise NotFound
    if application.erased_at is not None:
        raise NoSuchApplication(_("The personal data of this application is erased."))
    return application


def _page(application: Application, reason: str, errors: Errors) -> Response:
    page = render_template(
        "applications/erasure.html",
        application=application,
        kind=kind_of(application.kind),
        case=db.session.get_one(Case, application.case_id),
        words=personal_words(application),
        reason=reason,
        errors=errors,
        problems=problems(errors),
    )
    return make_response(page, 422 if errors else 200)
