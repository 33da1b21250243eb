"""The list of cases."""

from flask import render_template, request, url_for

from app.cases.queries import Show, Wanted, cases
from app.cases.standing import standing_of
from app.cases.views.blueprint import ONE_CASE, blueprint
from app.clock import local_date, utc_now
from app.legible import key
from app.organisation.access import access, sees_identities
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.processes.queries import all_latest


@blueprint.get("")
@access(ONE_CASE)
def index() -> str:
    """List the cases the person may know of, newest first: running, late, ended."""
    actor, now, wanted = current_actor(), utc_now(), _wanted()
    page = cases(actor, wanted, now, after=request.args.get("after", type=key))
    today, calendar = local_date(now), office_calendar()
    return render_template(
        "cases/cases.html",
        page=page,
        wanted=wanted,
        address=_address,
        processes=[(definition.key, definition.name) for definition in all_latest()],
        standings={case.id: standing_of(case, today, calendar) for case in page.items},
        today=today,
        shows_people=sees_identities(actor),
    )


def _wanted() -> Wanted:
    show = request.args.get("show", "")
    return Wanted(
        Show(show) if show in list(Show) else Show.running,
        request.args.get("q", "").strip()[:200],
        request.args.get("process", "")[:80],
        request.args.get("agency", type=key),
    )


def _address(wanted: Wanted, **changes: str | int | None) -> str:
    values = {
        "show": wanted.show.value,
        "q": wanted.words or None,
        "process": wanted.process or None,
        "agency": wanted.agency_id,
    }
    return url_for("cases.index", **{**values, **changes})  # type: ignore[arg-type] # Flask takes them as text
