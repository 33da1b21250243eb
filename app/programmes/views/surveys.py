"""The surveyed enterprises: list them, enter one."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import local_date, utc_now
from app.errors import Invalid
from app.extensions import db
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.schemas.forms import Errors, filled, problems
from app.programmes import labels
from app.programmes.queries import surveys
from app.programmes.schemas import SURVEY
from app.programmes.service.surveying import Survey, enter_survey
from app.programmes.views.blueprint import blueprint
from app.programmes.views.rules import ENTERS_ENTERPRISES, READS_ENTERPRISES


@blueprint.get("/surveys")
@access(READS_ENTERPRISES)
def survey_list() -> ResponseReturnValue:
    """List what surveys found, newest first, and who has applied since."""
    words = request.args.get("q", "").strip()[:200]
    page = surveys(words, request.args.get("after", type=key))
    return render_template("programmes/surveys.html", page=page, words=words, labels=labels)


@blueprint.get("/surveys/new")
@access(ENTERS_ENTERPRISES)
def new_survey() -> ResponseReturnValue:
    """Show an empty form."""
    return _form({"surveyed_on": f"{local_date(utc_now()):%d/%m/%Y}"}, {})


@blueprint.post("/surveys")
@access(ENTERS_ENTERPRISES)
def keep_survey() -> ResponseReturnValue:
    """Enter a surveyed enterprise."""
    entries, errors = filled(SURVEY, request.form)
    if not errors:
        try:
            with db.session.begin_nested():
                enter_survey(Survey(**entries), actor=current_actor(), now=utc_now())
        except Invalid as invalid:
            errors = {name: [_(text) for text in texts] for name, texts in invalid.errors.items()}
    if errors:
        return _form(request.form, errors)
    flash(_("Saved."), "ok")
    return redirect(url_for("enterprises.survey_list"), 303)


def _form(values: Mapping[str, Any], errors: Errors) -> ResponseReturnValue:
    page = render_template(
        "programmes/survey_form.html",
        form=values,
        errors=errors,
        problems=problems(errors),
        sectors=list(labels.SECTORS.items()),
    )
    return page, 422 if errors else 200
