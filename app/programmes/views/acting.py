"""What an enterprise may ask for: to withdraw, or to revise its programme."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.access import require_case
from app.cases.models import Case
from app.cases.queries import waiting_on
from app.clock import utc_now
from app.errors import Forbidden
from app.extensions import db
from app.organisation.access import access, sees_identities
from app.organisation.gate import current_actor
from app.organisation.schemas.forms import Errors, filled, problems
from app.programmes.models import Enrolment
from app.programmes.records import require_enrolment
from app.programmes.schemas import REASON
from app.programmes.service.leaving import ask_revision, may_ask, withdraw
from app.programmes.views.blueprint import blueprint
from app.programmes.views.rules import ONE_ENTERPRISE


@blueprint.get("/<int:case_id>/withdraw")
@access(ONE_ENTERPRISE)
def withdrawing(case_id: int) -> ResponseReturnValue:
    """Ask why the enterprise withdraws."""
    return _page("programmes/withdraw.html", _enrolment(case_id), {}, {})


@blueprint.post("/<int:case_id>/withdraw")
@access(ONE_ENTERPRISE)
def leave(case_id: int) -> ResponseReturnValue:
    """End the enterprise's taking part."""

    def command(reason: str) -> str:
        withdraw(case_id, reason, actor=current_actor(), now=utc_now())
        return _("The enterprise has withdrawn; its file is closed and stays readable.")

    return _carry_out("programmes/withdraw.html", case_id, command)


@blueprint.get("/<int:case_id>/revision")
@access(ONE_ENTERPRISE)
def revising(case_id: int) -> ResponseReturnValue:
    """Ask why the programme is to be revised."""
    return _page("programmes/revise.html", _enrolment(case_id), {}, {})


@blueprint.post("/<int:case_id>/revision")
@access(ONE_ENTERPRISE)
def revise(case_id: int) -> ResponseReturnValue:
    """Ask the department to let the programme be revised."""

    def command(reason: str) -> str:
        ask_revision(case_id, reason, actor=current_actor(), now=utc_now())
        return _("The wish to revise has been sent to the department. The version in force applies until then.")

    return _carry_out("programmes/revise.html", case_id, command)


def _enrolment(case_id: int) -> Enrolment:
    actor = current_actor()
    case = require_case(actor, db.session.get(Case, case_id))
    enrolment = require_enrolment(case.id)
    if not may_ask(actor, enrolment):
        raise Forbidden
    return enrolment


def _carry_out(template: str, case_id: int, command: Callable[[str], str]) -> ResponseReturnValue:
    enrolment = _enrolment(case_id)
    entries, errors = filled(REASON, request.form)
    if errors:
        return _page(template, enrolment, request.form, errors)
    flash(command(entries["reason"]), "ok")
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _page(template: str, enrolment: Enrolment, values: Mapping[str, Any], errors: Errors) -> ResponseReturnValue:
    page = render_template(
        template,
        enrolment=enrolment,
        waiting=waiting_on([enrolment.case_id])[enrolment.case_id],
        shows_people=sees_identities(current_actor()),
        form=values,
        errors=errors,
        problems=problems(errors),
    )
    return page, 422 if errors else 200
