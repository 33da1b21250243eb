"""Move a case to the newest version of its process: what it would mean, and doing it."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.access import may_manage_cases
from app.cases.links import Link, case_links
from app.cases.migrating import move_to_newest, preview_move
from app.cases.models import Case, CaseStatus
from app.cases.views.blueprint import ONE_CASE, blueprint
from app.clock import utc_now
from app.extensions import db
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.roles import Actor
from app.processes.wording import said


@blueprint.get("/<int:case_id>/version")
@access(ONE_CASE)
def moving(case_id: int) -> ResponseReturnValue:
    """Show what moving the case to the newest version would mean."""
    preview = preview_move(case_id, actor=current_actor())
    names = {element.id: element.name or element.id for element in preview.new.elements.values()}
    return render_template(
        "cases/moving.html",
        case=db.session.get_one(Case, case_id),
        preview=preview,
        named=lambda elements: [names.get(element, element) for element in elements],
        said=said,
    )


@blueprint.post("/<int:case_id>/version")
@access(ONE_CASE)
def move(case_id: int) -> ResponseReturnValue:
    """Move the case to the newest version."""
    case = move_to_newest(case_id, actor=current_actor(), now=utc_now())
    db.session.refresh(case, ["definition"])
    flash(_("The case now runs on version %(version)s.", version=case.definition.version), "ok")
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _offer(case: Case, actor: Actor) -> Sequence[Link]:
    """Offer the move to those who manage cases, while there is a newer version."""
    if case.status is not CaseStatus.running or case.definition.is_latest or not may_manage_cases(actor):
        return ()
    return [
        Link(_("Move to the newest version"), url_for("cases.moving", case_id=case.id), "arrow-right", is_upkeep=True)
    ]


case_links.append(_offer)
