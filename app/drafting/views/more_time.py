"""The page on which an agency asks for more time for its proposal or opinion."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.access import require_case
from app.cases.models import Case
from app.clock import utc_now
from app.drafting.access import ASKS_FOR_TIME
from app.drafting.errors import DraftingNotFound
from app.drafting.paper import is_of_drafting
from app.drafting.schemas import MORE_TIME
from app.drafting.service.more_time import ask_more_time, limit_of, may_ask, require_askable
from app.drafting.views.blueprint import blueprint
from app.errors import Conflict, Forbidden, Invalid
from app.extensions import db
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.schemas.forms import Errors, filled, problems


@blueprint.get("/cases/<int:case_id>/more-time")
@access(ASKS_FOR_TIME)
def more_time(case_id: int) -> ResponseReturnValue:
    """Ask until when more time is needed, and why."""
    case = _case(case_id)
    try:
        require_askable(case)
    except Conflict as refused:
        return _refuse(case, refused)
    return _page(case, {})


@blueprint.post("/cases/<int:case_id>/more-time")
@access(ASKS_FOR_TIME)
def keep_request(case_id: int) -> ResponseReturnValue:
    """Ask for more time."""
    case = _case(case_id)
    entries, errors = filled(MORE_TIME, request.form)
    if not errors:
        try:
            ask_more_time(case_id, entries["until"], entries["reason"], actor=current_actor(), now=utc_now())
        except Invalid as invalid:
            errors = {name: [_(one) for one in texts] for name, texts in invalid.errors.items()}
        except Conflict as refused:
            return _refuse(case, refused)
    if errors:
        return _page(case, request.form, errors)
    flash(_("Your request has been sent to the coordinator. Reminders pause until it is decided."), "ok")
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _case(case_id: int) -> Case:
    """Return the case; raise CaseNotFound, DraftingNotFound, or Forbidden for anybody but its agency."""
    actor = current_actor()
    case = require_case(actor, db.session.get(Case, case_id))
    if not is_of_drafting(case):
        raise DraftingNotFound
    if not may_ask(actor, case):
        raise Forbidden
    return case


def _refuse(case: Case, refused: Conflict) -> ResponseReturnValue:
    """Lead to the case, which says how it stands."""
    flash(_(refused.message), "soon")
    return redirect(url_for("cases.show", case_id=case.id), 303)


def _page(case: Case, form: Mapping[str, Any], errors: Errors | None = None) -> ResponseReturnValue:
    found = errors or {}
    page = render_template(
        "drafting/more_time.html", case=case, limit=limit_of(case), form=form, errors=found, problems=problems(found)
    )
    return page, 422 if found else 200
