"""Deploy a process from its files; what stands against it is listed with element, line and what to do."""

from collections.abc import Sequence

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import utc_now
from app.engine import Finding, Refused
from app.errors import Invalid
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.processes.packages import uploaded_package
from app.processes.service import deploy as deploy_package
from app.processes.views.blueprint import DEPLOYS_PROCESSES, blueprint
from app.processes.wording import said


@blueprint.get("/deploy")
@access(DEPLOYS_PROCESSES)
def new() -> ResponseReturnValue:
    """Ask for the files."""
    return _form()


@blueprint.post("/deploy")
@access(DEPLOYS_PROCESSES)
def deploy() -> ResponseReturnValue:
    """Deploy the files as a new version, or say everything that stands against it; nothing is stored then."""
    files = [(file.filename, file.read()) for file in request.files.getlist("files") if file.filename]
    try:
        definition = deploy_package(uploaded_package(files), actor=current_actor(), now=utc_now())
    except Invalid as invalid:
        return _form([_(sentence) for sentence in invalid.errors["files"]])
    except Refused as refused:
        return _form([_("The process cannot be deployed as it is.")], refused.findings)
    flash(_("“%(name)s” runs as version %(version)s from now on. Cases that run keep their version.",
            name=definition.name, version=definition.version), "ok")  # fmt: skip
    return redirect(url_for("processes.show", key=definition.key), 303)


def _form(errors: Sequence[str] = (), findings: Sequence[Finding] = ()) -> Response:
    page = render_template("processes/deploy.html", errors=errors, findings=findings, said=said)
    return make_response(page, 422 if errors else 200)
