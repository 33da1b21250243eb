"""Hand the seats of an agency over."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import utc_now
from app.organisation import labels
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.models import Seat, User
from app.organisation.queries.agencies import AgencyFile, agency_file
from app.organisation.queries.users import user_by_email
from app.organisation.roles import SEAT_ROLES, Role
from app.organisation.schemas.forms import Errors, filled, problems
from app.organisation.schemas.register import SITTERS
from app.organisation.service.seats import SamePerson, Sitters, hand_over
from app.organisation.service.users import Contact, account_of
from app.organisation.views.rules import KEEPS_AGENCIES

blueprint = Blueprint("seats", __name__, url_prefix="/agencies/<int:agency_id>/seats", template_folder="../templates")


@blueprint.get("/<role>")
@access(KEEPS_AGENCIES)
def edit(agency_id: int, role: str) -> ResponseReturnValue:
    """Show who holds the seat and who deputises."""
    file, kind = agency_file(agency_id), _role(role)
    return _form(file, kind, _entered(file.seats.get(kind)), {})


@blueprint.post("/<role>")
@access(KEEPS_AGENCIES)
def change(agency_id: int, role: str) -> ResponseReturnValue:
    """Seat other people; whoever has no account gets one, and an invitation if wished."""
    file, kind = agency_file(agency_id), _role(role)
    given, errors = filled(SITTERS, request.form)
    errors = errors or _nameless(given)
    if errors:
        return _form(file, kind, request.form, errors)
    try:
        sitters = Sitters(_sitter("holder", given), _sitter("deputy", given))
        hand_over(agency_id, kind, sitters, current_actor(), utc_now(), note=given["note"])
    except SamePerson as same:
        return _form(file, kind, request.form, {"deputy_email": [_(same.message)]})
    flash(_("The seat is handed over. Open work that was taken on there went along."), "ok")
    return redirect(url_for("agencies.show", agency_id=agency_id))


def _role(name: str) -> Role:
    return Role(name) if name in SEAT_ROLES else abort(404)


def _nameless(given: Mapping[str, Any]) -> Errors:
    """Ask for the names of those whose address is new here, and refuse disabled accounts."""
    errors: Errors = {}
    for place in ("holder", "deputy"):
        address = given[f"{place}_email"]
        known = user_by_email(address) if address else None
        if known is not None and known.disabled_at is not None:
            errors[f"{place}_email"] = [_("%(name)s's account is disabled. Enable it first.", name=known.name)]
        if address and known is None and not given[f"{place}_name"]:
            errors[f"{place}_name"] = [_("This address is new here. Enter the person's full name.")]
    return errors


def _sitter(place: str, given: Mapping[str, Any]) -> User | None:
    if not given[f"{place}_email"]:
        return None
    contact = Contact(given[f"{place}_name"], given[f"{place}_email"], given[f"{place}_phone"])
    return account_of(contact, current_actor(), utc_now(), send_invitation=given["invites"])


def _entered(seat: Seat | None) -> dict[str, Any]:
    values: dict[str, Any] = {"invites": "true"}
    for place, user in (("holder", seat and seat.holder), ("deputy", seat and seat.deputy)):
        if user is not None:
            values |= {f"{place}_email": user.email, f"{place}_name": user.name, f"{place}_phone": user.phone}
    return values


def _form(file: AgencyFile, role: Role, values: Mapping[str, Any], errors: Errors) -> ResponseReturnValue:
    page = render_template(
        "organisation/seat_form.html",
        agency=file.agency,
        role=role,
        label=labels.ROLES[role],
        form=values,
        errors=errors,
        problems=problems(errors),
    )
    return page, 422 if errors else 200
