"""Whose mail comes back, for those who call the agencies."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.clock import utc_now
from app.notifications.bounces.alarms import sentence
from app.notifications.bounces.queries import all_bouncing
from app.notifications.bounces.service import vouch_for_address
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.organisation.roles import Role

blueprint = Blueprint("returned_mail", __name__, url_prefix="/reminders/returned", template_folder="../templates")

FOLLOWS_UP = (Role.coordinator, Role.administrator)


@blueprint.get("")
@access(roles=FOLLOWS_UP)
def index() -> ResponseReturnValue:
    """List the people whose mail comes back, with the number to call."""
    return render_template("proof/returned.html", people=all_bouncing(utc_now()), sentence=sentence)


@blueprint.post("/<int:user_id>/vouch")
@access(roles=FOLLOWS_UP)
def vouch(user_id: int) -> ResponseReturnValue:
    """Say that the person's address takes mail again."""
    found = vouch_for_address(user_id, current_actor(), utc_now())
    flash(_("Reminders go out to %(address)s again.", address=found.address), "ok")
    return redirect(url_for("returned_mail.index"))
