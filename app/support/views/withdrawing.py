"""A laboratory withdraws its request."""

from collections.abc import Mapping
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
from app.support.models import LaboratorySupport
from app.support.schemas import WITHDRAWAL
from app.support.service.files import require_support
from app.support.service.withdrawing import may_withdraw, withdraw
from app.support.views.blueprint import blueprint
from app.support.views.rules import ONE_LABORATORY


@blueprint.get("/<int:case_id>/withdrawal")
@access(ONE_LABORATORY)
def withdrawal(case_id: int) -> ResponseReturnValue:
    """Ask why."""
    return _page(_support(case_id), {}, {})


@blueprint.post("/<int:case_id>/withdrawal")
@access(ONE_LABORATORY)
def keep_withdrawal(case_id: int) -> ResponseReturnValue:
    """Withdraw."""
    support = _support(case_id)
    entries, errors = filled(WITHDRAWAL, request.form)
    if errors:
        return _page(support, request.form, errors)
    withdraw(case_id, entries["reason"], actor=current_actor(), now=utc_now())
    flash(_("The request is withdrawn. What has been recorded stays readable."), "ok")
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _support(case_id: int) -> LaboratorySupport:
    actor = current_actor()
    case = require_case(actor, db.session.get(Case, case_id))
    support = require_support(case.id)
    if not may_withdraw(actor, case):
        raise Forbidden
    return support


def _page(support: LaboratorySupport, values: Mapping[str, Any], errors: Errors) -> ResponseReturnValue:
    page = render_template(
        "support/withdrawal.html",
        support=support,
        waiting=waiting_on([support.case_id])[support.case_id],
        shows_people=sees_identities(current_actor()),
        form=values,
        errors=errors,
        problems=problems(errors),
    )
    return page, 422 if errors else 200
