"""Check what will be sent, then send exactly that, once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.access import require_open, require_task, require_worker
from app.cases.completing import complete_task
from app.cases.errors import TaskClaimedByAnother
from app.cases.forms import form_of
from app.cases.locking import lock_task
from app.cases.models import UserTask
from app.clock import utc_now
from app.errors import Conflict, Invalid
from app.extensions import db
from app.forms import submitted
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.roles import Actor
from app.tasks.drafts import drop_draft, require_same_draft
from app.tasks.entries import entries_of
from app.tasks.filed import receipt_of, was_filed_by
from app.tasks.gone import whereabouts
from app.tasks.judging import judge
from app.tasks.sheet import Hand
from app.tasks.views import pages
from app.tasks.views.blueprint import ONE_TASK, blueprint


@blueprint.get("/<int:task_id>/check")
@access(ONE_TASK)
def check(task_id: int) -> ResponseReturnValue:
    """Show what will be sent, row by row; a draft that is not ready goes back to its form."""
    actor = current_actor()
    back = redirect(url_for("tasks.show", task_id=task_id))
    if whereabouts(task_id, actor) is not None:
        return back
    sheet = pages.sheet_for_caller(task_id)
    require_worker(actor, sheet.task)
    judged = judge(sheet.task, entries_of(sheet.task, sheet.form), utc_now())
    return pages.check_page(sheet, judged) if judged.is_fine and sheet.hand is Hand.own else back


@blueprint.post("/<int:task_id>/complete")
@access(ONE_TASK)
def complete(task_id: int) -> ResponseReturnValue:
    """Send what was checked; the same again (a double click) is answered the same."""
    actor, now = current_actor(), utc_now()
    task = require_task(actor, lock_task(task_id))
    if was_filed_by(task, actor, request.form.get("_receipt", "")):
        return _done(task_id)
    form = form_of(task)
    data = submitted(form, request.form, request.files) if form else {}
    try:
        require_mine(task, actor)
        require_same_draft(task_id, base_version(), actor)
    except Conflict as conflict:
        return answer_conflict(task, data, conflict, actor, now)
    judged = judge(task, data, now)
    if not judged.is_fine:
        return pages.form_page(pages.sheet_for_caller(task_id), data, judged.errors)
    if receipt_of(judged.filed) != request.form.get("_receipt"):
        changed = pages.Remark(_("What will be sent has changed since you looked. Read it again, then send it."))
        return pages.check_page(pages.sheet_for_caller(task_id), judged, changed)
    return send(task_id, data, actor, now)


def send(task_id: int, data: Mapping[str, Any], actor: Actor, now: datetime) -> ResponseReturnValue:
    """Complete the task and lead on; what is refused comes back on the form."""
    try:
        with db.session.begin_nested():  # what a feature refuses late leaves nothing behind
            complete_task(task_id, data, actor=actor, now=now)
    except Invalid as invalid:
        return pages.form_page(pages.sheet_for_caller(task_id), data, invalid.errors)
    drop_draft(task_id)
    return _done(task_id)


def answer_conflict(
    task: UserTask, data: Mapping[str, Any], conflict: Conflict, actor: Actor, now: datetime
) -> ResponseReturnValue:
    """Answer that somebody was faster, unless it was the actor with the very same entries."""
    judged = judge(task, data, now)
    if judged.is_fine and was_filed_by(task, actor, receipt_of(judged.filed)):
        return _done(task.id)
    return pages.in_the_way(task, data, conflict)


def require_mine(task: UserTask, actor: Actor) -> None:
    """Raise Conflict when the task is closed or a colleague's now, NotYourTask when it never was the actor's."""
    require_open(task)
    require_worker(actor, task)
    if task.assignee is not None and task.assignee_id != actor.id:
        raise TaskClaimedByAnother(who=task.assignee.name)


def base_version() -> int:
    """Return the version of the draft that the page was made from."""
    return request.form.get("_draft_version", 0, type=key)


def _done(task_id: int) -> ResponseReturnValue:
    return redirect(url_for("tasks.inbox", done=task_id), 303)
