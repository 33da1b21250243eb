"""The list of plans."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.organisation.access import access
from app.organisation.gate import current_actor
from app.plans import labels, queries
from app.plans.views.blueprint import READS_LIST, blueprint


@blueprint.get("")
@access(READS_LIST)
def index() -> ResponseReturnValue:
    """List the plans the caller may know of, the newest first."""
    return render_template("plans/plans.html", plans=queries.plans(current_actor()), labels=labels)
