"""Errors as pages: what happened, what to do, what is kept. Never a code, except one to tell the support.

Answers for scripts that ask for JSON carry the same sentence. Parts of the site that speak another format
(the API) register their own answer with `answer_under`.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from app.errors import DomainError, Invalid, TooManyRequests
from app.web.navigation import current_shell

Answer = Callable[[Exception, int], ResponseReturnValue]
_KEY = "tiendo.error_answers"
LAST_RESORT = "Có lỗi từ hệ thống, không phải do bạn. Việc chưa thay đổi. Mã để báo hỗ trợ: {code}."


@dataclass(frozen=True)
class Explanation:
    """What an error page says: the situation, and what to do about it."""

    title: Any
    advice: Any


EXPLANATIONS = {
    400: Explanation(
        _l("What was sent could not be read"), _l("Open the page again and repeat it. Nothing was changed.")
    ),
    403: Explanation(
        _l("You may see this, but not do this"),
        _l("It belongs to somebody else's role. If it should be yours, ask the coordinator."),
    ),
    404: Explanation(
        _l("This page was not found, or you may not see it"),
        _l("Check the address. Work that is done or was moved is no longer in your list."),
    ),
    405: Explanation(
        _l("This address cannot be opened by itself"), _l("Open the page with the button and press it there.")
    ),
    409: Explanation(
        _l("Somebody else has just changed this"),
        _l("Nothing you typed was lost. Go back, load the page again to see the new version, then send yours."),
    ),
    410: Explanation(
        _l("This link is no longer valid"), _l("The work is done, was moved, or the link has been used already.")
    ),
    413: Explanation(
        _l("What was sent is too large"),
        _l("A file may have at most 20 MB. Compress the pictures in it or split it in two, then upload it again."),
    ),
    422: Explanation(_l("Some entries need correcting"), _l("Go back: what you typed is still there.")),
    429: Explanation(_l("Too many attempts in a short time"), _l("Wait a few minutes. Nothing was lost.")),
    500: Explanation(_l("The system made an error, not you"), _l("Nothing was changed.")),
    503: Explanation(
        _l("The system is being maintained"), _l("Your work and drafts are kept. Come back in a few minutes.")
    ),
}
CSRF = Explanation(
    _l("This page had been open for too long"), _l("Open it again and repeat it. Drafts are kept; nothing was changed.")
)


def init_app(app: Flask) -> None:
    """Answer every error with a page in the language of the person."""
    app.extensions.setdefault(_KEY, {})
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(DomainError, _domain_error)


def answer_under(app: Flask, prefix: str, answer: Answer) -> None:
    """Have `answer` turn errors below the path `prefix` into responses, e.g. problem documents of the API."""
    app.extensions.setdefault(_KEY, {})[prefix] = answer


def _http_error(error: HTTPException) -> ResponseReturnValue:
    """Answer an HTTP error; redirects and ready-made responses pass through."""
    code = error.code or 500
    if error.response is not None or code < 400:
        return error
    if isinstance(error, InternalServerError):
        return _unexpected(error)
    explanation = CSRF if isinstance(error, CSRFError) else explain(code)
    headers = dict(error.get_headers()) if code in {405, 429, 503} else {}
    return _respond(error, code, str(explanation.title), str(explanation.advice), headers=_kept(headers))


def _domain_error(error: DomainError) -> ResponseReturnValue:
    """Answer a command that cannot be carried out with its own sentence."""
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyRequests) else {}
    sentence = _(error.message, **error.values)
    own = type(error).message != DomainError.message or error.message != DomainError.message
    title = sentence if own else str(explain(error.status).title)
    return _respond(error, error.status, title, _what_to_do(error), headers=headers)


def _what_to_do(error: DomainError) -> str:
    """Say what is wrong with each entry where the error knows, else what helps in general."""
    entries = [_(text) for texts in error.errors.values() for text in texts] if isinstance(error, Invalid) else []
    return " ".join(entries) or (_(error.advice) if error.advice else str(explain(error.status).advice))


def _unexpected(error: InternalServerError) -> ResponseReturnValue:
    """Answer a failure of ours with a code that is also in the log; must never fail itself."""
    code = secrets.token_hex(2).upper()
    current_app.logger.error("Support code %s: %s %s", code, request.method, request.path)
    try:
        return _respond(error, 500, str(explain(500).title), str(explain(500).advice), support_code=code)
    except Exception:  # even the page failed: the sentence alone must still arrive
        current_app.logger.exception("The error page failed too (support code %s)", code)
        return Response(LAST_RESORT.format(code=code), 500, mimetype="text/plain")


def explain(code: int) -> Explanation:
    """Return what a page says about an HTTP status."""
    return EXPLANATIONS.get(code, EXPLANATIONS[400 if code < 500 else 500])


def _respond(
    error: Exception,
    code: int,
    title: str,
    advice: str,
    *,
    support_code: str = "",
    headers: dict[str, str] | None = None,
) -> Response:
    """Build the answer in the form that was asked for: another part's own, JSON, or a page."""
    for prefix, answer in current_app.extensions[_KEY].items():
        if request.path.startswith(prefix):
            return make_response(answer(error, code))
    if request.accept_mimetypes.best == "application/json":
        response = jsonify(message=f"{title.rstrip('.')}. {advice}", support_code=support_code)
    else:
        response = make_response(_page(code, title, advice, support_code))
    response.status_code = code
    response.headers.update(headers or {})
    return response


def _page(code: int, title: str, advice: str, support_code: str) -> str:
    """Render the page, inside the frame when somebody is signed in; a failure of ours never asks for the frame."""
    shell = None if code == 500 else current_shell()
    layout = "base.html" if shell else "public.html"
    return render_template("error.html", layout=layout, title=title, advice=advice, support_code=support_code)


def _kept(headers: dict[str, str]) -> dict[str, str]:
    """Keep only the headers that mean something to the browser."""
    return {name: value for name, value in headers.items() if name in {"Allow", "Retry-After"}}
