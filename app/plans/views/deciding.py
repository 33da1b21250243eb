"""Decide one question about a row: a small POST that answers with the row as it stands now."""

from collections.abc import Callable, Sequence
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import local_date, utc_now
from app.errors import Invalid
from app.extensions import db
from app.legible import is_key, key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.views.choosing import several_agencies
from app.plans import queries
from app.plans.models import PlanTask
from app.plans.questions import OTHER
from app.plans.rows import Standing
from app.plans.service import deciding, naming
from app.plans.service.naming import Answer, Choice
from app.plans.views.blueprint import IMPORTS, blueprint
from app.plans.views.reading import frame, row_for, row_page
from app.plans.views.uploading import day_of


@blueprint.post("/<int:plan_id>/rows/<int:task_id>/agencies/<int:part_id>")
@access(IMPORTS)
def decide_agency(plan_id: int, task_id: int, part_id: int) -> ResponseReturnValue:
    """Say what a name stands for."""
    return _answer(
        plan_id,
        task_id,
        f"agency-{part_id}",
        lambda: naming.decide_agency(plan_id, part_id, _choice(), actor=current_actor(), now=utc_now()),
    )


@blueprint.post("/<int:plan_id>/rows/<int:task_id>/lead")
@access(IMPORTS)
def name_lead(plan_id: int, task_id: int) -> ResponseReturnValue:
    """Say who leads a task whose row names nobody."""
    return _answer(
        plan_id,
        task_id,
        "lead",
        lambda: naming.name_lead(plan_id, task_id, _choice(), actor=current_actor(), now=utc_now()),
    )


@blueprint.post("/<int:plan_id>/rows/<int:task_id>/due")
@access(IMPORTS)
def decide_due(plan_id: int, task_id: int) -> ResponseReturnValue:
    """Say when a task is due."""
    return _answer(plan_id, task_id, "due", lambda: _decide_due(plan_id, task_id))


@blueprint.post("/<int:plan_id>/rows/<int:task_id>/confirm")
@access(IMPORTS)
def confirm_row(plan_id: int, task_id: int) -> ResponseReturnValue:
    """Say that a row was understood rightly."""
    return _answer(
        plan_id, task_id, "row", lambda: deciding.confirm_row(plan_id, task_id, actor=current_actor(), now=utc_now())
    )


@blueprint.post("/<int:plan_id>/rows/<int:task_id>/aside")
@access(IMPORTS)
def set_aside(plan_id: int, task_id: int) -> ResponseReturnValue:
    """Say that a row is no task."""
    deciding.set_aside(plan_id, task_id, actor=current_actor(), now=utc_now())
    flash(_("The row is listed among what is no task. You can put it back there."), "ok")
    return redirect(url_for("plans.reading", plan_id=plan_id, show=_show()))


@blueprint.post("/<int:plan_id>/positions/<int:position>/anew")
@access(IMPORTS)
def read_anew(plan_id: int, position: int) -> ResponseReturnValue:
    """Undo all decisions on a row."""
    task = deciding.read_anew(plan_id, position, actor=current_actor(), now=utc_now())
    flash(_("The row stands again as it was read."), "ok")
    return redirect(url_for("plans.row", plan_id=plan_id, task_id=task.id))


def _answer(plan_id: int, task_id: int, key: str, decide: Callable[[], PlanTask]) -> ResponseReturnValue:
    """Decide, then show the row: only the row for a script, else the list one came from."""
    try:
        task = decide()
    except Invalid as refused:
        errors = {key: [_(sentence) for sentences in refused.errors.values() for sentence in sentences]}
        if not _is_script():
            return row_page(plan_id, task_id, errors)
        return _row(plan_id, task_id, errors), 422
    db.session.flush()  # the answer shows what was written
    db.session.expire_all()
    if _is_script():
        return _row(plan_id, task.id, {})
    flash(_("The decision is kept."), "ok")
    return redirect(url_for("plans.reading", plan_id=plan_id, show=_show(), page=request.form.get("page", type=int)))


def _row(plan_id: int, task_id: int, errors: dict[str, list[str]]) -> str:
    row = row_for(plan_id, task_id, errors)
    plan = row.task.plan
    left = queries.rows(plan_id, Standing.decide, 1).total
    return render_template(
        "plans/row_saved.html", plan=plan, row=row, show=_show(), left=left, now=utc_now(), **frame(plan)
    )


def _decide_due(plan_id: int, task_id: int) -> PlanTask:
    answer, value = _chosen("due")
    actor, now = current_actor(), utc_now()
    if answer == "keep":
        return deciding.keep_due(plan_id, task_id, actor=actor, now=now)
    if answer == "none":
        return deciding.decide_due(plan_id, task_id, None, actor=actor, now=now)
    day = day_of(request.form.get("due", "")) if answer == OTHER else _iso(value) if answer == "date" else None
    if day is None:
        wrong = _("This day is not in the calendar. Write day/month/year, for example 07/3/2026.")
        raise Invalid({"due": [wrong if answer == OTHER else _("Choose one of the answers.")]})
    return deciding.decide_due(plan_id, task_id, day, actor=actor, now=now)


def _iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _choice() -> Choice:
    """Read which answer was chosen; an agency may be typed by name or code, several with semicolons."""
    answer, value = _chosen("agency")
    if answer == OTHER:
        typed: Sequence[str] = request.form.get("agency", "").split(";")
        agencies, errors = several_agencies("agency", typed, local_date(utc_now()))
        if errors:
            raise Invalid(errors)
        return Choice(Answer.agency, [agency.id for agency in agencies])
    if answer not in list(Answer):
        raise Invalid({"answer": [_("Choose one of the answers.")]})
    if answer == Answer.agency:
        return Choice(Answer.agency, [key(one) for one in value.split(",") if is_key(one)])
    return Choice(Answer(answer), group=value)


def _chosen(typed: str) -> tuple[str, str]:
    """Return the answer and its value; who only typed something means the answer it stands behind."""
    answer, _sep, value = request.form.get("answer", "").partition(":")
    return (OTHER, "") if not answer and request.form.get(typed, "").strip() else (answer, value)


def _is_script() -> bool:
    return bool(request.headers.get("HX-Request"))


def _show() -> str:
    """Return which list of rows the person came from."""
    wish = request.form.get("show", "")
    return wish if wish in list(Standing) else Standing.decide
