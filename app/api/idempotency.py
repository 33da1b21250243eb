"""`Idempotency-Key`: the same request again gets the same answer, for 72 hours."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.api.models import IdempotencyKey
from app.clock import utc_now
from app.errors import Invalid
from app.extensions import db
from app.organisation.gate import current_actor
from app.organisation.texts import N_

KEEP = timedelta(hours=72)
HEADER = "Idempotency-Key"
MAX_KEY = 200

View = Callable[..., ResponseReturnValue]


class KeyUsedForAnotherRequest(Invalid):
    """The key came before, with another body."""

    slug = "idempotency-key-reused"
    message = "This Idempotency-Key was used for another request. Use a new one."


def idempotent(view: View) -> View:
    """Carry the view out once a key; without the header it is carried out as usual."""

    @wraps(view)
    def once(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        key = request.headers.get(HEADER)
        if key is None:
            return view(*args, **kwargs)
        if not key or len(key) > MAX_KEY:
            raise Invalid({HEADER: [N_("Give a key of 1 to 200 characters.")]})
        now = utc_now()
        row_id = _claim(key, now)
        if row_id is None:
            return _replay(key)
        response = current_app.make_response(view(*args, **kwargs))
        _keep(row_id, response)
        return response

    return once


def forget_old_keys(now: datetime) -> int:
    """Drop the answers kept longer than 72 hours; return how many."""
    return int(db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.at < now - KEEP)).rowcount)  # type: ignore[attr-defined]


def _claim(key: str, now: datetime) -> int | None:
    """Store the key in the request's own unit of work; None when it is there already (and answered)."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    values = {
        "user_id": current_actor().id,
        "route": _route(),
        "key": key,
        "body_digest": _digest(),
        "at": now,
    }
    statement = dialect.insert(IdempotencyKey).values(values)
    unique = ["user_id", "route", "key"]
    row_id: int | None = db.session.scalar(
        statement.on_conflict_do_nothing(index_elements=unique).returning(IdempotencyKey.id)
    )
    return row_id


def _replay(key: str) -> Response:
    row = db.session.scalars(
        select(IdempotencyKey).where(
            IdempotencyKey.user_id == current_actor().id,
            IdempotencyKey.route == _route(),
            IdempotencyKey.key == key,
        )
    ).one()
    if row.body_digest != _digest():
        raise KeyUsedForAnotherRequest({HEADER: [KeyUsedForAnotherRequest.message]})
    response = Response(row.body, status=row.status, mimetype="application/json")
    response.headers["Idempotent-Replayed"] = "true"
    if row.location:
        response.headers["Location"] = row.location
    return response


def _keep(row_id: int, response: Response) -> None:
    db.session.execute(
        update(IdempotencyKey)
        .where(IdempotencyKey.id == row_id)
        .values(status=response.status_code, body=response.get_data(as_text=True), location=response.location)
    )


def _route() -> str:
    return f"{request.method} {request.path}"


def _digest() -> str:
    """Digest the body: of JSON its meaning, so that white space and order do not make another request."""
    if request.is_json:
        meaning = json.dumps(request.get_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(meaning.encode()).hexdigest()
    return hashlib.sha256(request.get_data(cache=True)).hexdigest()
