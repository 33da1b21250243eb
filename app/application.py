"""The Flask application: each request is one unit of work."""

from typing import Any

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm.exc import StaleDataError

from app.database import unit_of_work
from app.errors import Conflict
from app.extensions import db
from app.legible import KeyConverter, StrictJSON, refuse_illegible

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class TienDo(Flask):
    """Flask, with one unit of work a request.

    A safe request reads; any other writes, and is committed when its answer is not an error (or says `keep_writes`).
    What could not be kept anyway (`app.legible`) comes no further than the door.
    """

    json_provider_class = StrictJSON

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.url_map.converters["int"] = KeyConverter

    def dispatch_request(self) -> ResponseReturnValue:
        """Call the view, once the gate is passed and what was sent can be kept."""
        refuse_illegible()
        return super().dispatch_request()

    def full_dispatch_request(self) -> Response:
        """Answer the request inside its unit of work; the commit is part of the answer."""
        try:
            with unit_of_work(db.session, writes=request.method not in SAFE_METHODS) as work:
                response = super().full_dispatch_request()
                if response.status_code >= 400 and not response.headers.pop(KEEP_WRITES, None):
                    work.discard()
            return response
        except StaleDataError:
            return self.finalize_request(self.handle_user_exception(Conflict()), from_error_handler=True)


KEEP_WRITES = "X-Keep-Writes"


def keep_writes(response: Response) -> Response:
    """Have this error answer's writes committed all the same, e.g. a counted failed sign-in."""
    response.headers[KEEP_WRITES] = "1"
    return response
