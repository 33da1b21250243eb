"""Move the date of a case or of one of its tasks: what it would mean, doing it, taking it back."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.access import may_manage_cases
from app.cases.links import Link, case_links
from app.cases.models import Case, CaseStatus
from app.cases.moving_dates import NewDate, Preview, carry_out, movable, preview
from app.cases.rescheduling import Document, take_back
from app.cases.schemas import NEW_DATE
from app.cases.views.blueprint import ONE_CASE, blueprint
from app.clock import utc_now
from app.deadlines.wording import long_date
from app.errors import Invalid
from app.legible import key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.roles import Actor
from app.organisation.schemas.forms import Errors, filled

FIELDS = ("task", "day", "reason", "number", "issued_on", "issuer")


@blueprint.get("/<int:case_id>/date")
@access(ONE_CASE)
def dating(case_id: int) -> ResponseReturnValue:
    """Ask which date moves, until when and why; `task` in the address chooses one of the tasks."""
    return _page(case_id, {"task": request.args.get("task", "")}, {})


@blueprint.post("/<int:case_id>/date")
@access(ONE_CASE)
def redate(case_id: int) -> ResponseReturnValue:
    """Show what the new date would mean; with `_move`, give it."""
    entries, errors = filled(NEW_DATE, request.form)
    actor, now = current_actor(), utc_now()
    if errors:
        return _page(case_id, request.form, errors)
    order = _order(case_id, entries)
    try:
        if "_move" not in request.form:
            return _page(case_id, request.form, {}, preview(order, actor=actor, now=now), order)
        carry_out(order, actor=actor, now=now)
    except Invalid as invalid:
        return _page(
            case_id, request.form, {name: [_(text) for text in texts] for name, texts in invalid.errors.items()}
        )
    flash(_("The date has been moved. New deadline: %(day)s.", day=long_date(order.day, within=True)), "ok")
    return redirect(url_for("cases.show", case_id=case_id), 303)


@blueprint.post("/<int:case_id>/date/undo")
@access(ONE_CASE)
def undo_date(case_id: int) -> ResponseReturnValue:
    """Let what the latest move of a date replaced hold again."""
    take_back(case_id, request.form.get("move", 0, type=key), actor=current_actor(), now=utc_now())
    flash(_("The new date was taken back; the earlier one holds again."), "ok")
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _order(case_id: int, entries: Mapping[str, Any]) -> NewDate:
    task = str(entries["task"])
    document = Document(entries["number"], entries["issued_on"], entries["issuer"])
    return NewDate(case_id, key(task) if task.isdecimal() else None, entries["day"], entries["reason"], document)


def _page(
    case_id: int, values: Mapping[str, str], errors: Errors, seen: Preview | None = None, order: NewDate | None = None
) -> Response:
    case, tasks = movable(case_id, current_actor())
    chosen = values.get("task", "")
    page = render_template(
        "cases/dating.html",
        case=case,
        tasks=tasks,
        form={**{name: values.get(name, "") for name in FIELDS}, "task": chosen},
        errors=errors,
        preview=seen,
        order=order,
        chosen=next((task for task in tasks if str(task.id) == chosen), None),
    )
    return make_response(page, 422 if errors else 200)


def _offer(case: Case, actor: Actor) -> Sequence[Link]:
    """Offer it to those who manage cases, while the case runs."""
    if case.status is not CaseStatus.running or not may_manage_cases(actor):
        return ()
    return [Link(_("Move a date"), url_for("cases.dating", case_id=case.id), "calendar-plus", is_upkeep=True)]


case_links.append(_offer)
