"""Open and close a round: roster frozen, one light case for each agency, in batches that survive a crash."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import insert, select

from app.cases import jobs
from app.cases.hooks import Completion, on_completed
from app.cases.models import Case, CaseStatus
from app.cases.opening import set_deadline
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.deadlines.moments import Deadline, fixed_date
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency
from app.organisation.roles import SYSTEM, Actor, Role
from app.reports.models import Campaign, CampaignStatus, Obligation, Submission, SubmissionState
from app.reports.queries import department
from app.reports.service.proposing import first_entries, plan_tasks_to_report
from app.timeline.log import Subject, record

PROCESS = "report_campaign"
REPORT_PROCESS = "agency_report"
OPEN_JOB = "open_reports"
CLOSE_JOB = "close_reports"
BATCH = 100


def prepare_round(obligation: Obligation | None, *, actor: Actor, now: datetime) -> Case:
    """Start a round (of the obligation, or ad hoc): the coordinator gets the task of preparing it."""
    if not actor.has(Role.coordinator):
        raise Forbidden
    facts = first_entries(obligation, local_date(now))
    case, _ = start_case(NewCase(PROCESS, department(), facts["title"], facts=facts), actor=actor, now=now)
    return case


@on_completed(PROCESS)
def _prepared(completion: Completion) -> Mapping[str, Any] | None:
    if completion.task.element == "prepare_campaign":
        _create_campaign(completion)
    return None


def _create_campaign(completion: Completion) -> Campaign:
    data, case, now = completion.data, completion.case, completion.now
    if not _roster_query(data["roster"], local_date(now)):
        raise Invalid({"roster": ["No agency belongs to the chosen groups."]})
    deadline = _deadline_of(data)
    campaign = Campaign(
        obligation_id=json.loads(case.facts).get("obligation_id"),
        case_id=case.id,
        title=data["title"],
        legal_basis=data["legal_basis"],
        instructions=data.get("instructions") or "",
        period_year=int(data["period_year"]),
        cut_off_from=date.fromisoformat(data["cut_off_from"]),
        cut_off_to=date.fromisoformat(data["cut_off_to"]),
        due_on=date.fromisoformat(data["due_on"]),
        due_is_exclusive=bool(data.get("due_is_exclusive")),
        remind_by=deadline.remind_by,
        due_at=deadline.due_at,
        overdue_after=deadline.overdue_after,
        explanation=json.dumps([{"vi": r.vi, "en": r.en} for r in deadline.explanation], ensure_ascii=False),
        status=CampaignStatus.preparing,
    )
    db.session.add(campaign)
    db.session.flush()  # the timeline and the case carry its id
    case.title = campaign.title
    case.facts = json.dumps({"campaign_id": campaign.id, "roster": data["roster"]})
    set_deadline(case, deadline)
    record(Subject("campaign", campaign.id), "campaign.prepared", completion.actor, now, title=campaign.title)
    return campaign


def _deadline_of(data: Mapping[str, Any]) -> Deadline:
    first, last, due = (date.fromisoformat(data[key]) for key in ("cut_off_from", "cut_off_to", "due_on"))
    if last < first:
        raise Invalid({"cut_off_to": ["The data window ends before it begins."]})
    return fixed_date(due, inclusive=not data.get("due_is_exclusive"), calendar=office_calendar())


def campaign_of_case(case_id: int) -> Campaign:
    """Return the campaign that the report_campaign case runs."""
    return db.session.scalars(select(Campaign).where(Campaign.case_id == case_id).with_for_update()).one()


def freeze_roster(case_id: int, now: datetime) -> Campaign:
    """Write down who owes the report, as of `now`, and queue the opening of their cases."""
    campaign = campaign_of_case(case_id)
    case = db.session.get_one(Case, case_id)
    agency_ids = _roster_query(json.loads(case.facts)["roster"], local_date(now))
    rows = [
        {
            "campaign_id": campaign.id,
            "agency_id": agency_id,
            "state": SubmissionState.not_started,
            "is_nil": False,
            "due_at": campaign.due_at,
            "overdue_after": campaign.overdue_after,
        }
        for agency_id in agency_ids
    ]
    db.session.execute(insert(Submission), rows)
    campaign.status, campaign.frozen_at = CampaignStatus.opening, now
    record(Subject("campaign", campaign.id), "campaign.roster_frozen", SYSTEM, now, agencies=len(rows))
    _queue(OPEN_JOB, campaign, 1, now)
    return campaign


def _roster_query(kinds: list[str], day: date) -> list[int]:
    own = current_app.config["DEPARTMENT_CODE"]
    return list(
        db.session.scalars(
            select(Agency.id)
            .where(
                Agency.kind.in_(kinds),
                Agency.code != own,
                Agency.valid_from <= day,
                (Agency.valid_to.is_(None)) | (Agency.valid_to >= day),
            )
            .order_by(Agency.sort_key, Agency.id)
        )
    )


def open_batch(campaign_id: int, number: int, now: datetime) -> int:
    """Open the cases of the next 100 agencies; return how many. The last batch declares the round open."""
    campaign = db.session.get_one(Campaign, campaign_id)
    submissions = db.session.scalars(
        select(Submission)
        .where(Submission.campaign_id == campaign_id, Submission.case_id.is_(None))
        .order_by(Submission.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    ).all()
    for submission in submissions:
        _open_report(campaign, submission, now)
    if len(submissions) == BATCH:
        _queue(OPEN_JOB, campaign, number + 1, now)
    else:
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
            "plan_tasks": plan_tasks_to_report(campaign, submission.agency_id),
        },
        deadline=Deadline(campaign.remind_by, campaign.due_at, campaign.overdue_after, ()),
    )
    case, _ = start_case(new, actor=SYSTEM, now=now)
    submission.case_id = case.id


def begin_closing(case_id: int, now: datetime) -> Campaign:
    """Close the round: reports not yet sent can no longer be, those with the department are still checked."""
    campaign = campaign_of_case(case_id)
    campaign.status, campaign.closed_at = CampaignStatus.closing, now
    record(Subject("campaign", campaign.id), "campaign.closing", SYSTEM, now)
    _queue(CLOSE_JOB, campaign, 1, now)
    return campaign


def close_batch(campaign_id: int, number: int, now: datetime) -> int:
    """Cancel the next 100 cases that never reached the department; return how many."""
    from app.cases.cancelling import cancel_case

    campaign = db.session.get_one(Campaign, campaign_id)
    unsent = (
        SubmissionState.not_started,
        SubmissionState.drafting,
        SubmissionState.with_head,
        SubmissionState.returned,
    )
    case_ids = db.session.scalars(
        select(Submission.case_id)
        .join(Case, Case.id == Submission.case_id)
        .where(
            Submission.campaign_id == campaign_id,
            Submission.state.in_(unsent),
            Case.status == CaseStatus.running,
        )
        .order_by(Submission.id)
        .limit(BATCH)
    ).all()
    for case_id in case_ids:
        if case_id is not None:
            cancel_case(case_id, campaign.title, actor=SYSTEM, now=now)
    if len(case_ids) == BATCH:
        _queue(CLOSE_JOB, campaign, number + 1, now)
    else:
        campaign.status = CampaignStatus.closed
        record(Subject("campaign", campaign.id), "campaign.closed", SYSTEM, now)
    return len(case_ids)


def _queue(kind: str, campaign: Campaign, number: int, now: datetime) -> None:
    jobs.enqueue(
        kind=kind,
        subject=f"{campaign.id}:{number}",
        due_at=campaign.frozen_at or now,
        case_id=campaign.case_id,
        payload={"campaign_id": campaign.id, "number": number},
        now=now,
    )
