"""The preview of an import: each printed row beside what was understood, page by page."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from app.cases.attachments import file_store
from app.clock import local_date, utc_now
from app.files.serving import download_headers
from app.organisation.access import access, sees_identities
from app.organisation.gate import current_actor, may
from app.plans import labels, preview, queries
from app.plans.access import require_plan
from app.plans.errors import RowNotFound
from app.plans.evidence import Evidence, evidence_of
from app.plans.models import Plan, PlanStatus, PlanTask
from app.plans.register import Register
from app.plans.rows import Standing
from app.plans.views.blueprint import READS_PLAN, READS_READING, blueprint

ASIDE = "aside"  # the list of what is no task
_KINDS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".txt": "text/plain; charset=utf-8",
}


@blueprint.get("/<int:plan_id>/reading")
@access(READS_READING)
def reading(plan_id: int) -> ResponseReturnValue:
    """Show the rows of one standing: to be decided, worth a look, certain, or no task at all."""
    plan = require_plan(current_actor(), plan_id)
    evidence = evidence_of(plan)
    show = _shown(plan_id)
    page = queries.rows(plan_id, None if show == ASIDE else Standing(show), request.args.get("page", 1, type=int))
    aside = _aside(plan, evidence)
    register = Register.load(local_date(utc_now()))
    rows = [] if show == ASIDE else [preview.row_of(plan, task, evidence, register) for task in page.tasks]
    return render_template(
        "plans/reading.html",
        plan=plan,
        evidence=evidence,
        rows=rows,
        page=page,
        show=show,
        aside=aside,
        ASIDE=ASIDE,
        **frame(plan),
    )


@blueprint.get("/<int:plan_id>/rows/<int:task_id>")
@access(READS_READING)
def row(plan_id: int, task_id: int) -> ResponseReturnValue:
    """Show one row with every question that could be asked, to correct what was understood."""
    return row_page(plan_id, task_id)


@blueprint.get("/<int:plan_id>/document")
@access(READS_PLAN)
def document(plan_id: int) -> ResponseReturnValue:
    """Send the file as it was uploaded."""
    plan = require_plan(current_actor(), plan_id)
    ending = plan.source_name[plan.source_name.rfind(".") :].lower()
    kind = _KINDS.get(ending, "application/octet-stream")
    with file_store().open(plan.source_sha256) as content:
        return Response(content.read(), headers=download_headers(plan.source_name, kind))


def row_page(
    plan_id: int,
    task_id: int,
    errors: Mapping[str, Sequence[str]] | None = None,
) -> ResponseReturnValue:
    """Answer with one row on a page of its own; with errors it is a 422 that keeps what was typed."""
    row = row_for(plan_id, task_id, errors or {}, all_of_them=True)
    plan = require_plan(current_actor(), plan_id)
    problems = [("", sentence) for sentences in (errors or {}).values() for sentence in sentences]
    page = render_template("plans/row_page.html", plan=plan, row=row, errors=errors, problems=problems, **frame(plan))
    return page, 422 if errors else 200


def row_for(
    plan_id: int, task_id: int, errors: Mapping[str, Sequence[str]], *, all_of_them: bool = False
) -> preview.Row:
    """Return one row as the preview shows it; raise PlanNotFound and RowNotFound."""
    plan = require_plan(current_actor(), plan_id)
    found: Sequence[PlanTask] = queries.with_parts([task_id])
    if not found or found[0].plan_id != plan.id:
        raise RowNotFound
    register = Register.load(local_date(utc_now()))
    row = preview.row_of(plan, found[0], evidence_of(plan), register, all_of_them=all_of_them)
    return preview.with_answers(row, errors, request.form)


def frame(plan: Plan) -> dict[str, Any]:
    """Return what every page of the import needs: what things are called, and what the caller may do."""
    return {
        "labels": labels,
        "language": str(get_locale()),
        "decides": plan.status is PlanStatus.reading and may("plans.decide_agency", "POST"),
        "shows_people": sees_identities(current_actor()),
        "link": url_for("plans.reading", plan_id=plan.id),
    }


def _shown(plan_id: int) -> str:
    """Return which rows are asked for; without a wish those to be decided, if there are any."""
    wish = request.args.get("show", "")
    if wish in (*Standing, ASIDE):
        return wish
    counts = queries.rows(plan_id, Standing.decide, 1).counts
    return next((standing for standing in Standing if counts.get(standing)), Standing.sure)


def _aside(plan: Plan, evidence: Evidence) -> list[dict[str, Any]]:
    """Return what is no task: as the reader found, and as people decided (those can be put back)."""
    left = queries.positions(plan.id)
    read = [
        {"source": note.source, "text": note.text, "why": labels.reason(note.why), "position": None}
        for note in evidence.not_tasks()
    ]
    decided = [
        {"source": f"{task['source'][0]}-{task['source'][1]}", "text": task["content"], "why": "", "position": position}
        for position, task in enumerate(evidence.json["tasks"], start=1)
        if position not in left
    ]
    return sorted([*read, *decided], key=lambda one: int(str(one["source"]).partition("-")[0]))
