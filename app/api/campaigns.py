"""Campaigns over the API: how a round stands."""

from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint

from app.api import schemas
from app.api.representations import agency_short, instant
from app.clock import utc_now
from app.errors import Invalid
from app.extensions import db
from app.legible import key
from app.organisation.access import access
from app.organisation.roles import Role
from app.reports.errors import CampaignNotFound
from app.reports.models import Campaign, Submission
from app.reports.queries import Counts, counts, matrix
from app.tasks.queries import DAMAGED_CURSOR

blueprint = Blueprint("api_campaigns", __name__, url_prefix="/api/v1/campaigns", description="Reporting rounds")

SEES_CAMPAIGNS = (Role.coordinator, Role.specialist, Role.leader, Role.auditor)


@blueprint.route("/<int:campaign_id>")
class CampaignItem(MethodView):
    """One campaign."""

    @access(roles=SEES_CAMPAIGNS)
    @blueprint.arguments(schemas.PageQuery, location="query")
    @blueprint.response(200, schemas.CampaignOut)
    def get(self, wanted: dict[str, Any], campaign_id: int) -> dict[str, Any]:
        """Show the counts and one page of the matrix."""
        campaign = db.session.get(Campaign, campaign_id)
        if campaign is None:
            raise CampaignNotFound
        now, limit = utc_now(), wanted["limit"]
        rows = list(matrix(campaign.id, now, after=_after(wanted["cursor"]), limit=limit + 1))
        return {
            "id": campaign.id,
            "title": campaign.title,
            "due": instant(campaign.due_at),
            "counts": _counted(counts(campaign.id, now)),
            "rows": [_row(submission, late) for submission, late in rows[:limit]],
            "next_cursor": str(rows[limit - 1][0].id) if len(rows) > limit else None,
        }


def _after(cursor: str | None) -> int:
    try:
        return key(cursor) if cursor else 0
    except ValueError as broken:
        raise Invalid({"cursor": [DAMAGED_CURSOR]}) from broken


def _counted(found: Counts) -> dict[str, int]:
    flags = {"total": found.total, "late": found.late, "nil": found.nil, "extended": found.extended}
    return {**{state.value: number for state, number in found.states.items()}, **flags}


def _row(submission: Submission, late: bool) -> dict[str, Any]:
    return {
        "agency": agency_short(submission.agency),
        "state": submission.state.value,
        "late": late,
        "nil": submission.is_nil,
        "extended_to": submission.extended_to.isoformat() if submission.extended_to else None,
        "case": submission.case_id,
    }
