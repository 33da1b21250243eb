"""Read the calendar: a year, one decision, how far deadlines have followed it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from app.clock import local_date, utc_now
from app.organisation.access import SIGNED_IN, access, sees_identities
from app.organisation.gate import current_actor
from app.working_calendar.labels import KINDS
from app.working_calendar.service import require_change
from app.working_calendar.views.blueprint import blueprint
from app.working_calendar.wording import history_of
from app.working_calendar.yearly import FIRST_YEAR, LAST_YEAR, Year, changes_in, replacement_of


@blueprint.get("")
@access(SIGNED_IN)
def show() -> ResponseReturnValue:
    """Show a year: twelve months, the days off and worked with their documents, the province's decisions."""
    today = local_date(utc_now())
    number = min(max(request.args.get("year", today.year, type=int), FIRST_YEAR), LAST_YEAR)
    return render_template(
        "working_calendar/year.html",
        year=Year(number, _language()),
        years=(FIRST_YEAR, LAST_YEAR),
        changes=changes_in(number),
        today=today,
        kinds=KINDS,
    )


@blueprint.get("/changes/<int:change_id>")
@access(SIGNED_IN)
def decision(change_id: int) -> ResponseReturnValue:
    """Show one decision: its days, its document, how far deadlines have followed, its history."""
    change = require_change(change_id)
    return render_template(
        "working_calendar/decision.html",
        change=change,
        corrected_by=replacement_of(change),
        history=history_of(change, shows_people=sees_identities(current_actor())),
        kinds=KINDS,
    )


@blueprint.get("/changes/<int:change_id>/progress")
@access(SIGNED_IN)
def progress(change_id: int) -> ResponseReturnValue:
    """Show how far deadlines have followed; the page asks again while they do."""
    return render_template("working_calendar/progress.html", change=require_change(change_id))


def _language() -> str:
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "vi"
