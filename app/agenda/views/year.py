"""The coordinator's timeline of the year, and the same figures as tables."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.agenda.bars import place
from app.agenda.month import FIRST_YEAR, LAST_YEAR
from app.agenda.year import MONTHS, case_rows, loads, plan_rows, report_rows
from app.clock import local_date, utc_now
from app.organisation.access import access
from app.organisation.gate import current_actor
from app.reports.views.rules import READS_ROUNDS

blueprint = Blueprint("year", __name__, url_prefix="/year", template_folder="../templates")
LAST_PAGE = 1_000


@blueprint.get("")
@access(READS_ROUNDS)
def show() -> ResponseReturnValue:
    """Show rounds, plan tasks and cases of a year by due month, and the load of the agencies."""
    actor, now = current_actor(), utc_now()
    today = local_date(now)
    wanted, page = request.args.get("year", type=int), request.args.get("page", 1, type=int)
    year = wanted if wanted is not None and FIRST_YEAR <= wanted <= LAST_YEAR else today.year
    page = min(max(1, page), LAST_PAGE)
    found, has_more = loads(year, actor, now, page=page)
    groups = [
        (_("Reporting duties"), report_rows(year, now)),
        (_("Plans"), plan_rows(year, actor)),
        (_("Other cases"), case_rows(year, actor, now)),
    ]
    return render_template(
        "agenda/year.html",
        year=year,
        groups=[(title, rows) for title, rows in groups if rows],
        loads=found,
        page=page,
        has_more=has_more,
        months=MONTHS,
        here=round(place(today), 2) if today.year == year else None,
        years=(FIRST_YEAR, LAST_YEAR),
    )
