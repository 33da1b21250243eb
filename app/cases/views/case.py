"""The page of one case."""

from flask import render_template

from app.cases.access import require_case
from app.cases.models import Case
from app.cases.steps import steps_of, tasks_of
from app.cases.views.blueprint import ONE_CASE, blueprint
from app.extensions import db
from app.organisation.access import access
from app.organisation.gate import current_actor


@blueprint.get("/<int:case_id>")
@access(ONE_CASE)
def show(case_id: int) -> str:
    """Show where the case stands, who has it and until when, and what happened."""
    case = require_case(current_actor(), db.session.get(Case, case_id))
    tasks = tasks_of(case.id)
    return render_template("cases/case.html", case=case, tasks=tasks, steps=steps_of(case, tasks))
