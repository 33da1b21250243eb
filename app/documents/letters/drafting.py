"""Draft letters: one to all the chosen agencies, or one to each, in batches that survive a crash."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from sqlalchemy import insert

from app.cases import jobs
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.documents.letters.candidates import Candidate, candidates
from app.documents.letters.composing import Drafting, asked_of, compose
from app.documents.letters.errors import NobodyToChase, RoundNotOpen
from app.documents.letters.models import Letter, LetterAgency, LetterKind, LetterOrder
from app.documents.letters.rules import require_drafter
from app.documents.paper import Paper, paper_to_json
from app.errors import Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.reports.models import Campaign, CampaignStatus
from app.reports.service.opening import lock_campaign
from app.timeline.log import Subject, record

JOB = "draft_letters"
BATCH = 100
FURTHEST = timedelta(days=184)
DAYS_TO_FILE = 5  # working days that the first proposal leaves


def draft(campaign_id: int, drafting: Drafting, *, actor: Actor, now: datetime) -> LetterOrder:
    """Draft the letters. The first hundred at once; the rest of one to each is left to jobs.

    Raises Forbidden, RoundNotOpen, Invalid (a day that is no good), NobodyToChase.
    """
    require_drafter(actor)
    campaign = lock_campaign(campaign_id)
    if campaign.status is not CampaignStatus.open:
        raise RoundNotOpen
    _check_day(drafting.asked.ask_before, local_date(now), office_calendar())
    inside = candidates(campaign, now, drafting.chosen).inside
    if not inside:
        raise NobodyToChase
    is_each = drafting.is_each and drafting.kind is LetterKind.chase
    order = LetterOrder(
        campaign_id=campaign.id,
        kind=drafting.kind,
        is_each=is_each,
        asked=json.dumps(asdict(drafting.asked), ensure_ascii=False, default=date.isoformat),
        wanted=len(inside),
        chosen=json.dumps([candidate.submission.id for candidate in inside]),
        left_out=len(set(drafting.chosen or ()) - {candidate.submission.id for candidate in inside}),
        drafted_at=now,
        drafted_by_id=actor.id,
    )
    db.session.add(order)
    db.session.flush()  # its letters refer to it
    if is_each:
        _draft_to_each(order, campaign, inside[:BATCH], now)
    else:
        _add(order, campaign, compose(campaign, inside, drafting, now), inside, now)
        order.handled = len(inside)
    record(
        Subject("campaign", campaign.id),
        "letters.drafted",
        actor,
        now,
        kind=order.kind,
        order=order.id,
        agencies=len(inside),
        each=is_each,
    )
    return order


def draft_batch(order_id: int, now: datetime) -> int:
    """Draft the letters of the next hundred agencies of an order; return how many agencies were looked at.

    Who is no longer late is left out and counted. Nothing is drafted for an order that was discarded.
    """
    order = db.session.get_one(LetterOrder, order_id, with_for_update=True, populate_existing=True)
    if order.is_discarded:
        return 0
    ids: list[int] = json.loads(order.chosen)[order.handled : order.handled + BATCH]
    inside = candidates(order.campaign, now, frozenset(ids)).inside
    order.left_out += len(ids) - len(inside)
    _draft_to_each(order, order.campaign, inside, now, looked_at=len(ids))
    return len(ids)


def first_proposal(today: date, calendar: WorkingCalendar) -> date:
    """Return the working day before which five working days remain, today not counted."""
    return calendar.add_working_days(today, DAYS_TO_FILE + 1)


def _draft_to_each(
    order: LetterOrder, campaign: Campaign, inside: Sequence[Candidate], now: datetime, looked_at: int | None = None
) -> None:
    drafting = Drafting(order.kind, True, asked_of(order))
    for candidate in inside:
        _add(order, campaign, compose(campaign, [candidate], drafting, now), [candidate], now)
    order.handled += len(inside) if looked_at is None else looked_at
    if order.handled < order.wanted:
        jobs.enqueue(
            kind=JOB,
            subject=f"{order.id}:{order.handled}",
            due_at=order.drafted_at,
            case_id=campaign.case_id,
            payload={"order_id": order.id},
            now=now,
        )


def _add(order: LetterOrder, campaign: Campaign, paper: Paper, named: Sequence[Candidate], now: datetime) -> None:
    first = named[0].late.name if order.kind is LetterKind.chase else paper.addressees[0]
    letter = Letter(
        order_id=order.id,
        campaign_id=campaign.id,
        kind=order.kind,
        to=first,
        paper=paper_to_json(paper),
        ask_before=asked_of(order).ask_before,
        drafted_at=now,
    )
    db.session.add(letter)
    db.session.flush()  # the agencies refer to it
    rows = [
        {
            "letter_id": letter.id,
            "submission_id": candidate.submission.id,
            "agency_id": candidate.submission.agency_id,
            "missing": candidate.late.missing,
        }
        for candidate in named
    ]
    db.session.execute(insert(LetterAgency), rows)


def _check_day(ask_before: date, today: date, calendar: WorkingCalendar) -> None:
    """Raise Invalid unless the day works, a whole working day remains before it, and it is not a slip of the pen."""
    if not today < ask_before <= today + FURTHEST:
        raise Invalid({"ask_before": [N_("Choose a working day within the next six months.")]})
    if not calendar.is_working_day(ask_before):
        raise Invalid({"ask_before": [N_("This is a day off. Choose a working day.")]})
    if calendar.working_days_between(today, ask_before) < 2:
        raise Invalid({"ask_before": [N_("Leave at least one whole working day before this day.")]})
