"""What was sent: every reminder as it was recorded."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.clock import utc_now
from app.extensions import db
from app.legible import key
from app.notifications.views.blueprint import STEERS, blueprint, read_day
from app.notifications.waves.foreseeing import skips_on
from app.notifications.waves.timing import is_gone
from app.notifications.why.records import recorded
from app.organisation.access import access
from app.organisation.errors import AgencyNotFound
from app.organisation.gate import current_actor
from app.organisation.models import Agency


@blueprint.get("/history")
@access(STEERS)
def history() -> ResponseReturnValue:
    """List reminders, newest first; of one day or one agency where the address says so."""
    day = request.args.get("day", type=read_day)
    agency_id, after = request.args.get("agency", type=key), request.args.get("after", type=key)
    agency = db.session.get(Agency, agency_id) if agency_id is not None else None
    if agency_id is not None and agency is None:
        raise AgencyNotFound
    rows, next_after = recorded(current_actor(), day=day, agency_id=agency_id, after=after)
    return render_template(
        "reminders/history.html",
        rows=rows,
        next_after=next_after,
        day=day,
        agency=agency,
        skips=sorted(skips_on(day).values(), key=lambda skip: skip.agency.sort_key) if day else [],
        may_undo=day is not None and not is_gone(day, utc_now()),
    )
