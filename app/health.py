"""Whether this process can serve: asked by the proxy, by `make run`, by whoever watches."""

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.organisation.access import PUBLIC, access
from app.timeline.models import TimelineHead

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@access(PUBLIC)
def health() -> ResponseReturnValue:
    """Answer 200 when the database is there and has our tables, else 503; no details for strangers."""
    try:
        db.session.execute(select(TimelineHead.day).limit(1))
    except DBAPIError:
        current_app.logger.exception("the database cannot be used")
        return {"status": "unavailable"}, 503
    return {"status": "ok"}
