"""Close a round: what never reached the department ends, what did is still checked."""

from datetime import datetime

from sqlalchemy import Select, select

from app.cases import batches
from app.cases.cancelling import cancel_case
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.reports.models import Campaign, CampaignStatus, Submission, SubmissionState
from app.reports.service.opening import campaign_of_case, lock_campaign
from app.timeline.log import Subject, record

CLOSE_JOB = "close_reports"
UNSENT = (
    SubmissionState.not_started,
    SubmissionState.drafting,
    SubmissionState.with_head,
    SubmissionState.returned,
)


def begin_closing(case_id: int, now: datetime) -> Campaign:
    """Close the round: reports not yet sent can no longer be, those with the department are still checked."""
    campaign = campaign_of_case(case_id)
    campaign.status, campaign.closed_at = CampaignStatus.closing, now
    record(Subject("campaign", campaign.id), "campaign.closing", SYSTEM, now)
    batches.begin(CLOSE_JOB, campaign.id, since=campaign.frozen_at or now, case_id=case_id, now=now)
    return campaign


def close_batch(campaign_id: int, now: datetime) -> int:
    """Cancel the next 100 cases that never reached the department; return how many were looked at."""
    unsent = db.session.execute(_unsent(campaign_id)).all()
    for submission_id, case_id in unsent:
        _close(submission_id, case_id, now)
    campaign = lock_campaign(campaign_id)
    if len(unsent) < batches.SIZE and campaign.status is CampaignStatus.closing:
        campaign.status = CampaignStatus.closed
        record(Subject("campaign", campaign.id), "campaign.closed", SYSTEM, now)
    return len(unsent)


def _unsent(campaign_id: int) -> Select[int, int]:
    return (
        select(Submission.id, Case.id)
        .join(Case, Case.id == Submission.case_id)
        .where(
            Submission.campaign_id == campaign_id,
            Submission.state.in_(UNSENT),
            Case.status == CaseStatus.running,
        )
        .order_by(Submission.id)
        .limit(batches.SIZE)
    )


def _close(submission_id: int, case_id: int, now: datetime) -> None:
    """Cancel the case, unless its report was sent while we waited for the lock."""
    case = lock_case(case_id)
    submission = db.session.get_one(Submission, submission_id, populate_existing=True)
    if submission.state in UNSENT and case.status is CaseStatus.running:
        cancel_case(case_id, submission.campaign.title, actor=SYSTEM, now=now)
