"""Cases over the API."""

from typing import Any

from flask import url_for
from flask.views import MethodView
from flask_smorest import Blueprint
from sqlalchemy import select

from app.api import schemas
from app.api.idempotency import idempotent
from app.api.representations import agency_short, case_short, moments, task_opened, timeline_entry
from app.cases.access import require_case, require_starter
from app.cases.models import Case
from app.cases.starting import NewCase, start_case
from app.clock import utc_now
from app.errors import Invalid
from app.extensions import db
from app.organisation.access import BY_OBJECT, access
from app.organisation.gate import current_actor
from app.organisation.models import Agency
from app.organisation.texts import N_
from app.tasks.queries import tasks_of_case
from app.timeline.log import Subject
from app.timeline.queries import entries

blueprint = Blueprint("api_cases", __name__, url_prefix="/api/v1/cases", description="Cases")


@blueprint.route("")
class CaseList(MethodView):
    """All cases."""

    @access(BY_OBJECT)
    @blueprint.arguments(schemas.CaseIn)
    @blueprint.response(201, schemas.CaseStarted)
    @idempotent
    def post(self, given: dict[str, Any]) -> Any:
        """Start a case for an agency."""
        agency = db.session.scalar(select(Agency).where(Agency.code == given["agency"]))
        if agency is None:
            raise Invalid({"agency": [N_("No agency has this code.")]})
        actor = current_actor()
        require_starter(actor, agency)
        new = NewCase(given["process"], agency, given["title"], variables=given["data"])
        case, opened = start_case(new, actor=actor, now=utc_now())
        body = {"id": case.id, "status": case.status.value, "tasks": [task_opened(task) for task in opened]}
        return body, 201, {"Location": url_for("api_cases.CaseItem", case_id=case.id)}


@blueprint.route("/<int:case_id>")
class CaseItem(MethodView):
    """One case."""

    @access(BY_OBJECT)
    @blueprint.response(200, schemas.CaseOut)
    def get(self, case_id: int) -> dict[str, Any]:
        """Show a case with its tasks and timeline."""
        actor = current_actor()
        case = require_case(actor, db.session.get(Case, case_id))
        return {
            **case_short(case),
            "status": case.status.value,
            "agency": agency_short(case.agency),
            **moments(case),
            "tasks": [task_opened(task) for task in tasks_of_case(case.id)],
            "timeline": [timeline_entry(entry, actor) for entry in entries(Subject("case", case.id))],
        }
