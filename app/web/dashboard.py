"""The overview of those who follow everything up: coordinator and leaders."""

from flask import Blueprint, render_template

from app.clock import local_date, utc_now
from app.notifications.bounces.queries import count_bouncing
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.roles import Role
from app.web.frame import address_of
from app.web.overview import overview_of

blueprint = Blueprint("dashboard", __name__, url_prefix="/overview", template_folder="templates")


@blueprint.get("")
@access(roles=(Role.coordinator, Role.leader))
def show() -> str:
    """Show what is late, what comes, and how the running rounds stand."""
    actor, now = current_actor(), utc_now()
    return render_template(
        "overview.html",
        of=overview_of(actor, now),
        incidents_url=address_of("incidents.index", actor),
        returned=count_bouncing(now),
        returned_url=address_of("returned_mail.index", actor),
        now=now,
        today=local_date(now),
    )
