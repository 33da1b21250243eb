"""Take work on, give it back, hand it to a colleague."""

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.access import require_open, require_task, require_worker
from app.cases.models import UserTask
from app.clock import utc_now
from app.errors import Invalid
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor, safe_next
from app.tasks.queries import find_task, possible_assignees
from app.tasks.service import claim_task, hand_over_task, release_task
from app.tasks.views.blueprint import ONE_TASK, blueprint

NOTE_LENGTH = 1000


@blueprint.post("/<int:task_id>/claim")
@access(ONE_TASK)
def claim(task_id: int) -> ResponseReturnValue:
    """Make the task the caller's."""
    task = claim_task(task_id, actor=current_actor(), now=utc_now())
    flash(_("You have taken on “%(task)s”.", task=task.name), "ok")
    return _back(task)


@blueprint.post("/<int:task_id>/release")
@access(ONE_TASK)
def release(task_id: int) -> ResponseReturnValue:
    """Give the task back to everybody who may do it."""
    task = release_task(task_id, actor=current_actor(), now=utc_now())
    flash(_("You have given back “%(task)s”. Its draft is kept.", task=task.name), "ok")
    return _back(task)


@blueprint.get("/<int:task_id>/hand-over")
@access(ONE_TASK)
def handing(task_id: int) -> ResponseReturnValue:
    """Ask who shall do the task instead."""
    actor = current_actor()
    task = require_task(actor, find_task(task_id))
    require_open(task)
    require_worker(actor, task)
    return _page(task, {}, {})


@blueprint.post("/<int:task_id>/hand-over")
@access(ONE_TASK)
def hand_over(task_id: int) -> ResponseReturnValue:
    """Make the task a colleague's."""
    actor = current_actor()
    to, note = request.form.get("to", 0, type=key), request.form.get("note", "").strip()
    try:
        task = hand_over_task(task_id, to, actor=actor, now=utc_now(), note=note[:NOTE_LENGTH])
    except Invalid as invalid:
        errors = {field: [_(sentence) for sentence in sentences] for field, sentences in invalid.errors.items()}
        return _page(require_task(actor, find_task(task_id)), {"to": str(to), "note": note}, errors)
    whose = task.assignee.name if task.assignee else ""
    flash(_("“%(task)s” was handed over to %(who)s.", task=task.name, who=whose), "ok")
    return redirect(url_for("tasks.inbox"), 303)


def _page(task: UserTask, values: dict[str, str], errors: dict[str, list[str]]) -> Response:
    me = current_actor().id
    colleagues = [person for person in possible_assignees(task) if person.id != me]
    page = render_template("tasks/hand_over.html", task=task, colleagues=colleagues, form=values, errors=errors)
    return make_response(page, 422 if errors else 200)


def _back(task: UserTask) -> ResponseReturnValue:
    asked = request.form.get("next")
    return redirect(safe_next(asked) if asked else url_for("tasks.show", task_id=task.id), 303)
