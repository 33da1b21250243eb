"""The page of one case."""

from flask import Response, make_response, render_template

from app.cases import wording  # noqa: F401 (puts its acts into words)
from app.cases.access import may_manage_cases, require_case
from app.cases.casefile import case_file
from app.cases.confidential.few import few_of
from app.cases.confidential.readings import log_of
from app.cases.endings import ending_of
from app.cases.links import links_for_case
from app.cases.models import Case
from app.cases.moving_dates import last_undoable
from app.cases.panels import panels_for
from app.cases.views.blueprint import ONE_CASE, blueprint
from app.clock import utc_now
from app.extensions import db
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.roles import Role

Errors = dict[str, list[str]]


@blueprint.get("/<int:case_id>")
@access(ONE_CASE)
def show(case_id: int) -> Response:
    """Show where the case stands, who has it and until when, and what happened."""
    return case_page(case_id)


def case_page(case_id: int, *, remark: str = "", errors: Errors | None = None) -> Response:
    """Answer with the page of a case; with errors it is a 422 that keeps the remark."""
    actor = current_actor()
    case = require_case(actor, db.session.get(Case, case_id))
    now = utc_now()
    file = case_file(case, actor, now)
    page = render_template(
        "cases/case.html",
        file=file,
        case=case,
        ending=ending_of(case),
        links=links_for_case(case, actor),
        panels=panels_for(case, actor, now),
        may_manage=may_manage_cases(actor),
        undoable=last_undoable(case, actor, file.waiting),
        few=few_of(case, file.waiting, actor) if case.is_confidential else None,
        readings=log_of(case.id, actor),
        may_comment=not actor.has(Role.auditor),
        actor=actor,
        remark=remark,
        errors=errors or {},
    )
    return make_response(page, 422 if errors else 200)
