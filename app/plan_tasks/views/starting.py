"""Start a year of a plan: first see what would begin and what would not, and why."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.clock import local_date, utc_now
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.plan_tasks import labels
from app.plan_tasks.errors import PlanNotInForce
from app.plan_tasks.preview import preview_year
from app.plan_tasks.service.starting import start_year
from app.plan_tasks.views.blueprint import STARTS_TASKS, blueprint
from app.plans.access import require_plan
from app.plans.models import Plan, PlanStatus

_AHEAD = 1  # years that can be started before they begin


@blueprint.get("/<int:plan_id>/start")
@access(STARTS_TASKS)
def starting(plan_id: int) -> ResponseReturnValue:
    """Show what starting a year would begin."""
    plan, years = _plan(plan_id), _years()
    asked = request.args.get("year", type=key)
    year = asked if asked is not None and asked in years else years[0]
    return _page(plan, year, with_past=request.args.get("with_past") == "1")


@blueprint.post("/<int:plan_id>/start")
@access(STARTS_TASKS)
def start(plan_id: int) -> ResponseReturnValue:
    """Start the chosen rows of the year; all of them where no choice was sent."""
    plan, year = _plan(plan_id), request.form.get("year", type=key) or 0
    if year not in _years():
        return redirect(url_for("plan_tasks.starting", plan_id=plan.id))
    with_past = request.form.get("with_past") == "1"
    rows = request.form.getlist("rows", type=key) if "rows" in request.form else None
    if rows == []:
        return _page(plan, year, with_past=with_past, error=_("Choose at least one row."))
    cases = start_year(plan.id, year, actor=current_actor(), now=utc_now(), with_past=with_past, only=rows)
    if cases:
        flash(ngettext("%(num)d case is being opened.", "%(num)d cases are being opened.", cases), "ok")
    else:
        flash(_("Nothing new was started: everything that can begin in %(year)s has begun.", year=year), "ok")
    return redirect(url_for("plan_tasks.board", plan_id=plan.id, year=year))


def _page(plan: Plan, year: int, *, with_past: bool, error: str = "") -> ResponseReturnValue:
    page = render_template(
        "plan_tasks/starting.html",
        plan=plan,
        year=year,
        years=_years(),
        with_past=with_past,
        what=preview_year(plan, year, utc_now(), with_past=with_past),
        labels=labels,
        problems=[("rows", error)] if error else [],
        is_chosen=not error,
    )
    return page, 422 if error else 200


def _plan(plan_id: int) -> Plan:
    plan = require_plan(current_actor(), plan_id)
    if plan.status is not PlanStatus.in_force:
        raise PlanNotInForce
    return plan


def _years() -> Sequence[int]:
    this_year = local_date(utc_now()).year
    return range(this_year, this_year + 1 + _AHEAD)
