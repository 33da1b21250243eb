"""Documents to download."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app.cases.access import require_case
from app.cases.models import Case
from app.documents.paper_docx import DOCX, paper_docx
from app.documents.report_paper import report_paper
from app.documents.report_source import report_source
from app.extensions import db
from app.organisation.access import BY_OBJECT, access
from app.organisation.gate import current_actor

blueprint = Blueprint("documents", __name__)


@blueprint.get("/reports/<int:case_id>/report.docx")
@access(BY_OBJECT)
def report(case_id: int) -> ResponseReturnValue:
    """Give the agency's report, as last typed or sent, for signing."""
    actor = current_actor()
    source = report_source(require_case(actor, db.session.get(Case, case_id)), actor)
    response = Response(paper_docx(report_paper(source)), mimetype=DOCX)
    name = f"bao-cao-{source.issuer.code.lower()}-{source.campaign.period_year}.docx"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
