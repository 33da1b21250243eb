"""Choose the many: agencies of a round, or any open work."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.bulk.queries import SHOWN, WorkFilter, count_work, keys_of_round, open_work
from app.bulk.targets import AT_MOST
from app.bulk.views.blueprint import ACTS_ON_MANY, blueprint
from app.clock import local_date, utc_now
from app.legible import key
from app.organisation import labels
from app.organisation.access import access
from app.organisation.calendar import office_calendar
from app.organisation.gate import current_actor
from app.organisation.roles import Role
from app.reports.board import focal_points, row_of
from app.reports.models import SubmissionState
from app.reports.queries import ARRIVED, Filter, matrix, require_campaign
from app.tasks.agenda import rows_of

STATES = tuple(state for state in SubmissionState if state not in ARRIVED)


@blueprint.get("/work")
@access(ACTS_ON_MANY)
def work() -> ResponseReturnValue:
    """List all open work that the coordinator may know of, to be chosen from."""
    actor, now, wanted = current_actor(), utc_now(), work_filter(request.args)
    page = open_work(actor, wanted, now, cursor=request.args.get("cursor"))
    today, calendar = local_date(now), office_calendar()
    return render_template(
        "bulk/work.html",
        rows=rows_of(page.items, today, calendar),
        next_cursor=page.next_cursor,
        total=count_work(actor, wanted, now),
        at_most=AT_MOST,
        wanted=wanted,
        roles=[(role.value, labels.ROLES[role]) for role in Role if role not in (Role.auditor, Role.administrator)],
        today=today,
    )


@blueprint.get("/rounds/<int:campaign_id>")
@access(ACTS_ON_MANY)
def agencies(campaign_id: int) -> ResponseReturnValue:
    """List the agencies of a round whose report is not here, to be chosen from."""
    campaign, now, show = require_campaign(campaign_id), utc_now(), request.args.get("show", "missing")
    today, calendar = local_date(now), office_calendar()
    found = matrix(campaign_id, now, round_filter(show), after=request.args.get("after", 0, type=key), limit=SHOWN + 1)
    rows = [row_of(campaign, row, late, today, calendar) for row, late in found[:SHOWN] if row.case_id]
    return render_template(
        "bulk/round.html",
        campaign=campaign,
        rows=rows,
        people=focal_points([row.submission.agency_id for row in rows]),
        next_after=found[SHOWN - 1][0].id if len(found) > SHOWN else None,
        show=show,
        total=len(keys_of_round(campaign, round_filter(show), now)),
        today=today,
    )


def work_filter(values: Any) -> WorkFilter:
    """Return what a list of work is narrowed to."""
    role = values.get("role", "")
    return WorkFilter(
        values.get("q", "").strip()[:200], values.get("late") == "1", Role(role) if role in list(Role) else None
    )


def round_filter(show: str) -> Filter:
    """Return which agencies of a round are shown: those in one state, the late, those who ask, all whose is missing."""
    if show in [state.value for state in STATES]:
        return Filter(state=SubmissionState(show))
    return Filter(late=show == "late", asked=show == "asked", missing=True)
