"""Errors of the API as RFC 9457 problem documents, in the caller's language."""

from typing import Any

from flask import Response, json, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from app.engine import Refused
from app.errors import DomainError, Invalid
from app.organisation.texts import N_
from app.processes.wording import said
from app.web.error_pages import explain

MEDIA_TYPE = "application/problem+json"
NAMESPACE = "urn:tiendo:problem:"
SLUGS = {
    400: "bad-request",
    401: "not-signed-in",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    409: "conflict",
    413: "too-large",
    415: "unsupported-media-type",
    422: "invalid",
    429: "too-many-requests",
    500: "internal-error",
    503: "unavailable",
}
_DOCUMENTED = {400, 404, 405, 415}


# What the library says about wrong types, put into words here so that it is translated.
FROM_THE_LIBRARY = (
    N_("Missing data for required field."),
    N_("Field may not be null."),
    N_("Unknown field."),
    N_("Invalid input type."),
    N_("Not a valid string."),
    N_("Not a valid integer."),
    N_("Not a valid boolean."),
    N_("Not a valid mapping type."),
)


def problem(error: Exception, code: int) -> Response:
    """Return the problem document of `error`."""
    body: dict[str, Any] = {
        "type": NAMESPACE + _slug(error, code),
        "title": _title(error, code),
        "status": code,
        "instance": request.path,
        **_details(error, code),
    }
    response = Response(json.dumps(body, ensure_ascii=False), status=code, mimetype=MEDIA_TYPE)
    if code == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="tiendo"'
    return response


def refused(error: Refused) -> Response:
    """Return the findings about a refused process."""
    body = {
        "type": NAMESPACE + "process-refused",
        "title": _("The process cannot be deployed."),
        "status": 422,
        "instance": request.path,
        "findings": [{**finding.as_json(), "message": said(finding)} for finding in error.findings],
        "errors": {"bpmn": [said(finding) for finding in error.findings]},
    }
    return Response(json.dumps(body, ensure_ascii=False), status=422, mimetype=MEDIA_TYPE)


def _slug(error: Exception, code: int) -> str:
    if isinstance(error, DomainError):
        return error.slug
    return SLUGS.get(code, SLUGS[400 if code < 500 else 500])


def _title(error: Exception, code: int) -> str:
    if code == 401:
        return _("The bearer token is missing, wrong or no longer valid. Ask the administrator for a new one.")
    if isinstance(error, DomainError):
        return _(error.message, **error.values)
    return str(explain(code).title)


def _details(error: Exception, code: int) -> dict[str, Any]:
    if isinstance(error, Invalid):
        return {"errors": {field: [_(text) for text in texts] for field, texts in error.errors.items()}}
    if isinstance(error, HTTPException) and hasattr(error, "data"):
        return {"errors": _flat(error.data.get("messages", {}))}
    if isinstance(error, HTTPException) and code in _DOCUMENTED:
        return {"detail": _("What this address takes and gives is described at /api/v1/openapi.json.")}
    return {}


def _flat(messages: dict[str, Any]) -> dict[str, list[str]]:
    """Flatten marshmallow's {location: {field: [text]}} into {field: [text]}."""
    flat: dict[str, list[str]] = {}
    for fields in messages.values():
        for field, texts in fields.items() if isinstance(fields, dict) else [("", fields)]:
            flat[str(field)] = [_(str(text)) for text in (texts if isinstance(texts, list) else [texts])]
    return flat
