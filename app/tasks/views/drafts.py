"""Save drafts while somebody types, and say which fields apply to what is typed."""

from typing import Any

from flask import Response, jsonify, make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.cases.access import require_task
from app.cases.forms import form_of
from app.cases.locking import lock_task
from app.cases.models import UserTask
from app.cases.snapshot import form_context
from app.clock import LOCAL, utc_now
from app.errors import DomainError
from app.forms import Form, FormView, fields_of, render_context, submitted
from app.forms.typed import typed_in
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.tasks.drafts import DraftChangedByAnother, SavedDraft, find_draft, save_draft
from app.tasks.entries import entries_of
from app.tasks.queries import find_task
from app.tasks.sheet import files_of
from app.tasks.views.blueprint import ONE_TASK, blueprint
from app.tasks.views.sending import require_mine


class DraftUnreadable(DomainError):
    """What the browser sent is no draft of this task."""

    slug = "draft-unreadable"
    message = "This draft could not be read. Load the page again; what you typed is kept in this browser."


@blueprint.put("/<int:task_id>/draft")
@access(ONE_TASK)
def save(task_id: int) -> ResponseReturnValue:
    """Save what has been typed so far; a colleague's newer draft is answered with both versions kept."""
    actor, now = current_actor(), utc_now()
    task = require_task(actor, lock_task(task_id))
    form, fields = _form_of(task), _fields()
    require_mine(task, actor)
    try:
        saved = save_draft(task_id, submitted(form, fields, MultiDict()), base_version=_version(), actor=actor, now=now)
    except DraftChangedByAnother as conflict:
        return _both(task, form, conflict)
    return jsonify(version=saved.version, saved_at=_clock(saved))


@blueprint.post("/<int:task_id>/conditions")
@access(ONE_TASK)
def conditions(task_id: int) -> ResponseReturnValue:
    """Say which parts of the form do not apply to what is typed."""
    task = require_task(current_actor(), find_task(task_id))
    form = _form_of(task)
    return jsonify(hidden=_view(task, form, submitted(form, _fields(), MultiDict())).hidden)


def _both(task: UserTask, form: Form, conflict: DraftChangedByAnother) -> Response:
    theirs = find_draft(task.id)
    if theirs is None:
        raise conflict
    view = _view(task, form, entries_of(task, form))
    return make_response(
        jsonify(
            version=theirs.version,
            saved_by=theirs.saved_by,
            saved_at=_clock(theirs),
            fields=fields_of(view),
            message=_(conflict.message, **conflict.values),
        ),
        409,
    )


def _view(task: UserTask, form: Form, data: dict[str, Any]) -> FormView:
    files = files_of(task, lambda key: url_for("cases.file", attachment_id=key))
    return render_context(form, data, context=form_context(task.case), attachments=files, now=utc_now())


def _form_of(task: UserTask) -> Form:
    form = form_of(task)
    if form is None:
        raise DraftUnreadable
    return form


def _fields() -> MultiDict[str, str]:
    fields = typed_in(request.get_json(silent=True))
    if fields is None:
        raise DraftUnreadable
    return fields


def _version() -> int:
    version = (request.get_json(silent=True) or {}).get("version", 0)
    return version if isinstance(version, int) else 0


def _clock(saved: SavedDraft) -> str:
    return f"{saved.saved_at.astimezone(LOCAL):%H:%M}"
