"""Sign in and out, choose a password by a link, ask for such a link."""

from math import ceil

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.clock import utc_now
from app.database import commit_so_far
from app.extensions import db
from app.organisation import gate, passwords
from app.organisation.access import PUBLIC, SIGNED_IN, access
from app.organisation.models import User
from app.organisation.schemas.accounts import RESET_REQUEST, SIGN_IN
from app.organisation.schemas.forms import filled
from app.organisation.service import links, signing_in
from app.organisation.throttle import Count

blueprint = Blueprint("sign_in", __name__, template_folder="../templates")

WARN_BELOW = 5  # tries left before it is worth saying


@blueprint.get("/sign-in")
@access(PUBLIC)
def show() -> ResponseReturnValue:
    """Show the sign-in form; who is signed in goes on."""
    if current_user.is_authenticated:
        return redirect(gate.safe_next(request.args.get("next")))
    return _form("sign_in", email=request.args.get("email", ""))


@blueprint.post("/sign-in")
@access(PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Count the try, then compare the password without holding a lock, then open the session."""
    given, errors = filled(SIGN_IN, request.form)
    if errors:
        return _form("sign_in", 422, errors, email=request.form.get("email", ""))
    now, place = utc_now(), _place()
    attempt = signing_in.begin(given["email"], place, now)
    commit_so_far(db.session)
    if attempt.count.is_refused:
        return _slow_down("sign_in", attempt.count, email=given["email"])
    if not passwords.matches(attempt.password_hash, given["password"]):
        return _form("sign_in", 422, {"password": [_wrong(attempt.count)]}, email=given["email"])
    rehashed = passwords.rehash_if_outdated(attempt.password_hash, given["password"])
    token = signing_in.complete(attempt, place, gate.lifetime(), now, rehashed=rehashed)
    if token is None:
        return _page("link_sent", waking=True, email=given["email"])
    return _enter(token, gate.safe_next(request.form.get("next")))


@blueprint.post("/sign-out")
@access(SIGNED_IN)
def sign_out() -> ResponseReturnValue:
    """End the session here and now."""
    signing_in.sign_out(gate.current_actor(), current_user.session_id, utc_now())
    session.clear()
    response = make_response(redirect(url_for("sign_in.show")))
    gate.drop_sign_in_cookie(response)
    return response


@blueprint.get("/forgot-password")
@access(PUBLIC)
def forgot_password() -> ResponseReturnValue:
    """Ask for the e-mail address of the account."""
    return _form("forgot_password", email=request.args.get("email", ""))


@blueprint.post("/forgot-password")
@access(PUBLIC)
def ask_for_reset() -> ResponseReturnValue:
    """Send a link if the account exists; the answer is the same either way."""
    given, errors = filled(RESET_REQUEST, request.form)
    if errors:
        return _form("forgot_password", 422, errors, email=request.form.get("email", ""))
    count = links.ask_for_reset(given["email"], _place().address, utc_now())
    if count.is_refused:
        return _slow_down("forgot_password", count, email=given["email"])
    return _page("link_sent", waking=False, email=given["email"])


@blueprint.get("/account/link/<token>")
@access(PUBLIC)
def choose_password(token: str) -> ResponseReturnValue:
    """Show where to choose a password; opening the link does not use it up."""
    _link, user = links.usable_link(token, utc_now())
    return _form("choose_password", token=token, user=user)


@blueprint.post("/account/link/<token>")
@access(PUBLIC)
def set_password(token: str) -> ResponseReturnValue:
    """Set the password, use the link up, and sign its holder in."""
    now = utc_now()
    _link, user = links.usable_link(token, now)
    password = request.form.get("password", "")
    if faults := password_faults(password, user):
        return _form("choose_password", 422, {"password": faults}, token=token, user=user)
    commit_so_far(db.session)
    password_hash = passwords.hash_password(password)
    user = links.redeem(token, password_hash, now)
    session_token = signing_in.let_in(user, _place(), gate.lifetime(), now)
    flash(_("Your password is set. Next time, sign in with %(email)s.", email=user.email), "ok")
    return _enter(session_token, gate.HOME)


def password_faults(password: str, user: User) -> list[str]:
    """Say what is wrong with a new password of this user."""
    return passwords.faults(password, user.name, user.email, current_app.config["PROVINCE_NAME"])


def _enter(token: str, target: str) -> ResponseReturnValue:
    """Give the browser its new session and forget what it had before."""
    kept = session.get("_flashes")
    session.clear()
    if kept:
        session["_flashes"] = kept
    response = make_response(redirect(target))
    gate.set_sign_in_cookie(response, token)
    return response


def _place() -> signing_in.Place:
    return signing_in.Place(request.remote_addr or "", request.headers.get("User-Agent", ""))


def _wrong(count: Count) -> str:
    """Say that it was wrong, in the same words whoever was typed; and the tries left once they are few."""
    sentence = _("The e-mail address or the password is not right.")
    if count.left == 0:
        return sentence + " " + _("Signing in to this account is paused for 15 minutes.")
    if count.left < WARN_BELOW:
        return (
            sentence
            + " "
            + ngettext(
                "%(num)s try left before a pause of 15 minutes.",
                "%(num)s tries left before a pause of 15 minutes.",
                count.left,
            )
        )
    return sentence


def _slow_down(name: str, count: Count, **values: object) -> Response:
    """Say how long to wait; nothing was looked at."""
    if count.wait > 90:
        minutes = ceil(count.wait / 60)
        wait = _("Too many tries. Wait %(minutes)s minutes, or ask for a new password.", minutes=minutes)
    else:
        wait = _("Too many tries in a row. Wait %(seconds)s seconds, then try again.", seconds=count.wait)
    field = "password" if name == "sign_in" else "email"
    response = _form(name, 429, {field: [wait]}, **values)
    response.headers["Retry-After"] = str(count.wait)
    return response


def _form(name: str, status: int = 200, errors: dict[str, list[str]] | None = None, **values: object) -> Response:
    values.setdefault("next", request.values.get("next", ""))
    return _page(name, status, errors=errors or {}, **values)


def _page(name: str, status: int = 200, **values: object) -> Response:
    response = make_response(render_template(f"organisation/{name}.html", **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response
