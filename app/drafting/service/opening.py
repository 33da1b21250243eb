"""Open the drafting of a year's plan, freeze who is asked, and open their cases in batches that survive a crash."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from app.cases import batches
from app.cases.hooks import Completion, on_completed
from app.cases.models import Case
from app.cases.opening import set_deadline
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.deadlines.moments import Deadline, fixed_date
from app.deadlines.wording import long_date, short_date
from app.drafting.carrying import rows_to_propose
from app.drafting.models import Drafting, DraftingStatus, PlanProposal, ProposalState
from app.drafting.queries import department
from app.drafting.roster import count_members, members, require_one
from app.drafting.service.only_one import refuse_second_beginning, refuse_second_opening
from app.drafting.service.records import drafting_of_case, note
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency
from app.organisation.roles import SYSTEM, Actor, Role
from app.organisation.texts import N_
from app.plans.models import Plan, PlanStatus
from app.timeline.log import Subject, record

PROCESS, TASK = "annual_plan", "open_drafting"
PROPOSAL_PROCESS, OPEN_JOB = "plan_proposal", "open_proposals"
FINANCE = "STC"  # the code of the finance department in most registers; the form may name another agency
FOR_PROPOSALS, FOR_OPINIONS = timedelta(days=21), timedelta(days=45)  # proposed; the coordinator may change both


def begin_drafting(*, actor: Actor, now: datetime) -> Case:
    """Start the drafting of next year's plan: the coordinator gets the task of opening it.

    Raises Forbidden, DraftingRunning.
    """
    if not actor.has(Role.coordinator):
        raise Forbidden
    facts = _first_entries(local_date(now))
    refuse_second_beginning(PROCESS, int(facts["year"]), facts["title"])
    case, _ = start_case(NewCase(PROCESS, department(), facts["title"], facts=facts), actor=actor, now=now)
    return case


def _first_entries(today: date) -> dict[str, Any]:
    year = today.year + 1
    finance = db.session.scalar(select(Agency.code).where(Agency.code == FINANCE))
    return {
        "title": f"Kế hoạch về tiêu chuẩn, đo lường, chất lượng năm {year}",
        "legal_basis": "\n".join(_basis(plan) for plan in _many_years(year)),
        "year": str(year),
        "period_from": date(year, 1, 1).isoformat(),
        "period_to": date(year, 12, 31).isoformat(),
        "proposals_due": (today + FOR_PROPOSALS).isoformat(),
        "opinions_due": (today + FOR_OPINIONS).isoformat(),
        "report_due_on": date(year, 11, 30).isoformat(),
        "report_due_is_exclusive": True,
        "finance_agency": finance or "",
        "roster": ["department"],
    }


def _many_years(year: int) -> list[Plan]:
    """Return the plans in force, those first that were issued first; annual ones of earlier years are no basis."""
    in_force = db.session.scalars(select(Plan).where(Plan.status == PlanStatus.in_force).order_by(Plan.issued, Plan.id))
    drafted = set(db.session.scalars(select(Drafting.plan_id).where(Drafting.year < year)))
    return [plan for plan in in_force if plan.id not in drafted]


def _basis(plan: Plan) -> str:
    day = f" ngày {short_date(plan.issued)}" if plan.issued else ""
    return f"Kế hoạch số {plan.number}{day} của {plan.issuer or 'UBND tỉnh'}" if plan.number else plan.title


@on_completed(PROCESS)
def _opened(completion: Completion) -> Mapping[str, Any] | None:
    if completion.task.element == TASK:
        _create(completion)
    return None


def _create(completion: Completion) -> None:
    data, case, now = completion.data, completion.case, completion.now
    today = local_date(now)
    finance = require_one(data["finance_agency"], "finance_agency", today)
    deadline = _deadline_of(data, today)
    if not count_members(data["roster"], today):
        raise Invalid({"roster": [N_("No agency belongs to the chosen groups.")]})
    refuse_second_opening(int(data["year"]), data["title"])
    drafting = Drafting(
        case_id=case.id,
        title=data["title"],
        year=int(data["year"]),
        legal_basis=data["legal_basis"],
        instructions=data.get("instructions") or "",
        period_from=_day(data, "period_from"),
        period_to=_day(data, "period_to"),
        proposals_due=_day(data, "proposals_due"),
        opinions_due=_day(data, "opinions_due"),
        report_due_on=_day(data, "report_due_on"),
        report_due_is_exclusive=bool(data.get("report_due_is_exclusive")),
        roster=json.dumps(data["roster"]),
        finance_agency_id=finance.id,
        overdue_after=deadline.overdue_after,
        status=DraftingStatus.opening,
    )
    db.session.add(drafting)
    db.session.flush()  # the case carries its key
    case.title = drafting.title
    facts = {"drafting_id": drafting.id, "finance_agency": finance.code, "opinions_due": data["opinions_due"]}
    case.facts = json.dumps(facts)
    set_deadline(case, deadline)
    record(Subject("case", case.id), "drafting.opened", completion.actor, now, title=drafting.title, year=drafting.year)


def _deadline_of(data: Mapping[str, Any], today: date) -> Deadline:
    if _day(data, "period_to") < _day(data, "period_from"):
        raise Invalid({"period_to": [N_("The period of the plan ends before it begins.")]})
    due = _day(data, "proposals_due")
    if due < today:
        raise Invalid({"proposals_due": [N_("This deadline has passed already.")]})
    if _day(data, "opinions_due") <= due:
        raise Invalid({"opinions_due": [N_("Opinions are asked for after the proposals are in. Choose a later day.")]})
    return fixed_date(due, inclusive=True, calendar=office_calendar())


def _day(data: Mapping[str, Any], key: str) -> date:
    return date.fromisoformat(data[key])


def freeze_roster(case_id: int, now: datetime) -> None:
    """Write down who is asked, as of `now`, and queue the opening of their cases; done before, nothing happens."""
    drafting = drafting_of_case(case_id)
    if drafting.frozen_at is not None:
        return
    blank = {"state": ProposalState.not_started, "is_nil": False, "rows": "[]", "row_count": 0}
    asked = members(json.loads(drafting.roster), local_date(now))
    db.session.execute(insert(PlanProposal), [{"drafting_id": drafting.id, "agency_id": one, **blank} for one in asked])
    drafting.frozen_at = now
    note(drafting, "drafting.roster_frozen", SYSTEM, now, agencies=len(asked))
    batches.begin(OPEN_JOB, drafting.id, since=now, case_id=case_id, now=now)


def open_batch(drafting_id: int, now: datetime) -> int:
    """Open the cases of the next 100 agencies; return how many. The last batch says that collecting has begun.

    Nothing is opened once collecting has been ended meanwhile.
    """
    drafting = db.session.get_one(Drafting, drafting_id, with_for_update=True, populate_existing=True)
    if drafting.status is not DraftingStatus.opening:
        return 0
    waiting = db.session.scalars(
        select(PlanProposal)
        .options(joinedload(PlanProposal.agency, innerjoin=True))
        .where(PlanProposal.drafting_id == drafting_id, PlanProposal.case_id.is_(None))
        .order_by(PlanProposal.id)
        .limit(batches.SIZE)
    ).all()
    for proposal in waiting:
        _open(drafting, proposal, now)
    if len(waiting) < batches.SIZE:
        drafting.status = DraftingStatus.collecting
        note(drafting, "drafting.collecting", SYSTEM, now)
    return len(waiting)


def _open(drafting: Drafting, proposal: PlanProposal, now: datetime) -> None:
    carried = rows_to_propose(proposal.agency, drafting.year)
    new = NewCase(
        PROPOSAL_PROCESS,
        proposal.agency,
        f"Đề xuất nhiệm vụ cho {drafting.title}",
        facts={
            "drafting_id": drafting.id,
            "year": drafting.year,
            "due_in_words": long_date(drafting.proposals_due),
            "rows": [row.entries for row in carried],
            "origins": [row.origin for row in carried],
        },
        deadline=fixed_date(drafting.proposals_due, inclusive=True, calendar=office_calendar()),
    )
    case, _ = start_case(new, actor=SYSTEM, now=now)
    proposal.case_id = case.id
