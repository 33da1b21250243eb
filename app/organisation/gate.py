"""The gate before every view: who is calling, and does the route's rule let them in?"""

from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Request, Response, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from app.clock import utc_now
from app.database import unit_of_work
from app.errors import DomainError, Forbidden
from app.extensions import db, login_manager
from app.organisation import sessions
from app.organisation.access import Verdict, rule_of
from app.organisation.identity import SignedIn, signed_in_by_bearer, signed_in_by_cookie
from app.organisation.roles import Actor

API = "/api/"
HOME = "/"


class NotSignedIn(DomainError):
    """Nobody is signed in, or no longer, and the caller cannot be sent to the sign-in page."""

    status = 401
    slug = "not-signed-in"
    message = "Sign in again. What you typed is kept in this browser."


def init_app(app: Flask) -> None:
    """Let Flask-Login ask our own sessions, and put the gate before every view."""
    production = app.config.get("PRODUCTION", False)
    app.config.setdefault("SIGN_IN_COOKIE", "__Host-td-session" if production else "td-session")
    app.config.setdefault("SESSION_AT_MOST", timedelta(hours=12))
    app.config["REMEMBER_COOKIE_NAME"] = "td-not-used"  # a name nobody sends: the cookie would pass us by
    login_manager.session_protection = None  # it guards Flask's cookie, where we keep no user
    login_manager.request_loader(_signed_in)
    app.jinja_env.globals["may"] = may
    app.before_request(_enforce)
    app.after_request(_note_use)


def current_actor() -> Actor:
    """Return who is calling; only behind a rule that asks for somebody signed in."""
    actor = _caller()
    if actor is None:
        raise NotSignedIn
    return actor


def may(endpoint: str, method: str = "GET") -> bool:
    """Whether the caller may call a route: for links and buttons, so that nobody is shown what is not theirs."""
    return rule_of(current_app, endpoint, method).verdict(_caller()) is Verdict.open


def lifetime() -> sessions.Lifetime:
    """Return how long sessions last here."""
    return sessions.Lifetime(current_app.config["SESSION_IDLE"], current_app.config["SESSION_AT_MOST"])


def set_sign_in_cookie(response: Response, token: str) -> None:
    """Give the browser its session; the cookie itself knows no age, the row does."""
    name, secure = current_app.config["SIGN_IN_COOKIE"], current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(name, token, path="/", secure=secure, httponly=True, samesite="Lax")


def drop_sign_in_cookie(response: Response) -> None:
    """Take the session's cookie away."""
    name, secure = current_app.config["SIGN_IN_COOKIE"], current_app.config["SESSION_COOKIE_SECURE"]
    response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="Lax")


def safe_next(target: str | None) -> str:
    """Return `target` if it is a path of ours, else the start page: nobody is led away from here."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return HOME
    parts = urlsplit(target)
    return HOME if parts.scheme or parts.netloc or any(ord(letter) < 32 for letter in target) else target


def _signed_in(incoming: Request) -> SignedIn | None:
    """Recognise the caller: the API by bearer token only (it has no CSRF check), pages by cookie only."""
    if incoming.path.startswith(API):
        authorization = incoming.authorization
        bearer = authorization.token if authorization and authorization.type == "bearer" else None
        return signed_in_by_bearer(bearer) if bearer else None
    token = incoming.cookies.get(current_app.config["SIGN_IN_COOKIE"])
    return signed_in_by_cookie(token, lifetime(), utc_now()) if token else None


def _caller() -> Actor | None:
    return current_user.actor if current_user.is_authenticated else None


def _enforce() -> ResponseReturnValue | None:
    """Stop the request unless its route is open to the caller; unknown addresses take their usual way."""
    if request.endpoint is None:
        return None
    rule = rule_of(current_app, request.endpoint, request.method)
    verdict = Verdict.open if rule.is_public else rule.verdict(_caller())
    if verdict is Verdict.sign_in:
        return _ask_to_sign_in()
    if verdict is Verdict.hidden:
        raise NotFound  # the very answer an unknown address gets
    if verdict is Verdict.forbidden:
        raise Forbidden
    return None


def _is_page() -> bool:
    return not request.path.startswith(API)


def _ask_to_sign_in() -> ResponseReturnValue:
    """Send a person to the sign-in page and back afterwards; scripts and the API get a 401."""
    if not _is_page() or (request.headers.get("HX-Request") and request.method != "GET"):
        raise NotSignedIn
    token = request.cookies.get(current_app.config["SIGN_IN_COOKIE"])
    if token and sessions.ended_by_idleness(token, utc_now()):
        unused = int(lifetime().idle.total_seconds() // 60)
        flash(_("You were signed out after %(minutes)s minutes without use. Drafts are kept.", minutes=unused), "info")
    address = url_for("sign_in.show", next=_way_back())
    if request.headers.get("HX-Request"):
        return Response(status=401, headers={"HX-Redirect": address})
    return redirect(address)


def _way_back() -> str | None:
    """Return the page to come back to: this one, or the one whose form was sent."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    page = urlsplit(request.referrer or "")
    return page.path or None if page.netloc == request.host else None


def _note_use(response: Response) -> Response:
    """Note that the session is in use, after the answer and in a short unit of work of its own."""
    person: Any = current_user if "_login_user" in g else None  # assets do not ask who is calling
    if person is None or not person.is_authenticated or person.session_id is None:
        return response
    now = utc_now()
    if now - person.last_seen_at >= sessions.TOUCH_EVERY:
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        response.call_on_close(partial(_touch, app, person.session_id, now))
    return response


def _touch(app: Flask, session_id: int, now: Any) -> None:
    with app.app_context(), unit_of_work(db.session):
        sessions.touch(session_id, now)
