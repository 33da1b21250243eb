"""An agency's report to download: to work on, or to print."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app.cases.access import require_case
from app.cases.models import Case
from app.documents.paper_docx import DOCX, paper_docx
from app.documents.paper_pdf import PDF, paper_pdf
from app.documents.report_paper import report_paper
from app.documents.report_source import ReportSource, report_source
from app.extensions import db
from app.organisation.access import BY_OBJECT, access
from app.organisation.gate import current_actor

blueprint = Blueprint("documents", __name__)


@blueprint.get("/reports/<int:case_id>/report.docx")
@access(BY_OBJECT)
def report(case_id: int) -> ResponseReturnValue:
    """Give the agency's report, as last typed or sent, for signing."""
    source = _source(case_id)
    return _download(paper_docx(report_paper(source)), source, "docx", DOCX)


@blueprint.get("/reports/<int:case_id>/report.pdf")
@access(BY_OBJECT)
def report_pdf(case_id: int) -> ResponseReturnValue:
    """Give the agency's report, as last typed or sent, as it would be printed."""
    source = _source(case_id)
    return _download(paper_pdf(report_paper(source)), source, "pdf", PDF)


def _source(case_id: int) -> ReportSource:
    actor = current_actor()
    return report_source(require_case(actor, db.session.get(Case, case_id)), actor)


def _download(content: bytes, source: ReportSource, extension: str, kind: str) -> Response:
    response = Response(content, mimetype=kind)
    name = f"bao-cao-{source.issuer.code.lower()}-{source.campaign.period_year}.{extension}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
