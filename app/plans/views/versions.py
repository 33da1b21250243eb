"""What an amended version of a plan changed: old and new beside one another, word by word."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.organisation.access import access
from app.organisation.gate import current_actor
from app.plans import labels, queries
from app.plans.access import require_plan
from app.plans.differences import Change, compare
from app.plans.versions import former_of
from app.plans.views.blueprint import READS_PLAN, blueprint

PAGE_SIZE = 50


@blueprint.get("/<int:plan_id>/changes")
@access(READS_PLAN)
def changes(plan_id: int) -> ResponseReturnValue:
    """Show what this version changed; the first version changed nothing and has no such page."""
    plan = require_plan(current_actor(), plan_id)
    former = former_of(plan)
    if former is None:
        abort(404)
    rows = compare(queries.tasks_of(former.id), queries.tasks_of(plan.id))
    shows_all = request.args.get("show") == "all"
    shown = rows if shows_all else [row for row in rows if row.change is not Change.same]
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    return render_template(
        "plans/changes.html",
        plan=plan,
        former=former,
        rows=shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        counts={change: sum(row.change is change for row in rows) for change in Change},
        total=len(rows),
        shows_all=shows_all,
        page=page,
        pages=pages,
        labels=labels,
    )
