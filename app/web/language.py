"""Which language a page speaks: Vietnamese unless the person chose English."""

from urllib.parse import urlencode

from flask import Flask, Response, current_app, has_request_context, request
from flask_login import current_user

from app.counting import CountingTexts
from app.extensions import babel
from app.web import catalogues

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"
COOKIE = "td_lang"
A_YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Set up Flask-Babel over the joined catalogue and remember a language asked for with ``?lang=``."""
    catalogues.compile_stale()
    babel.init_app(
        app,
        default_locale=DEFAULT,
        default_translation_directories=str(catalogues.TRANSLATIONS),
        default_timezone="Asia/Ho_Chi_Minh",
        locale_selector=chosen_language,
    )
    babel.domain_instance = CountingTexts()
    app.after_request(_remember)


def chosen_language() -> str:
    """Return the language asked for now, else the account's, else the one remembered, else Vietnamese."""
    if not has_request_context():
        return DEFAULT
    wishes = (request.args.get("lang"), _preference(), request.cookies.get(COOKIE))
    return next((wish for wish in wishes if wish in LANGUAGES), DEFAULT)


def here_in(language: str) -> str:
    """Return the address of the present page in another language."""
    return f"{request.path}?{urlencode({**request.args, 'lang': language})}"


def _preference() -> str | None:
    """Return the language of the signed-in person's account."""
    if not hasattr(current_app, "login_manager"):
        return None
    return getattr(current_user, "locale", None)


def _remember(response: Response) -> Response:
    """Keep a language asked for with ``?lang=`` for a year."""
    wish = request.args.get("lang")
    if wish in LANGUAGES:
        response.set_cookie(COOKIE, wish, max_age=A_YEAR, samesite="Lax", secure=request.is_secure, httponly=True)
    return response
