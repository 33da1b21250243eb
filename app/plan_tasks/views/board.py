"""A plan's year as a board: who leads what, how far it is, what is late."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import local_date, utc_now
from app.extensions import db
from app.legible import key
from app.organisation.access import access
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.plan_tasks import labels
from app.plan_tasks.errors import AssignmentNotFound
from app.plan_tasks.models import AssignmentState
from app.plan_tasks.queries import Wanted, agencies_of, counts_of, latest_percent, page_of, years_of
from app.plan_tasks.standing import standing_of_assignment
from app.plan_tasks.views.blueprint import FOLLOWS_TASKS, blueprint
from app.plans.access import require_plan
from app.plans.models import PlanTask

STATES = frozenset(state.value for state in AssignmentState)
LATE = "late"


@blueprint.get("/<int:plan_id>")
@access(FOLLOWS_TASKS)
def board(plan_id: int) -> ResponseReturnValue:
    """Show the tasks of a plan's year, those of one state, agency or row, or the late ones."""
    plan, now = require_plan(current_actor(), plan_id), utc_now()
    today, years = local_date(now), years_of(plan_id)
    year = request.args.get("year", type=key) or (today.year if today.year in years or not years else years[0])
    wanted, after = _wanted(), request.args.get("after", default=0, type=key)
    page = page_of(plan_id, year, wanted, now, after=after)
    states, late = counts_of(plan_id, year, now)
    calendar = office_calendar()
    return render_template(
        "plan_tasks/board.html",
        plan=plan,
        year=year,
        years=years,
        wanted=wanted,
        page=page,
        states=states,
        late=late,
        total=sum(states.values()),
        percents=latest_percent([row.id for row, _ in page.rows]),
        standings={row.id: standing_of_assignment(row, today, calendar) for row, _ in page.rows},
        agencies=agencies_of(plan_id, year),
        labels=labels,
        today=today,
        address=lambda **changes: _address(plan_id, year, wanted, **changes),
    )


@blueprint.get("/rows/<int:task_id>")
@access(FOLLOWS_TASKS)
def of_row(task_id: int) -> ResponseReturnValue:
    """Lead to the board of the row's plan, with the cases of this row only."""
    row = db.session.get(PlanTask, task_id)
    if row is None:
        raise AssignmentNotFound
    return redirect(url_for("plan_tasks.board", plan_id=row.plan_id, row=task_id))


def _wanted() -> Wanted:
    show = request.args.get("show", "")
    return Wanted(
        state=AssignmentState(show) if show in STATES else None,
        late=show == LATE,
        agency_id=request.args.get("agency", type=key),
        task_id=request.args.get("row", type=key),
        words=request.args.get("q", "").strip()[:200],
    )


def _address(plan_id: int, year: int, wanted: Wanted, **changes: Any) -> str:
    values = {
        "plan_id": plan_id,
        "year": year,
        "show": LATE if wanted.late else wanted.state and wanted.state.value,
        "agency": wanted.agency_id,
        "row": wanted.task_id,
        "q": wanted.words or None,
    }
    return url_for("plan_tasks.board", **{**values, **changes})
