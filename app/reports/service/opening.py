"""Open a round: the roster is frozen, each agency gets a light case, in batches that survive a crash.

An agency's case and its place on the roster are written together or not at all.
"""

import json
from datetime import datetime
from typing import cast

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from app.cases import batches
from app.cases.models import Case
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.deadlines.moments import Deadline, Reading, last_day_of
from app.deadlines.wording import long_date
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.reports.models import Campaign, CampaignStatus, Submission, SubmissionState
from app.reports.service.preparing import roster
from app.reports.service.proposing import plan_tasks_to_report
from app.timeline.log import Subject, record

REPORT_PROCESS = "agency_report"
OPEN_JOB = "open_reports"


def lock_campaign(campaign_id: int) -> Campaign:
    """Return the campaign as it stands now, locked until the unit of work ends."""
    return db.session.get_one(Campaign, campaign_id, with_for_update=True, populate_existing=True)


def campaign_of_case(case_id: int) -> Campaign:
    """Return the campaign that the report_campaign case runs, locked."""
    return db.session.scalars(select(Campaign).where(Campaign.case_id == case_id).with_for_update()).one()


def freeze_roster(case_id: int, now: datetime) -> Campaign:
    """Write down who owes the report, as of `now`, and queue the opening of their cases."""
    campaign = campaign_of_case(case_id)
    kinds = json.loads(db.session.get_one(Case, case_id).facts)["roster"]
    rows = [
        {
            "campaign_id": campaign.id,
            "agency_id": agency_id,
            "state": SubmissionState.not_started,
            "is_nil": False,
            "due_at": campaign.due_at,
            "overdue_after": campaign.overdue_after,
        }
        for agency_id in roster(kinds, local_date(now))
    ]
    db.session.execute(insert(Submission), rows)
    campaign.status, campaign.frozen_at = CampaignStatus.opening, now
    record(Subject("campaign", campaign.id), "campaign.roster_frozen", SYSTEM, now, agencies=len(rows))
    batches.begin(OPEN_JOB, campaign.id, since=now, case_id=case_id, now=now)
    return campaign


def open_batch(campaign_id: int, now: datetime) -> int:
    """Open the cases of the next 100 agencies; return how many. The last batch declares the round open.

    Nothing is opened in a round that was closed meanwhile.
    """
    campaign = lock_campaign(campaign_id)
    if campaign.status is not CampaignStatus.opening:
        return 0
    submissions = db.session.scalars(
        select(Submission)
        .options(joinedload(Submission.agency, innerjoin=True))
        .where(Submission.campaign_id == campaign_id, Submission.case_id.is_(None))
        .order_by(Submission.id)
        .limit(batches.SIZE)
    ).all()
    for submission in submissions:
        _open_report(campaign, submission, now)
    if len(submissions) < batches.SIZE:
        campaign.status, campaign.opened_at = CampaignStatus.open, now
        record(Subject("campaign", campaign.id), "campaign.opened", SYSTEM, now)
    return len(submissions)


def _open_report(campaign: Campaign, submission: Submission, now: datetime) -> None:
    new = NewCase(
        REPORT_PROCESS,
        submission.agency,
        campaign.title,
        facts={
            "campaign_id": campaign.id,
            "year": campaign.period_year,
            "head_by": long_date(campaign.head_by) if campaign.head_by else "",
            "plan_tasks": plan_tasks_to_report(campaign, submission.agency),
        },
        deadline=_deadline_of(campaign),
    )
    case, _ = start_case(new, actor=SYSTEM, now=now)
    submission.case_id = case.id


def _deadline_of(campaign: Campaign) -> Deadline:
    """Return the round's date for a report of it, with what it is worked out from."""
    last_day, _ = last_day_of(campaign.due_on, inclusive=not campaign.due_is_exclusive)
    reading = cast(Reading, campaign.reading)
    return Deadline(campaign.remind_by, campaign.due_at, campaign.overdue_after, last_day=last_day, reading=reading)
