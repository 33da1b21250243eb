"""The proof of mails: who arrives from one, and the history of an agency's reminders."""

from datetime import datetime
from functools import partial

from flask import Blueprint, Flask, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import utc_now
from app.database import unit_of_work
from app.extensions import db
from app.legible import key
from app.notifications.proof.openings import note_opening
from app.notifications.proof.queries import told_to
from app.notifications.proof.tracing import message_named
from app.organisation.access import SIGNED_IN, access
from app.organisation.gate import current_actor, safe_next
from app.organisation.queries.agencies import agency_file
from app.organisation.views.rules import READS_AGENCIES

blueprint = Blueprint("proof", __name__, template_folder="../templates")


@blueprint.get("/m/<token>/", defaults={"target": ""})
@blueprint.get("/m/<token>/<path:target>")
@access(SIGNED_IN)
def arrive(token: str, target: str) -> ResponseReturnValue:
    """Lead to the page a mail spoke of; its opening is noted after the answer, in a unit of work of its own.

    Only a recipient who is signed in counts: a program that tries the links of every mail (a scanner, a preview) is
    not, and whoever was forwarded the mail is somebody else.
    """
    query = request.query_string.decode()
    page = safe_next(f"/{target}?{query}" if query else f"/{target}")
    response = current_app.make_response(redirect(page))
    message_id = message_named(token)
    if message_id is not None and request.method == "GET":
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        response.call_on_close(partial(_note, app, message_id, current_actor().id, utc_now()))
    return response


def _note(app: Flask, message_id: int, person_id: int | None, now: datetime) -> None:
    with app.app_context(), unit_of_work(db.session):
        note_opening(message_id, person_id, now)


@blueprint.get("/agencies/<int:agency_id>/reminders")
@access(READS_AGENCIES)
def history(agency_id: int) -> ResponseReturnValue:
    """Show the history of an agency's reminders, page by page."""
    told, next_after = told_to(agency_id, current_actor(), after=request.args.get("after", type=key))
    return render_template(
        "proof/history.html",
        agency=agency_file(agency_id).agency,
        told=told,
        next_after=next_after,
    )
