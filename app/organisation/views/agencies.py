"""The register of agencies: list, page, enter, correct, end."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import local_date, utc_now
from app.errors import Invalid
from app.legible import key
from app.organisation import labels
from app.organisation.access import access, sees_identities
from app.organisation.gate import current_actor
from app.organisation.models import Agency, AgencyKind
from app.organisation.queries import agencies as reading
from app.organisation.records import of_agency
from app.organisation.schemas.forms import Errors, filled, problems
from app.organisation.schemas.register import AGENCY, ENDING
from app.organisation.service.agencies import (
    AgencyDetails,
    CodeTaken,
    Ending,
    correct_agency,
    end_agency,
    enter_agency,
)
from app.organisation.views.choosing import several_agencies
from app.organisation.views.rules import KEEPS_AGENCIES, READS_AGENCIES
from app.organisation.wording import history

blueprint = Blueprint("agencies", __name__, url_prefix="/agencies", template_folder="../templates")


@blueprint.get("")
@access(READS_AGENCIES)
def index() -> ResponseReturnValue:
    """List agencies: search without diacritics, by kind, and those that need somebody."""
    show = _member(reading.Show, request.args.get("show")) or reading.Show.living
    kind = _member(AgencyKind, request.args.get("kind"))
    words, after = request.args.get("q", "").strip()[:200], request.args.get("after", type=key)
    page = reading.agencies(_today(), show=show, words=words, kind=kind, after=after)
    return render_template(
        "organisation/agencies.html",
        page=page,
        show=show,
        kind=kind,
        words=words,
        counts=reading.count_agencies(_today()),
        labels=labels,
        kind_options=_kind_options(),
        shows_people=sees_identities(current_actor()),
    )


@blueprint.get("/<int:agency_id>")
@access(READS_AGENCIES)
def show(agency_id: int) -> ResponseReturnValue:
    """Show one agency: facts, seats, other names, predecessors and successors, history."""
    shows_people = sees_identities(current_actor())
    return render_template(
        "organisation/agency.html",
        file=reading.agency_file(agency_id),
        history=history(of_agency(agency_id)) if shows_people else [],
        labels=labels,
        shows_people=shows_people,
        today=_today(),
    )


@blueprint.get("/new")
@access(KEEPS_AGENCIES)
def new() -> ResponseReturnValue:
    """Show an empty form."""
    return _form(None, {"kind": "department", "valid_from": f"{_today():%d/%m/%Y}"}, {})


@blueprint.post("")
@access(KEEPS_AGENCIES)
def enter() -> ResponseReturnValue:
    """Enter a new agency."""
    details, errors = _details()
    if details is None:
        return _form(None, request.form, errors)
    try:
        agency = enter_agency(details, current_actor(), utc_now())
    except CodeTaken as taken:
        return _form(None, request.form, {"code": [_(taken.message, **taken.values)]})
    flash(_("%(name)s is in the register now. Name its focal point.", name=agency.name), "ok")
    return redirect(url_for("agencies.show", agency_id=agency.id))


@blueprint.get("/<int:agency_id>/edit")
@access(KEEPS_AGENCIES)
def edit(agency_id: int) -> ResponseReturnValue:
    """Show the form with what was entered."""
    file = reading.agency_file(agency_id)
    return _form(file.agency, _entered(file), {})


@blueprint.post("/<int:agency_id>/edit")
@access(KEEPS_AGENCIES)
def correct(agency_id: int) -> ResponseReturnValue:
    """Correct what was entered."""
    agency = reading.agency_file(agency_id).agency
    details, errors = _details()
    if details is None:
        return _form(agency, request.form, errors)
    try:
        correct_agency(agency_id, details, current_actor(), utc_now())
    except CodeTaken as taken:
        return _form(agency, request.form, {"code": [_(taken.message, **taken.values)]})
    flash(_("Saved."), "ok")
    return redirect(url_for("agencies.show", agency_id=agency_id))


@blueprint.get("/<int:agency_id>/end")
@access(KEEPS_AGENCIES)
def ending(agency_id: int) -> ResponseReturnValue:
    """Ask when the agency ends and who takes over."""
    return _ending_form(reading.agency_file(agency_id).agency, {"kind": "merge"}, {})


@blueprint.post("/<int:agency_id>/end")
@access(KEEPS_AGENCIES)
def end(agency_id: int) -> ResponseReturnValue:
    """End the agency and name its successors."""
    agency = reading.agency_file(agency_id).agency
    given, errors = filled(ENDING, request.form)
    if not errors:
        words = given.pop("successors").splitlines()
        successors, errors = several_agencies("successors", words, _today())
    if errors:
        return _ending_form(agency, request.form, errors)
    settled = Ending(successor_ids=tuple(successor.id for successor in successors), **given)
    try:
        end_agency(agency_id, settled, current_actor(), utc_now())
    except Invalid as refused:
        return _ending_form(agency, request.form, {n: [_(s) for s in ss] for n, ss in refused.errors.items()})
    flash(_("%(name)s ends on %(day)s.", name=agency.name, day=f"{settled.last_day:%d/%m/%Y}"), "ok")
    return redirect(url_for("agencies.show", agency_id=agency_id))


def _today() -> date:
    return local_date(utc_now())


def _member(kinds: Any, value: str | None) -> Any:
    return kinds(value) if value in list(kinds) else None


def _details() -> tuple[AgencyDetails | None, Errors]:
    """Read the form; the parent may be named by code or by name."""
    given, errors = filled(AGENCY, request.form)
    if errors:
        return None, errors
    parent, errors = several_agencies("parent", [given.pop("parent")], _today())
    if errors:
        return None, errors
    given["identifier_code"] = given["identifier_code"] or None
    return AgencyDetails(parent_id=parent[0].id if parent else None, **given), {}


def _entered(file: reading.AgencyFile) -> dict[str, Any]:
    """Return what the form shows of an agency."""
    agency = file.agency
    texts = {name: getattr(agency, name) for name in ("code", "name", "short_name", "phone", "email")}
    return texts | {
        "kind": agency.kind.value,
        "identifier_code": agency.identifier_code or "",
        "parent": file.parent.code if file.parent else "",
        "valid_from": f"{agency.valid_from:%d/%m/%Y}",
        "is_apart": agency.is_apart,
        "aliases": "\n".join(alias.name for alias in file.aliases),
    }


def _kind_options() -> list[tuple[str, Any]]:
    return [(kind.value, label) for kind, label in labels.AGENCY_KINDS.items()]


def _form(agency: Agency | None, values: Mapping[str, Any], errors: Errors) -> ResponseReturnValue:
    page = render_template(
        "organisation/agency_form.html",
        agency=agency,
        form=values,
        errors=errors,
        problems=problems(errors),
        kinds=_kind_options(),
    )
    return page, 422 if errors else 200


def _ending_form(agency: Agency, values: Mapping[str, Any], errors: Errors) -> ResponseReturnValue:
    page = render_template(
        "organisation/agency_ending.html",
        agency=agency,
        form=values,
        errors=errors,
        problems=problems(errors),
        kinds=[(kind.value, label) for kind, label in labels.SUCCESSIONS.items()],
    )
    return page, 422 if errors else 200
