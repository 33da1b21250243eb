"""Users: list, page, open accounts, roles, invitations, disable and enable."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.clock import utc_now
from app.counting import in_figures
from app.legible import key
from app.organisation import labels
from app.organisation.access import access
from app.organisation.dormancy import is_dormant
from app.organisation.gate import current_actor
from app.organisation.models import User
from app.organisation.queries import users as reading
from app.organisation.records import of_user
from app.organisation.roles import SEAT_ROLES, Role
from app.organisation.schemas.forms import Errors, filled, problems
from app.organisation.schemas.register import DISABLING, ROLE, USER
from app.organisation.service import users as service
from app.organisation.service.links import invite
from app.organisation.views.rules import KEEPS_USERS, READS_USERS
from app.organisation.wording import history

blueprint = Blueprint("users", __name__, url_prefix="/users", template_folder="../templates")


@blueprint.get("")
@access(READS_USERS)
def index() -> ResponseReturnValue:
    """List users; who never signed in stands out."""
    wanted = request.args.get("show")
    show = reading.Show(wanted) if wanted in list(reading.Show) else reading.Show.everyone
    role = Role(request.args["role"]) if request.args.get("role") in list(Role) else None
    words, after = request.args.get("q", "").strip()[:200], request.args.get("after", type=key)
    now = utc_now()
    return render_template(
        "organisation/users.html",
        page=reading.users(now, show=show, words=words, role=role, after=after),
        show=show,
        role=role,
        words=words,
        counts=reading.count_users(now),
        uninvited=reading.count_uninvited(),
        role_options=[(role.value, label) for role, label in labels.ROLES.items()],
        labels=labels,
    )


@blueprint.get("/<int:user_id>")
@access(READS_USERS)
def show(user_id: int) -> ResponseReturnValue:
    """Show one user: roles, seats, when they were invited and signed in, history."""
    return _page(user_id)


@blueprint.get("/new")
@access(KEEPS_USERS)
def new() -> ResponseReturnValue:
    """Show an empty form for somebody of the department or the Committee's office."""
    return _form(None, {}, {})


@blueprint.post("")
@access(KEEPS_USERS)
def open_account() -> ResponseReturnValue:
    """Open an account with one role and send the invitation."""
    given, errors = filled(USER, request.form)
    role, role_errors = filled(ROLE, request.form)
    if errors or role_errors:
        return _form(None, request.form, errors | role_errors)
    actor, now = current_actor(), utc_now()
    try:
        user = service.open_account(service.Contact(**given), actor, now)
    except service.EmailTaken as taken:
        return _form(None, request.form, {"email": [_(taken.message, **taken.values)]})
    service.grant_role(user.id, role["role"], actor, now)
    invite(user, actor, now)
    flash(_("An invitation is on its way to %(email)s.", email=user.email), "ok")
    return redirect(url_for("users.show", user_id=user.id))


@blueprint.get("/<int:user_id>/edit")
@access(KEEPS_USERS)
def edit(user_id: int) -> ResponseReturnValue:
    """Show the form with name and addresses."""
    user = reading.user_row(user_id).user
    return _form(user, {"name": user.name, "email": user.email, "phone": user.phone}, {})


@blueprint.post("/<int:user_id>/edit")
@access(KEEPS_USERS)
def correct(user_id: int) -> ResponseReturnValue:
    """Correct name and addresses."""
    user = reading.user_row(user_id).user
    given, errors = filled(USER, request.form)
    if errors:
        return _form(user, request.form, errors)
    try:
        service.correct_contact(user_id, service.Contact(**given), current_actor(), utc_now())
    except service.EmailTaken as taken:
        return _form(user, request.form, {"email": [_(taken.message, **taken.values)]})
    return _back(user_id, _("Saved."))


@blueprint.post("/<int:user_id>/invite")
@access(READS_USERS)
def invite_again(user_id: int) -> ResponseReturnValue:
    """Send the invitation again."""
    user = service.invite_again(user_id, current_actor(), utc_now())
    return _back(user_id, _("An invitation is on its way to %(email)s.", email=user.email))


@blueprint.post("/invite")
@access(READS_USERS)
def invite_uninvited() -> ResponseReturnValue:
    """Invite everybody who was never written to, a batch at a time."""
    sent = service.invite_uninvited(current_actor(), utc_now())
    left = reading.count_uninvited()
    flash(ngettext("%(num)s invitation is on its way.", "%(num)s invitations are on their way.", sent), "ok")
    if left:
        flash(_("%(count)s people are still to be invited. Press again.", count=in_figures(left)), "info")
    return redirect(url_for("users.index", show="silent"))


@blueprint.post("/<int:user_id>/roles")
@access(KEEPS_USERS)
def grant_role(user_id: int) -> ResponseReturnValue:
    """Grant a role."""
    given, errors = filled(ROLE, request.form)
    if errors:
        return _page(user_id, errors)
    service.grant_role(user_id, given["role"], current_actor(), utc_now())
    return _back(user_id, _("The role is granted."))


@blueprint.post("/<int:user_id>/roles/revoke")
@access(KEEPS_USERS)
def revoke_role(user_id: int) -> ResponseReturnValue:
    """Take a role back."""
    given, errors = filled(ROLE, request.form)
    if errors:
        return _page(user_id, errors)
    service.revoke_role(user_id, given["role"], current_actor(), utc_now())
    return _back(user_id, _("The role is taken back, from now on."))


@blueprint.post("/<int:user_id>/disable")
@access(KEEPS_USERS)
def disable(user_id: int) -> ResponseReturnValue:
    """Close the account at once."""
    given, errors = filled(DISABLING, request.form)
    if errors:
        return _page(user_id, errors)
    service.disable(user_id, given["reason"], current_actor(), utc_now())
    return _back(user_id, _("The account is disabled and signed out everywhere."))


@blueprint.post("/<int:user_id>/enable")
@access(KEEPS_USERS)
def enable(user_id: int) -> ResponseReturnValue:
    """Open the account again."""
    service.enable(user_id, current_actor(), utc_now())
    return _back(user_id, _("The account is enabled."))


def _back(user_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "ok")
    return redirect(url_for("users.show", user_id=user_id))


def _page(user_id: int, errors: Errors | None = None) -> ResponseReturnValue:
    row, may_keep = reading.user_row(user_id), current_actor().has(Role.administrator)
    page = render_template(
        "organisation/user.html",
        row=row,
        user=row.user,
        is_dormant=is_dormant(row.user, utc_now()),
        history=history(of_user(user_id)) if may_keep else [],  # it names addresses people signed in from
        grantable=_grantable(set(row.roles)),
        labels=labels,
        may_keep=may_keep,
        form=request.form,
        errors=errors or {},
        problems=problems(errors or {}),
    )
    return page, 422 if errors else 200


def _grantable(held: set[Role]) -> list[tuple[str, Any]]:
    return [(role.value, labels.ROLES[role]) for role in Role if role not in SEAT_ROLES | held]


def _form(user: User | None, values: Mapping[str, Any], errors: Errors) -> ResponseReturnValue:
    page = render_template(
        "organisation/user_form.html",
        user=user,
        form=values,
        errors=errors,
        problems=problems(errors),
        roles=_grantable(set()),
    )
    return page, 422 if errors else 200
