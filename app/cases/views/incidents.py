"""What failed for good, for those who run the system: the list of incidents, and trying one again."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cases.incidents import open_incidents, resolved_incidents
from app.cases.retrying import retry
from app.clock import utc_now
from app.legible import key
from app.organisation.access import access, only
from app.organisation.gate import current_actor
from app.organisation.roles import Role

RUNS_THE_SYSTEM = only([Role.administrator])

blueprint = Blueprint("incidents", __name__, url_prefix="/incidents", template_folder="../templates")


@blueprint.get("")
@access(RUNS_THE_SYSTEM)
def index() -> ResponseReturnValue:
    """List the incidents that wait for somebody, oldest first, or those that were dealt with."""
    is_past, after = request.args.get("show") == "resolved", request.args.get("after", type=key)
    page = resolved_incidents(after) if is_past else open_incidents(after)
    return render_template("cases/incidents.html", page=page, is_past=is_past)


@blueprint.post("/<int:incident_id>/retry")
@access(RUNS_THE_SYSTEM)
def try_again(incident_id: int) -> ResponseReturnValue:
    """Have what failed tried again."""
    retry(incident_id, actor=current_actor(), now=utc_now())
    flash(_("What failed is being tried again. If it fails once more, it comes back to this list."), "ok")
    return redirect(url_for("incidents.index"), 303)
