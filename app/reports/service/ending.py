"""What becomes of a round whose case is ended without a result: it takes no report any more, and its reports end."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from app.cases import hooks
from app.cases.companions import opened_for
from app.cases.models import Case, CaseStatus
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.reports.models import OVER, Campaign, CampaignStatus, Submission
from app.reports.service.preparing import PROCESS
from app.timeline.log import Subject, record


@opened_for(PROCESS)
def _reports(case_id: int) -> Select[Any]:
    """Return the cases of the round's reports."""
    mine = select(Submission.case_id).join(Campaign, Campaign.id == Submission.campaign_id)
    return mine.where(Campaign.case_id == case_id)


def _ended(case: Case, now: datetime) -> None:
    if case.status is not CaseStatus.cancelled or case.process_key != PROCESS:
        return
    wanted = select(Campaign).where(Campaign.case_id == case.id).with_for_update()
    campaign = db.session.scalar(wanted.execution_options(populate_existing=True))
    if campaign is None or campaign.status in OVER:
        return
    campaign.status, campaign.closed_at = CampaignStatus.ended, now
    record(Subject("campaign", campaign.id), "campaign.ended", SYSTEM, now)


if _ended not in hooks.case_ended:
    hooks.case_ended.append(_ended)
