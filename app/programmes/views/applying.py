"""Enter an application on an enterprise's behalf: the same form as in public, typed by the department."""

from collections.abc import Mapping
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.applications.queries import form_of
from app.clock import utc_now
from app.forms import FormInvalid, initial, render_context, submitted, validate
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.programmes.public import PROGRAMME
from app.programmes.queries import survey_of
from app.programmes.service.applying import enter_application
from app.programmes.views.blueprint import blueprint
from app.programmes.views.rules import ENTERS_ENTERPRISES

NO_FILES = MultiDict[str, Any]()  # the form has none


@blueprint.get("/new")
@access(ENTERS_ENTERPRISES)
def new() -> ResponseReturnValue:
    """Show the form, filled with what a survey found if one is named."""
    surveyed = survey_of(request.args.get("survey", 0, type=key))
    known = {
        "enterprise_name": surveyed.name,
        "tax_code": surveyed.tax_code,
        "address": surveyed.address,
        "sector": surveyed.sector or None,
        "need": surveyed.need,
        "instruments": surveyed.instruments,
    } if surveyed else {}  # fmt: skip
    return _page(initial(form_of(PROGRAMME), data=known, context={}))


@blueprint.post("")
@access(ENTERS_ENTERPRISES)
def enter() -> ResponseReturnValue:
    """Enter the application: the enterprise's file is opened."""
    form, now = form_of(PROGRAMME), utc_now()
    typed = submitted(form, request.form, NO_FILES)
    try:
        entries = validate(form, typed, context={}, now=now)
    except FormInvalid as invalid:
        return _page(typed, invalid.errors)
    case = enter_application(entries, actor=current_actor(), now=now)
    flash(_("The enterprise's file is open. The next step is to check the application."), "ok")
    return redirect(url_for("cases.show", case_id=case.id), 303)


def _page(values: Mapping[str, Any], errors: Mapping[str, list[str]] | None = None) -> ResponseReturnValue:
    view = render_context(form_of(PROGRAMME), values, errors or {}, context={}, now=utc_now())
    return make_response(render_template("programmes/application.html", view=view), 422 if errors else 200)
