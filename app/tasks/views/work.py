"""The page of one task: show it, and take in what is typed there."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cases.access import require_task
from app.cases.forms import form_of
from app.cases.locking import lock_task
from app.clock import utc_now
from app.database import commit_so_far
from app.errors import Conflict
from app.extensions import db
from app.forms import submitted
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.tasks.drafts import save_draft
from app.tasks.entries import entries_of
from app.tasks.gone import whereabouts
from app.tasks.judging import judge
from app.tasks.sheet import Hand
from app.tasks.views import pages, sending
from app.tasks.views.blueprint import ONE_TASK, blueprint
from app.tasks.views.intake import take_in


@blueprint.get("/<int:task_id>")
@access(ONE_TASK)
def show(task_id: int) -> ResponseReturnValue:
    """Show the task; an old link to one that is done or has moved says so to those who had received it."""
    actor = current_actor()
    gone = whereabouts(task_id, actor)
    if gone is not None:
        return render_template("tasks/gone.html", gone=gone, task=gone.task, actor=actor), 410
    sheet = pages.sheet_for_caller(task_id)
    return pages.form_page(sheet, entries_of(sheet.task, sheet.form) if sheet.hand is not Hand.other else {})


@blueprint.post("/<int:task_id>")
@access(ONE_TASK)
def write(task_id: int) -> ResponseReturnValue:
    """Keep what was typed as the draft, then do what the button says: a row, a file, check, send."""
    actor, now = current_actor(), utc_now()
    task = require_task(actor, lock_task(task_id))
    form = form_of(task)
    if form is None:
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    data = submitted(form, request.form, request.files)
    try:
        sending.require_mine(task, actor)
        data, refused = take_in(task, form, data, actor, now)
        save_draft(task_id, data, base_version=sending.base_version(), actor=actor, now=now)
    except Conflict as conflict:
        return sending.answer_conflict(task, data, conflict, actor, now)
    commit_so_far(db.session)  # what was typed stays, whatever becomes of the rest
    if refused:
        return pages.form_page(pages.sheet_for_caller(task_id), data, refused)
    if "_send" in request.form:
        return sending.send(task_id, data, actor, now)
    if "_check" not in request.form:
        return redirect(url_for("tasks.show", task_id=task_id, _anchor=_place()), 303)
    judged = judge(task, data, now)
    if not judged.is_fine:
        return pages.form_page(pages.sheet_for_caller(task_id), data, judged.errors)
    return redirect(url_for("tasks.check", task_id=task_id), 303)


def _place() -> str | None:
    """Return the part of the page that a row button belongs to."""
    return request.form.get("_row", "").partition(":")[2].partition("[")[0] or None
