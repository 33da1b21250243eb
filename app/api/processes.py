"""Processes over the API: list, deploy."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Blueprint

from app.api import schemas
from app.api.representations import instant
from app.clock import utc_now
from app.organisation.access import SIGNED_IN, access
from app.organisation.gate import current_actor
from app.organisation.roles import Role
from app.processes.models import Definition
from app.processes.packages import uploaded_package
from app.processes.queries import all_latest
from app.processes.service import deploy

blueprint = Blueprint("api_processes", __name__, url_prefix="/api/v1/processes", description="Processes")


@blueprint.route("")
class ProcessCollection(MethodView):
    """The deployed processes."""

    @access(SIGNED_IN)
    @blueprint.response(200, schemas.ProcessList)
    def get(self) -> dict[str, Any]:
        """List the newest version of every process."""
        return {"items": [_shown(definition) for definition in all_latest()]}

    @access(roles=(Role.administrator,), seen_by=tuple(Role))
    @blueprint.response(201, schemas.ProcessOut)
    def post(self) -> ResponseReturnValue:
        """Deploy a .bpmn file with its .form and .dmn files (multipart); refused with findings when it cannot run."""
        files = (file for _, file in request.files.items(multi=True))
        package = uploaded_package((file.filename or "", file.read()) for file in files)
        return _shown(deploy(package, actor=current_actor(), now=utc_now())), 201


def _shown(definition: Definition) -> dict[str, Any]:
    return {
        "key": definition.key,
        "name": definition.name,
        "version": definition.version,
        "deployed_at": instant(definition.deployed_at),
    }
