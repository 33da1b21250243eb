"""Begin an amendment, go through the rows page by page, see all changes."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.amendments.labels import ACTS
from app.amendments.queries import (
    changes_of,
    count_changes,
    edited_rows,
    is_editable,
    proposed_differences,
    require_amendment,
)
from app.amendments.schemas import BEGINNING
from app.amendments.service.starting import begin_amendment, may_amend
from app.amendments.views.blueprint import BEGINS, ONE_AMENDMENT, blueprint
from app.clock import utc_now
from app.errors import Invalid
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.schemas.forms import Errors, filled, problems
from app.plans import labels
from app.plans.access import require_plan
from app.plans.service.amending import RowAct

PAGE_SIZE = 50


@blueprint.get("/plans/<int:plan_id>/new")
@access(BEGINS)
def new(plan_id: int) -> ResponseReturnValue:
    """Ask why the plan has to be amended."""
    return _new(plan_id, {}, {})


@blueprint.post("/plans/<int:plan_id>/new")
@access(BEGINS)
def begin(plan_id: int) -> ResponseReturnValue:
    """Begin the amendment and lead to its rows."""
    actor = current_actor()
    require_plan(actor, plan_id)
    entries, errors = filled(BEGINNING, request.form)
    if not errors:
        try:
            amendment = begin_amendment(plan_id, entries["reason"], actor=actor, now=utc_now())
            return redirect(url_for("amendments.show", case_id=amendment.case_id), 303)
        except Invalid as invalid:
            errors = {name: [_(one) for one in texts] for name, texts in invalid.errors.items()}
    return _new(plan_id, request.form, errors)


@blueprint.get("/<int:case_id>")
@access(ONE_AMENDMENT)
def show(case_id: int) -> ResponseReturnValue:
    """Show the plan's rows with what is proposed for each, and the rows to be added."""
    actor = current_actor()
    amendment = require_amendment(case_id, actor)
    rows = edited_rows(amendment, request.args.get("page", 1, type=int))
    return render_template(
        "amendments/rows.html",
        amendment=amendment,
        plan=amendment.plan,
        rows=rows,
        added=[change for change in changes_of(amendment.id) if change.act is RowAct.add],
        changed=count_changes(amendment.id),
        edits=may_amend(actor) and is_editable(amendment),
        acts=ACTS,
    )


@blueprint.get("/<int:case_id>/changes")
@access(ONE_AMENDMENT)
def changes(case_id: int) -> ResponseReturnValue:
    """Show everything that the amendment would change, old and new, with the reasons."""
    amendment = require_amendment(case_id, current_actor())
    rows = proposed_differences(amendment.id)
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    return render_template(
        "amendments/changes.html",
        amendment=amendment,
        plan=amendment.plan,
        rows=rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        page=page,
        pages=pages,
        labels=labels,
    )


def _new(plan_id: int, form: Mapping[str, Any], errors: Errors) -> ResponseReturnValue:
    plan = require_plan(current_actor(), plan_id)
    page = render_template("amendments/new.html", plan=plan, form=form, errors=errors, problems=problems(errors))
    return page, 422 if errors else 200
