"""Draftings: the list, beginning one, who has proposed, which opinions came and what became of them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.models import TaskStatus
from app.clock import local_date, utc_now
from app.drafting import labels, queries
from app.drafting.access import OPENS_DRAFTINGS, READS_DRAFT, READS_DRAFTINGS, require_readable
from app.drafting.errors import DraftingRunning
from app.drafting.models import DraftingStatus, ProposalState
from app.drafting.money import in_figures
from app.drafting.service.closing import UNSENT
from app.drafting.service.opening import begin_drafting
from app.drafting.service.receiving import may_record
from app.drafting.views.blueprint import blueprint
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.tasks.queries import tasks_of_case

_STATES = frozenset(state.value for state in ProposalState)
_PAGE = 50


@blueprint.get("")
@access(READS_DRAFTINGS)
def index() -> ResponseReturnValue:
    """List the draftings, newest first, with how far each has come."""
    found, now = queries.draftings(), utc_now()
    counts = queries.counts_of([one.id for one in found], now)
    return render_template("drafting/index.html", draftings=found, counts=counts, labels=labels)


@blueprint.post("")
@access(OPENS_DRAFTINGS)
def begin() -> ResponseReturnValue:
    """Begin the drafting of next year's plan and lead to the task of opening it; or to the one that runs already."""
    try:
        case = begin_drafting(actor=current_actor(), now=utc_now())
    except DraftingRunning as running:
        flash(_(running.message, **running.values), "soon")
        return redirect(_place_of(running), 303)
    task = next(task for task in tasks_of_case(case.id) if task.status is TaskStatus.open)
    flash(_("The drafting has begun. Check the entries; no agency is asked before you send this form."), "ok")
    return redirect(url_for("tasks.show", task_id=task.id))


def _place_of(running: DraftingRunning) -> str:
    if running.drafting_id is None:
        return url_for("cases.show", case_id=running.case_id)
    return url_for("drafting.show", drafting_id=running.drafting_id)


@blueprint.get("/<int:drafting_id>")
@access(READS_DRAFTINGS)
def show(drafting_id: int) -> ResponseReturnValue:
    """Show who has proposed and who has not."""
    drafting, now = queries.require_drafting(drafting_id), utc_now()
    show = request.args.get("show", "")
    show = show if show in _STATES or show == "late" else ""
    found = queries.proposals(
        drafting_id,
        now,
        state=ProposalState(show) if show in _STATES else None,
        late=show == "late",
        after=request.args.get("after", default=0, type=key),
        limit=_PAGE + 1,
    )
    shown = found[:_PAGE]
    return render_template(
        "drafting/board.html",
        drafting=drafting,
        counts=queries.counts_of([drafting_id], now)[drafting_id],
        totals=queries.totals_of(drafting_id),
        proposals=shown,
        next_after=shown[-1][0].id if len(found) > _PAGE else None,
        show=show,
        is_collecting=drafting.status in (DraftingStatus.opening, DraftingStatus.collecting),
        may_record=may_record(current_actor()),
        unsent=UNSENT,
        labels=labels,
        in_figures=in_figures,
        today=local_date(now),
    )


@blueprint.get("/cases/<int:case_id>/opinions")
@access(READS_DRAFT)
def opinions(case_id: int) -> ResponseReturnValue:
    """Show the opinions on the draft, and how each was accepted or explained."""
    drafting = require_readable(current_actor(), case_id)
    return render_template(
        "drafting/opinions.html", drafting=drafting, opinions=queries.opinions_of(drafting.id), labels=labels
    )
