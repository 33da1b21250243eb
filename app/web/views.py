"""The shell's own addresses: built assets and, while developing, the living style guide."""

from flask import Blueprint, Response, abort, current_app, render_template, send_from_directory

from app.organisation.access import PUBLIC, default_access
from app.web.assets import BUILD
from app.web.styleguide import SAMPLE_DIAGRAM, examples

blueprint = Blueprint("web", __name__, template_folder="templates")
default_access(blueprint, PUBLIC)

A_YEAR = 365 * 24 * 3600


@blueprint.get("/assets/<path:path>")
def asset_file(path: str) -> Response:
    """Serve a built file; its name changes with its content, so it may be kept for a year."""
    response = send_from_directory(BUILD, path, max_age=A_YEAR)
    response.cache_control.public = True
    response.cache_control.immutable = True
    return response


@blueprint.get("/_styleguide")
def styleguide() -> str:
    """Show every component on one page; exists only while developing and testing."""
    if not (current_app.debug or current_app.testing):
        abort(404)
    return render_template("styleguide.html", sample_href=lambda state: f"?state={state}", **examples())


@blueprint.get("/_styleguide/sample.bpmn")
def sample_diagram() -> Response:
    """Serve the style guide's sample diagram."""
    if not (current_app.debug or current_app.testing):
        abort(404)
    return Response(SAMPLE_DIAGRAM.read_bytes(), mimetype="application/xml")
