"""What belongs to a case and is served by itself: its diagram and its files."""

from flask import Response, request
from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.cases.access import require_case
from app.cases.attachments import open_attachment
from app.cases.errors import CaseNotFound
from app.cases.inside import path_of, process_at
from app.cases.models import Case
from app.cases.views.blueprint import ONE_CASE, blueprint
from app.extensions import db
from app.files.serving import download_headers
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.processes.models import Definition


@blueprint.get("/<int:case_id>/diagram.bpmn")
@access(ONE_CASE)
def diagram(case_id: int) -> Response:
    """Serve the diagram at the version the case runs on, or (`at`) that of a process it calls; it never changes."""
    case = require_case(current_actor(), db.session.get(Case, case_id))
    drawn = process_at(case, path_of(request.args.get("at", "")))
    if drawn is None:
        raise CaseNotFound
    source = db.session.scalars(select(Definition).where(Definition.id == drawn.id).options(undefer(Definition.bpmn)))
    response = Response(source.one().bpmn, mimetype="application/xml")
    response.cache_control.private = True
    response.cache_control.max_age = 3600
    return response


@blueprint.get("/files/<int:attachment_id>")
@access(ONE_CASE)
def file(attachment_id: int) -> Response:
    """Serve a file as a download, to those who see its case."""
    attachment, content = open_attachment(attachment_id, current_actor())
    with content:
        return Response(content.read(), headers=download_headers(attachment.name, attachment.content_type))
