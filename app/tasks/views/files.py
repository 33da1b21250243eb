"""Take files as soon as they are chosen; the answer is their line of the list."""

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.access import require_task
from app.cases.attachments import file_fields
from app.cases.forms import form_of
from app.cases.locking import lock_task
from app.cases.models import UserTask
from app.clock import utc_now
from app.forms import UploadRefused
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.tasks.views.blueprint import ONE_TASK, blueprint
from app.tasks.views.intake import stored
from app.tasks.views.sending import require_mine


@blueprint.post("/<int:task_id>/files")
@access(ONE_TASK)
def upload(task_id: int) -> ResponseReturnValue:
    """Keep a file of the field named by `field`; a refusal is a line too, with what to do."""
    actor, now = current_actor(), utc_now()
    task = require_task(actor, lock_task(task_id))
    require_mine(task, actor)
    given, field = request.files.get("file"), request.form.get("field", "")[:120]
    if not _takes_files(task, field):
        return _line(
            field, {"name": "", "size": 0}, _("This form takes no file here. Load the page again."), status=422
        )
    if given is None or not given.filename:
        return _line(field, {"name": "", "size": 0}, _("Choose a file first."), status=422)
    try:
        kept = stored(task_id, field, given, actor, now)
    except UploadRefused as refused:
        return _line(field, {"name": given.filename, "size": 0}, str(refused), status=422)
    shown = {
        "name": kept.name,
        "href": url_for("cases.file", attachment_id=kept.id),
        "size": kept.size,
        "at": kept.uploaded_at,
        "remove": f"{field}:{kept.id}",
    }
    return _line(field, shown, attachment_id=kept.id)


def _takes_files(task: UserTask, field: str) -> bool:
    """Whether the task's form has a file field of this name, alone or in a row of a grid: `rows[0].scan`."""
    form = form_of(task)
    return form is not None and field.rpartition(".")[2] in file_fields(form)


def _line(
    field: str, file: dict[str, object], problem: str = "", *, attachment_id: int | None = None, status: int = 200
) -> Response:
    line = render_template("tasks/file_line.html", field=field, file=file, problem=problem, attachment_id=attachment_id)
    return make_response(line, status)
