"""Begin a case by hand: choose a process, the agency it is about, and a title."""

from collections.abc import Mapping

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.beginning import Beginning, begin, startable
from app.cases.schemas import NEW_CASE
from app.cases.views.blueprint import STARTS_CASES, blueprint
from app.clock import local_date, utc_now
from app.errors import Invalid
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.schemas.forms import Errors, filled
from app.organisation.views.choosing import several_agencies

FIELDS = ("process", "agency", "title", "until")


@blueprint.get("/new")
@access(STARTS_CASES)
def new() -> ResponseReturnValue:
    """Ask what begins and for whom; `process` in the address chooses the process."""
    return _page({"process": request.args.get("process", "")}, {})


@blueprint.post("/new")
@access(STARTS_CASES)
def start() -> ResponseReturnValue:
    """Begin the case, and show it."""
    now = utc_now()
    entries, errors = filled(NEW_CASE, request.form)
    named = request.form.get("agency", "").strip()
    agencies, doubts = several_agencies("agency", [named], local_date(now))
    if not named:
        doubts = {"agency": [_("Enter the agency the case is about.")]}
    if errors or doubts:
        return _page(request.form, {**doubts, **errors})
    wanted = Beginning(entries["process"], agencies[0], entries["title"], entries["until"])
    try:
        case = begin(wanted, actor=current_actor(), now=now)
    except Invalid as invalid:
        return _page(request.form, {name: [_(text) for text in texts] for name, texts in invalid.errors.items()})
    flash(_("The case has begun. Whose turn it is stands below."), "ok")
    return redirect(url_for("cases.show", case_id=case.id), 303)


def _page(values: Mapping[str, str], errors: Errors) -> Response:
    page = render_template(
        "cases/beginning.html",
        processes=[(definition.key, definition.name) for definition in startable()],
        form={name: values.get(name, "") for name in FIELDS},
        errors=errors,
    )
    return make_response(page, 422 if errors else 200)
