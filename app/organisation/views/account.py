"""The person's own account: password, language, shortcuts, sessions."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from sqlalchemy import select

from app.clock import utc_now
from app.database import commit_so_far
from app.errors import NotFound
from app.extensions import db
from app.organisation import passwords, throttle
from app.organisation.access import SIGNED_IN, default_access
from app.organisation.gate import current_actor, lifetime
from app.organisation.models import User
from app.organisation.queries.accounts import own_sessions
from app.organisation.schemas.accounts import CHANGE_PASSWORD, PREFERENCES
from app.organisation.schemas.forms import filled, problems
from app.organisation.service import accounts
from app.organisation.views.sign_in import password_faults

blueprint = Blueprint("account", __name__, url_prefix="/account", template_folder="../templates")
default_access(blueprint, SIGNED_IN)


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show the account."""
    return _page()


@blueprint.post("/password")
def change_password() -> ResponseReturnValue:
    """Change the password; the present one is asked for, and guesses at it are counted like at sign-in."""
    given, errors = filled(CHANGE_PASSWORD, request.form)
    if errors:
        return _page(422, errors)
    actor, now = current_actor(), utc_now()
    user = _me()
    counted = throttle.count([throttle.account(user.email)], now)
    commit_so_far(db.session)
    if counted.is_refused:
        wait = _("Too many tries in a row. Wait %(seconds)s seconds, then try again.", seconds=counted.wait)
        return _page(429, {"current_password": [wait]})
    if not passwords.matches(user.password_hash, given["current_password"]):
        return _page(422, {"current_password": [_("This is not your present password.")]})
    if faults := password_faults(given["password"], user):
        return _page(422, {"password": faults})
    password_hash = passwords.hash_password(given["password"])
    throttle.forget(throttle.account(user.email))
    accounts.change_password(actor, password_hash, now, keep=current_user.session_id)
    flash(_("Your password is changed. You were signed out everywhere else."), "ok")
    return redirect(url_for("account.show"))


@blueprint.post("/preferences")
def change_preferences() -> ResponseReturnValue:
    """Set language and shortcuts."""
    given, errors = filled(PREFERENCES, request.form)
    if errors:
        return _page(422, errors)
    accounts.change_preferences(current_actor(), utc_now(), **given)
    flash(_("Saved."), "ok")
    return redirect(url_for("account.show", lang=given["locale"]))


@blueprint.post("/sessions/<int:session_id>/end")
def end_session(session_id: int) -> ResponseReturnValue:
    """End one of the person's sessions."""
    if not accounts.end_session(current_actor(), session_id, utc_now()):
        raise NotFound
    flash(_("That device is signed out."), "ok")
    return redirect(url_for("account.show"))


@blueprint.post("/sessions/end-others")
def end_other_sessions() -> ResponseReturnValue:
    """End all sessions but this one."""
    ended = accounts.end_other_sessions(current_actor(), utc_now(), keep=current_user.session_id)
    flash(ngettext("%(num)s other device signed out.", "%(num)s other devices signed out.", ended), "ok")
    return redirect(url_for("account.show"))


def _me() -> User:
    return db.session.scalars(select(User).where(User.id == current_user.id)).one()


def _page(status: int = 200, errors: dict[str, list[str]] | None = None) -> Response:
    sessions = own_sessions(current_user.id, lifetime(), utc_now())
    values = {"user": _me(), "sessions": sessions, "errors": errors or {}, "problems": problems(errors or {})}
    return make_response(render_template("organisation/account.html", **values), status)
