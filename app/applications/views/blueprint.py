"""The blueprint of applications, and what its pages share."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext as _

from app.applications.errors import TooManyTries

blueprint = Blueprint("applications", __name__, url_prefix="/apply", template_folder="../templates")

Errors = dict[str, list[str]]


def remote() -> str:
    """Return the network address that asks."""
    return request.remote_addr or ""


def in_words(errors: Mapping[str, list[str]]) -> Errors:
    """Return errors in the language of the page; what a form says is in words already."""
    return {field: [_(sentence) for sentence in sentences] for field, sentences in errors.items()}


def too_many(tries: TooManyTries, template: str, **values: Any) -> Response:
    """Answer 429 with the page as it was typed."""
    response = make_response(render_template(template, too_many=_(tries.message), **values), 429)
    response.headers["Retry-After"] = str(tries.retry_after)
    return response
