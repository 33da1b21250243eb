"""The list of enterprises, and the figures that targets ask for."""

from datetime import date

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cases.queries import waiting_on
from app.cases.standing import standing_of
from app.clock import local_date, utc_now
from app.legible import key
from app.organisation.access import access, sees_identities
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.programmes import labels
from app.programmes.counting import figures
from app.programmes.models import Help, State
from app.programmes.queries import Wanted, enrolments
from app.programmes.views.blueprint import blueprint
from app.programmes.views.rules import READS_ENTERPRISES

FIRST_YEAR = 2020  # the plans count from here on (QĐ 996/QĐ-TTg, carried out by the provinces since)


@blueprint.get("")
@access(READS_ENTERPRISES)
def index() -> ResponseReturnValue:
    """List the enterprises, newest first: by state, by kind of help, those that are late."""
    actor, now, wanted = current_actor(), utc_now(), _wanted()
    page = enrolments(actor, wanted, now, after=request.args.get("after", type=key))
    waiting, today, calendar = waiting_on([row.case_id for row in page.items]), local_date(now), office_calendar()
    return render_template(
        "programmes/enterprises.html",
        page=page,
        wanted=wanted,
        waiting=waiting,
        standings={task.id: standing_of(task, today, calendar) for tasks in waiting.values() for task in tasks},
        labels=labels,
        address=_address,
        today=today,
        shows_people=sees_identities(actor),
    )


@blueprint.get("/figures")
@access(READS_ENTERPRISES)
def figures_page() -> ResponseReturnValue:
    """Show the counts of one year, or of all, and what each of them means."""
    today = local_date(utc_now())
    year = request.args.get("year", type=key)
    year = year if year in range(FIRST_YEAR, today.year + 1) else None
    first, last = date(year or FIRST_YEAR, 1, 1), date(year or today.year, 12, 31)
    return render_template(
        "programmes/figures.html",
        figures=figures(first, last),
        year=year,
        years=range(today.year, FIRST_YEAR - 1, -1),
        labels=labels,
    )


def _wanted() -> Wanted:
    state, kind = request.args.get("state", ""), request.args.get("help", "")
    return Wanted(
        state=State(state) if state in list(State) else None,
        help=Help(kind) if kind in list(Help) else None,
        late=request.args.get("late") == "1",
        words=request.args.get("q", "").strip()[:200],
    )


def _address(wanted: Wanted, **changes: str | int | None) -> str:
    values = {
        "state": wanted.state.value if wanted.state else None,
        "help": wanted.help.value if wanted.help else None,
        "late": "1" if wanted.late else None,
        "q": wanted.words or None,
    }
    return url_for("enterprises.index", **{**values, **changes})  # type: ignore[arg-type] # Flask takes them as text
