"""The list of accreditation bodies."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import utc_now
from app.errors import Invalid
from app.extensions import db
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.schemas.forms import Errors, filled, problems
from app.support import queries
from app.support.errors import BodyNotFound
from app.support.models import AccreditationBody
from app.support.schemas import BODY
from app.support.service.bodies import correct_body, enter_body
from app.support.views.blueprint import blueprint
from app.support.views.rules import KEEPS_BODIES


@blueprint.get("/bodies")
@access(KEEPS_BODIES)
def bodies() -> ResponseReturnValue:
    """List the bodies."""
    return render_template("support/bodies.html", bodies=queries.bodies())


@blueprint.get("/bodies/new")
@access(KEEPS_BODIES)
def new_body() -> ResponseReturnValue:
    """Show an empty form."""
    return _form(None, {"is_active": True}, {})


@blueprint.post("/bodies/new")
@access(KEEPS_BODIES)
def enter() -> ResponseReturnValue:
    """Put a body on the list."""
    return _keep(None)


@blueprint.get("/bodies/<int:body_id>")
@access(KEEPS_BODIES)
def body(body_id: int) -> ResponseReturnValue:
    """Show the form with what was entered."""
    found = _body(body_id)
    values = {"name": found.name, "programmes": found.programmes, "is_active": found.is_active}
    return _form(found, values, {})


@blueprint.post("/bodies/<int:body_id>")
@access(KEEPS_BODIES)
def correct(body_id: int) -> ResponseReturnValue:
    """Correct a body."""
    return _keep(_body(body_id))


def _body(body_id: int) -> AccreditationBody:
    found = db.session.get(AccreditationBody, body_id)
    if found is None:
        raise BodyNotFound
    return found


def _keep(found: AccreditationBody | None) -> ResponseReturnValue:
    entries, errors = filled(BODY, request.form)
    if not errors:
        actor, now = current_actor(), utc_now()
        try:
            if found is None:
                enter_body(entries["name"], entries["programmes"], actor=actor, now=now)
            else:
                correct_body(found.id, **entries, actor=actor, now=now)
        except Invalid as invalid:
            errors = {name: [_(text) for text in texts] for name, texts in invalid.errors.items()}
    if errors:
        return _form(found, request.form, errors)
    flash(_("Saved."), "ok")
    return redirect(url_for("support.bodies"), 303)


def _form(found: AccreditationBody | None, values: Mapping[str, Any], errors: Errors) -> ResponseReturnValue:
    page = render_template("support/body_form.html", body=found, form=values, errors=errors, problems=problems(errors))
    return page, 422 if errors else 200
