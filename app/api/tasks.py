"""User tasks over the API."""

import json
from typing import Any

from flask import Response, jsonify
from flask.views import MethodView
from flask_smorest import Blueprint

from app.api import schemas
from app.api.idempotency import idempotent
from app.api.representations import row_listed, task_listed, task_result
from app.cases.access import require_task
from app.cases.completing import complete_task
from app.cases.forms import form_of
from app.cases.models import TaskStatus
from app.clock import utc_now
from app.organisation.access import BY_OBJECT, access
from app.organisation.gate import current_actor
from app.tasks.entries import entries_of
from app.tasks.listing import list_box, list_visible
from app.tasks.queries import Box, find_task
from app.tasks.service import claim_task, release_task

blueprint = Blueprint("api_tasks", __name__, url_prefix="/api/v1/tasks", description="User tasks")


@blueprint.route("")
class TaskList(MethodView):
    """The tasks the caller may know of."""

    @access(BY_OBJECT)
    @blueprint.arguments(schemas.TaskQuery, location="query")
    @blueprint.response(200, schemas.TaskPage)
    def get(self, wanted: dict[str, Any]) -> Response:
        """List tasks, nearest due date first."""
        actor = current_actor()
        limit, cursor = wanted["limit"], wanted["cursor"]
        status = TaskStatus(wanted["status"]) if wanted["status"] else None
        if wanted["mine"]:
            box = Box.done if status is TaskStatus.completed else Box.mine
            page = list_box(actor, box, limit=limit, cursor=cursor)
        else:
            page = list_visible(actor, status, limit=limit, cursor=cursor)
        # A ready answer: the schema documents it, but need not copy fifty rows once more.
        return jsonify(items=[row_listed(row, actor) for row in page.rows], next_cursor=page.next_cursor)


@blueprint.route("/<int:task_id>")
class TaskItem(MethodView):
    """One task."""

    @access(BY_OBJECT)
    @blueprint.response(200, schemas.TaskDetail)
    def get(self, task_id: int) -> dict[str, Any]:
        """Show a task with its form's schema and data."""
        actor = current_actor()
        task = require_task(actor, find_task(task_id))
        form = form_of(task)
        data = json.loads(task.data) if task.data else entries_of(task, form)
        return {**task_listed(task, actor), "form": form.as_json() if form else None, "data": data}


@blueprint.route("/<int:task_id>/claim", methods=["POST"])
@access(BY_OBJECT)
@blueprint.response(200, schemas.TaskResult)
@idempotent
def claim(task_id: int) -> Any:
    """Make the task the caller's."""
    return task_result(claim_task(task_id, actor=current_actor(), now=utc_now()), [])


@blueprint.route("/<int:task_id>/release", methods=["POST"])
@access(BY_OBJECT)
@blueprint.response(200, schemas.TaskResult)
@idempotent
def release(task_id: int) -> Any:
    """Give the task back to everybody who may do it."""
    return task_result(release_task(task_id, actor=current_actor(), now=utc_now()), [])


@blueprint.route("/<int:task_id>/complete", methods=["POST"])
@access(BY_OBJECT)
@blueprint.arguments(schemas.CompleteIn)
@blueprint.response(200, schemas.TaskResult)
@idempotent
def complete(given: dict[str, Any], task_id: int) -> Any:
    """Complete the task with the entries of its form."""
    task, opened = complete_task(task_id, given["data"], actor=current_actor(), now=utc_now())
    return jsonify(task_result(task, opened))
