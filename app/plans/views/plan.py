"""One plan: its live annex, its targets, what became of it."""

from collections.abc import Sequence
from functools import partial

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import local_date, utc_now
from app.organisation.access import access, sees_identities
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.organisation.roles import Actor
from app.plans import annex, labels, queries
from app.plans.access import require_plan, sees_readings
from app.plans.links import links_for_plan, marks_of
from app.plans.models import PlanStatus
from app.plans.versions import versions_of
from app.plans.views.blueprint import READS_PLAN, blueprint
from app.timeline.log import Subject
from app.timeline.queries import entries
from app.timeline.wording import lines_of

PAGE_SIZE = 100


@blueprint.get("/<int:plan_id>")
@access(READS_PLAN)
def show(plan_id: int) -> ResponseReturnValue:
    """Show the annex of a plan in force; whose agency is named sees its own tasks first."""
    actor = current_actor()
    plan = require_plan(actor, plan_id)
    if plan.status is PlanStatus.reading:
        return redirect(url_for("plans.reading", plan_id=plan_id))
    today, calendar = local_date(utc_now()), office_calendar()
    lines = annex.lines_of(queries.tasks_of(plan_id), today)
    wish = _wish()
    found = annex.matching(lines, wish)
    page = max(1, request.args.get("page", 1, type=int))
    own = [] if _is_filtered(wish) else _own(lines, actor)
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return render_template(
        "plans/plan.html",
        plan=plan,
        versions=versions_of(plan),
        links=links_for_plan(plan, actor),
        marks=marks_of([line.task.id for line in (*own, *shown)], actor),
        wish=wish,
        total=len(lines),
        found=len(found),
        own=own,
        groups=list(annex.grouped(shown)),
        page=page,
        last_page=-(-len(found) // PAGE_SIZE),
        agencies=annex.agencies_in(lines),
        doubtful=sum(line.is_doubtful for line in lines),
        labels=labels,
        today=today,
        days_left=partial(calendar.working_days_between, today),
        why=partial(annex.why, calendar=calendar),
        sees_readings=sees_readings(actor),
    )


@blueprint.get("/<int:plan_id>/targets")
@access(READS_PLAN)
def targets(plan_id: int) -> ResponseReturnValue:
    """Show the targets of a plan, and the sentences they come from."""
    actor = current_actor()
    plan = require_plan(actor, plan_id)
    history = lines_of(entries(Subject("plan", plan_id), limit=50), shows_people=sees_identities(actor))
    return render_template(
        "plans/targets.html",
        plan=plan,
        total=queries.count_tasks(plan_id),
        targets=queries.targets_of(plan_id, confirmed_only=True),
        duties=queries.duties_of(plan_id),
        history=history if sees_readings(actor) else [],
        labels=labels,
        sees_readings=sees_readings(actor),
    )


def _wish() -> annex.Wish:
    agency_id = request.args.get("agency", type=int)
    return annex.Wish(request.args.get("q", "").strip()[:200], agency_id, request.args.get("doubt") == "1")


def _is_filtered(wish: annex.Wish) -> bool:
    return wish != annex.Wish()


def _own(lines: Sequence[annex.Line], actor: Actor) -> list[annex.Line]:
    """Return the lines in which an agency of the person's is named, those it leads first."""
    agencies = actor.agency_ids
    if not agencies:
        return []
    kinds = queries.kinds_of(agencies)
    mine = [line for line in lines if queries.concerns(line.task, agencies, kinds)]
    return sorted(mine, key=lambda line: not queries.leading(line.task, agencies, kinds))
