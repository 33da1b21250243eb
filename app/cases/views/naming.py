"""Restricted cases without a coordinator: the list, which says no more than numbers, and naming one."""

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.access import NAMES_COORDINATORS
from app.cases.confidential.naming import Naming, coordinators, left_cases, name_coordinator
from app.cases.schemas import NAMING
from app.cases.views.blueprint import blueprint
from app.clock import utc_now
from app.errors import Invalid
from app.organisation.access import access, only
from app.organisation.gate import current_actor
from app.organisation.schemas.forms import Errors, filled


@blueprint.get("/without-coordinator")
@access(only(NAMES_COORDINATORS))
def without_coordinator() -> ResponseReturnValue:
    """List the restricted cases whose coordinators have all left."""
    return _page(None, {})


@blueprint.post("/without-coordinator/<int:case_id>")
@access(only(NAMES_COORDINATORS))
def name_coordinator_of(case_id: int) -> ResponseReturnValue:
    """Name a coordinator on one of them."""
    entries, errors = filled(NAMING, request.form)
    if errors:
        return _page(case_id, errors)
    naming = Naming(case_id, entries["coordinator"], entries["reason"])
    try:
        name_coordinator(naming, actor=current_actor(), now=utc_now())
    except Invalid as invalid:
        return _page(case_id, {name: [_(text) for text in texts] for name, texts in invalid.errors.items()})
    flash(_("The coordinator may know of case #%(number)s now and has been told, and so has the leadership.",
            number=case_id), "ok")  # fmt: skip
    return redirect(url_for("cases.without_coordinator"), 303)


def _page(wrong: int | None, errors: Errors) -> Response:
    page = render_template(
        "cases/without_coordinator.html",
        left=left_cases(current_actor()),
        options=[(str(user.id), user.name) for user in coordinators()],
        wrong=wrong,
        errors=errors,
        form=request.form,
    )
    return make_response(page, 422 if errors else 200)
