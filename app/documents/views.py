"""Documents to download, to work on or to print: an agency's report, the draft of a year's plan."""

from collections.abc import Callable

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from app.cases.access import require_case
from app.cases.models import Case
from app.documents.paper import Paper
from app.documents.paper_docx import DOCX, paper_docx
from app.documents.paper_pdf import PDF, paper_pdf
from app.documents.plan_paper import plan_paper
from app.documents.report_paper import report_paper
from app.documents.report_source import ReportSource, report_source
from app.drafting.access import READS_DRAFT, require_readable
from app.drafting.queries import kept_rows, totals_of
from app.extensions import db
from app.issuing.queries import latest_document
from app.organisation.access import BY_OBJECT, access, sees_identities
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


@blueprint.get("/drafting/cases/<int:case_id>/plan.docx")
@access(READS_DRAFT)
def plan(case_id: int) -> ResponseReturnValue:
    """Give the draft of a year's plan with its annex."""
    return _plan_as(case_id, paper_docx, "docx", DOCX)


@blueprint.get("/drafting/cases/<int:case_id>/plan.pdf")
@access(READS_DRAFT)
def plan_pdf(case_id: int) -> ResponseReturnValue:
    """Give the draft of a year's plan as it would be printed."""
    return _plan_as(case_id, paper_pdf, "pdf", PDF)


def _plan_as(case_id: int, write: Callable[[Paper], bytes], extension: str, kind: str) -> Response:
    actor = current_actor()
    drafting = require_readable(actor, case_id)
    issued = latest_document(case_id) if drafting.plan_id else None
    paper = plan_paper(drafting, kept_rows(drafting.id), totals_of(drafting.id), issued)
    response = Response(write(paper if sees_identities(actor) else paper.without_people()), mimetype=kind)
    name = f"{'ke-hoach' if issued else 'du-thao-ke-hoach'}-{drafting.year}.{extension}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _source(case_id: int) -> ReportSource:
    actor = current_actor()
    return report_source(require_case(actor, db.session.get(Case, case_id)), actor)


def _download(content: bytes, source: ReportSource, extension: str, kind: str) -> Response:
    response = Response(content, mimetype=kind)
    name = f"bao-cao-{source.issuer.code.lower()}-{source.campaign.period_year}.{extension}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
