"""Restrict a case to named people: who, what it would change, doing it, changing it, opening the case again."""

from collections.abc import Sequence

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.access import may_manage_cases
from app.cases.confidential import wording  # noqa: F401 (puts its acts into words)
from app.cases.confidential.kinds import is_restrictable
from app.cases.confidential.people import named_on
from app.cases.confidential.service import Around, Choice, Preview, around, forgotten, open_again, preview, restrict
from app.cases.links import Link, case_links
from app.cases.models import Case
from app.cases.schemas import RESTRICTION, WHY
from app.cases.views.blueprint import ONE_CASE, blueprint
from app.clock import utc_now
from app.errors import Invalid
from app.legible import is_key, key
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.roles import Actor
from app.organisation.schemas.forms import Errors, filled


@blueprint.get("/<int:case_id>/restriction")
@access(ONE_CASE)
def restriction(case_id: int) -> ResponseReturnValue:
    """Ask who may know of the case, and why; of a restricted one, show who may and offer to open it again."""
    about = around(case_id, actor=current_actor())
    return _page(about, about.named, "", {})


@blueprint.post("/<int:case_id>/restriction")
@access(ONE_CASE)
def name_people(case_id: int) -> ResponseReturnValue:
    """Show what the choice would change; with `_restrict`, carry it out."""
    actor = current_actor()
    entries, errors = filled(RESTRICTION, request.form)
    chosen = frozenset(key(value) for value in request.form.getlist("people") if is_key(value))
    reason = request.form.get("reason", "")
    if errors:
        return _page(around(case_id, actor=actor), chosen, reason, errors)
    choice = Choice(case_id, chosen, entries["reason"])
    try:
        if "_restrict" not in request.form:
            seen = preview(choice, actor=actor)
            return _page(around(case_id, actor=actor), chosen, reason, {}, seen)
        case = restrict(choice, actor=actor, now=utc_now())
    except Invalid as invalid:
        words = {name: [_(text) for text in texts] for name, texts in invalid.errors.items()}
        return _page(around(case_id, actor=actor), chosen, reason, words)
    flash(_("From now on only the people named on it know of this case. Each reading of it is noted."), "ok")
    is_left = actor.id not in named_on(case.id)  # a coordinator may take their own name off it
    return redirect(url_for("cases.index") if is_left else url_for("cases.show", case_id=case.id), 303)


@blueprint.post("/<int:case_id>/restriction/end")
@access(ONE_CASE)
def unrestrict(case_id: int) -> ResponseReturnValue:
    """Open the case again to everybody who sees cases like it."""
    actor = current_actor()
    entries, errors = filled(WHY, request.form)
    if errors:
        about = around(case_id, actor=actor)
        return _page(about, about.named, "", {"why": errors["why"]}, why=request.form.get("why", ""))
    open_again(case_id, entries["why"], actor=actor, now=utc_now())
    flash(_("The case is open again to everybody who sees cases like it."), "ok")
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _page(
    about: Around, chosen: frozenset[int], reason: str, errors: Errors, seen: Preview | None = None, *, why: str = ""
) -> Response:
    actor = current_actor()
    fixed = about.fixed(actor)
    page = render_template(
        "cases/restriction.html",
        about=about,
        case=about.case,
        fixed=[person for person in about.people if person.id in fixed],
        free=[person for person in about.people if person.id not in fixed],
        chosen=chosen,
        alone=forgotten(about, chosen | fixed),
        reason=reason,
        why=why,
        errors=errors,
        preview=seen,
        actor=actor,
    )
    return make_response(page, 422 if errors else 200)


def _offer(case: Case, actor: Actor) -> Sequence[Link]:
    """Offer it to those who manage cases, for cases that may be restricted."""
    if not may_manage_cases(actor) or not is_restrictable(case):
        return ()
    label = _("Who may know of it") if case.is_confidential else _("Restrict the case")
    return [Link(label, url_for("cases.restriction", case_id=case.id), "lock", is_upkeep=True)]


case_links.append(_offer)
