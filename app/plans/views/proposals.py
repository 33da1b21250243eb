"""Targets and reporting duties that the reader proposes from the body of a plan."""

import json
from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import utc_now
from app.errors import Invalid
from app.organisation.access import access
from app.organisation.gate import current_actor, may
from app.organisation.labels import AGENCY_KINDS
from app.organisation.models import AgencyKind
from app.plans import queries
from app.plans.access import require_plan
from app.plans.service import proposals as service
from app.plans.views.blueprint import IMPORTS, READS_READING, blueprint
from app.plans.views.reading import frame


@blueprint.get("/<int:plan_id>/proposals")
@access(READS_READING)
def proposals(plan_id: int) -> ResponseReturnValue:
    """Show what is proposed, each with the sentence it comes from."""
    return _page(plan_id, {})


@blueprint.post("/<int:plan_id>/targets/<int:target_id>")
@access(IMPORTS)
def decide_target(plan_id: int, target_id: int) -> ResponseReturnValue:
    """Confirm a target, or take it out again."""
    is_confirmed = request.form.get("answer") == "confirm"
    service.confirm_target(plan_id, target_id, is_confirmed, actor=current_actor(), now=utc_now())
    return redirect(url_for("plans.proposals", plan_id=plan_id, _anchor=f"target-{target_id}"))


@blueprint.post("/<int:plan_id>/duties/<int:duty_id>")
@access(IMPORTS)
def decide_duty(plan_id: int, duty_id: int) -> ResponseReturnValue:
    """Confirm a reporting duty with those who owe it, or leave it out."""
    actor, now = current_actor(), utc_now()
    if request.form.get("answer") != "confirm":
        service.decline_duty(plan_id, duty_id, actor=actor, now=now)
    else:
        kinds = [AgencyKind(kind) for kind in request.form.getlist("roster") if kind in list(AgencyKind)]
        try:
            service.confirm_duty(plan_id, duty_id, kinds, actor=actor, now=now)
        except Invalid as refused:
            sentences = [_(one) for several in refused.errors.values() for one in several]
            return _page(plan_id, {duty_id: sentences})
        flash(_("The duty becomes an obligation when the plan is put in force."), "ok")
    return redirect(url_for("plans.proposals", plan_id=plan_id, _anchor=f"duty-{duty_id}"))


def _page(plan_id: int, errors: Mapping[int, Sequence[str]]) -> ResponseReturnValue:
    plan = require_plan(current_actor(), plan_id)
    duties = [(duty, json.loads(duty.who), json.loads(duty.roster)) for duty in queries.duties_of(plan_id)]
    page = render_template(
        "plans/proposals.html",
        plan=plan,
        targets=queries.targets_of(plan_id),
        duties=duties,
        kinds=[(kind.value, label) for kind, label in AGENCY_KINDS.items()],
        errors=errors,
        decides_duties=may("plans.decide_duty", "POST"),
        **frame(plan),
    )
    return page, 422 if errors else 200
