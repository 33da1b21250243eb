"""Note who reads confidential cases: whatever a request was let through to, before its answer leaves.

A request for a page only reads, so the line is written in a unit of work of its own, when that of the request is over.
If it cannot be written the request fails: nothing of a confidential case is read without a line.
"""

from datetime import datetime
from functools import partial

from flask import Flask, Response, request
from flask_login import current_user
from werkzeug.http import parse_options_header

from app.cases.confidential.marking import Mark, take_marks
from app.cases.confidential.models import Means
from app.cases.confidential.readings import What, is_noted, note_reading
from app.clock import utc_now
from app.database import after_commit, after_rollback, unit_of_work
from app.extensions import db

API = "/api/"
SHOWN = (200, 206, 422)  # answers that show something of what was asked for


def init_app(app: Flask) -> None:
    """Look at every answer."""
    app.after_request(note_what_was_read)


def note_what_was_read(response: Response) -> Response:
    """Note the confidential cases that this answer shows, unless that was noted in this hour; others cost nothing."""
    marks = take_marks()
    if not marks or response.status_code not in SHOWN:
        return response
    what = _what(response, utc_now())
    own = [mark for mark in marks if mark[1] == current_user.id]  # a command may ask what somebody else may know of
    new = [mark for mark in own if not is_noted(mark, what)]
    if new:
        write = partial(_write, new, what)
        after_commit(write)  # the unit of work of the request ends in one of the two ways
        after_rollback(write)
    return response


def _what(response: Response, now: datetime) -> What:
    if request.path.startswith(API):
        return What(Means.program, "", now)
    kind, values = parse_options_header(response.headers.get("Content-Disposition"))
    return What(Means.download, values.get("filename", ""), now) if kind == "attachment" else What(Means.page, "", now)


def _write(marks: list[Mark], what: What) -> None:
    with unit_of_work(db.session):
        note_reading(marks, what)
