"""The last step of an import: see what putting the plan in force brings, then do it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import utc_now
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.plans import queries
from app.plans.access import require_plan
from app.plans.errors import LeadsUndecided, PlanInForce
from app.plans.models import PlanStatus
from app.plans.service import put_in_force
from app.plans.views.blueprint import IMPORTS, blueprint
from app.plans.views.reading import frame


@blueprint.get("/<int:plan_id>/force")
@access(IMPORTS)
def forcing(plan_id: int) -> ResponseReturnValue:
    """Show what putting the plan in force brings."""
    return _page(plan_id, "")


@blueprint.post("/<int:plan_id>/force")
@access(IMPORTS)
def force(plan_id: int) -> ResponseReturnValue:
    """Put the plan in force."""
    require_plan(current_actor(), plan_id)
    as_text = bool(request.form.get("leads_as_text"))
    try:
        plan = put_in_force(plan_id, actor=current_actor(), now=utc_now(), leads_as_text=as_text)
    except LeadsUndecided as undecided:
        return _page(plan_id, _(undecided.message, **undecided.values))
    flash(_("“%(title)s” is in force.", title=plan.title), "ok")
    return redirect(url_for("plans.show", plan_id=plan_id))


def _page(plan_id: int, error: str) -> ResponseReturnValue:
    plan = require_plan(current_actor(), plan_id)
    if plan.status is not PlanStatus.reading:
        raise PlanInForce
    page = render_template(
        "plans/force.html",
        plan=plan,
        what=queries.consequences(plan_id),
        errors=[error] if error else [],
        problems=[("leads_as_text", error)] if error else [],
        **frame(plan),
    )
    return page, 409 if error else 200
