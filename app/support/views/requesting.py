"""Ask for support inside the system: a laboratory's people, or the department on its behalf."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from app.clock import local_date, utc_now
from app.extensions import db
from app.forms import Form, FormInvalid, render_context, submitted, validate
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.models import Agency, AgencyKind
from app.organisation.roles import Actor, Role
from app.processes.deployed import get_deployed
from app.processes.queries import latest
from app.support.service.requesting import INTAKE, request_support
from app.support.views.blueprint import blueprint
from app.support.views.rules import ASKS_FOR_SUPPORT

KINDS = (AgencyKind.laboratory, AgencyKind.enterprise, AgencyKind.unit)
AT_MOST = 500  # agencies to choose from; a province with more asks the laboratory to send the request itself


@blueprint.get("/new")
@access(ASKS_FOR_SUPPORT)
def new() -> ResponseReturnValue:
    """Show the empty request."""
    return _page({}, {})


@blueprint.post("/new")
@access(ASKS_FOR_SUPPORT)
def ask() -> ResponseReturnValue:
    """Send the request."""
    form, actor, now = _form(), current_actor(), utc_now()
    typed = submitted(form, request.form, request.files)
    agency = next((one for one in _agencies(actor) if str(one.id) == request.form.get("agency", "")), None)
    errors: dict[str, list[str]] = {} if agency else {"agency": [_("Choose whose laboratory it is.")]}
    try:
        clean = validate(form, typed, context={}, now=now)
    except FormInvalid as invalid:
        errors |= invalid.errors
    if errors or agency is None:
        return _page(typed, errors)
    case = request_support(agency, clean, actor=actor, now=now)
    flash(_("The request has been sent. The department looks at it within 5 working days."), "ok")
    return redirect(url_for("cases.show", case_id=case.id), 303)


def _form() -> Form:
    """Return the request form of the process in force."""
    return get_deployed(latest(INTAKE).id).forms["request"]


def _agencies(actor: Actor) -> Sequence[Agency]:
    """Return the agencies that the actor may ask for: their own, or every one that may have a laboratory."""
    today = local_date(utc_now())
    query = select(Agency).where(Agency.valid_from <= today).order_by(Agency.sort_key).limit(AT_MOST)
    if actor.has(Role.specialist, Role.coordinator):
        query = query.where(Agency.kind.in_(KINDS))
    else:
        query = query.where(Agency.id.in_(actor.agency_ids))
    return [agency for agency in db.session.scalars(query) if agency.exists_on(today)]


def _page(typed: Mapping[str, Any], errors: Mapping[str, list[str]]) -> ResponseReturnValue:
    agencies = _agencies(current_actor())
    fields = {name: sentences for name, sentences in errors.items() if name != "agency"}
    view = render_context(_form(), typed, fields, context={}, now=utc_now())
    problems = [("agency", sentence) for sentence in errors.get("agency", ())]
    page = render_template(
        "support/request.html",
        view=view,
        agencies=[(str(agency.id), agency.name) for agency in agencies],
        agency=request.form.get("agency", str(agencies[0].id) if len(agencies) == 1 else ""),
        agency_errors=errors.get("agency", ()),
        problems=[*problems, *view.summary],
    )
    return page, 422 if errors else 200
