"""Read draftings: who has proposed, the rows of a draft page by page, its totals, the opinions on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from sqlalchemy import ColumnElement, case, func, literal, or_, select, union_all
from sqlalchemy.orm import joinedload

from app.cases.models import TaskStatus, UserTask
from app.clock import local_date
from app.database import UTCDateTime
from app.drafting.errors import DraftingNotFound
from app.drafting.models import (
    Drafting,
    DraftingStatus,
    DraftRow,
    PaperReply,
    PlanOpinion,
    PlanProposal,
    ProposalState,
    TimeRequest,
)
from app.extensions import db
from app.organisation.models import Agency

ARRIVED = (ProposalState.submitted, ProposalState.accepted)
EDITED_AT = ("consolidate", "revise_draft")  # the tasks at which the draft's rows are changed
_STILL_COLLECTED = (DraftingStatus.opening, DraftingStatus.collecting, DraftingStatus.closing)


@dataclass(frozen=True)
class Counts:
    """How collecting stands: by state, and by flag."""

    total: int
    states: dict[ProposalState, int]
    late: int
    nil: int
    opened: int

    @property
    def missing(self) -> int:
        """How many proposals the department does not have."""
        return self.total - sum(self.states[state] for state in ARRIVED)


@dataclass(frozen=True)
class Totals:
    """What the rows of a draft add up to; money in thousands of VND."""

    kept: int = 0
    dropped: int = 0
    funding: int = 0
    allocated: int = 0
    unallocated: int = 0  # kept rows that ask for money and were given no amount


def is_late(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a proposal came after its limit, or has not come and `now` is after it."""
    limit = func.coalesce(PlanProposal.overdue_after, Drafting.overdue_after)
    return func.coalesce(PlanProposal.first_submitted_at, literal(now, UTCDateTime())) > limit


def draftings(limit: int = 100) -> Sequence[Drafting]:
    """Return the draftings, newest first."""
    return db.session.scalars(select(Drafting).order_by(Drafting.id.desc()).limit(limit)).all()


def require_drafting(drafting_id: int) -> Drafting:
    """Return the drafting; raise DraftingNotFound."""
    drafting = db.session.get(Drafting, drafting_id)
    if drafting is None:
        raise DraftingNotFound
    return drafting


def drafting_of(case_id: int) -> Drafting | None:
    """Return the drafting that the annual_plan case runs; None before it was opened."""
    return db.session.scalar(select(Drafting).where(Drafting.case_id == case_id))


def counts_of(drafting_ids: Collection[int], now: datetime) -> dict[int, Counts]:
    """Return the counts of several draftings, in one query."""
    found = db.session.execute(
        select(
            PlanProposal.drafting_id,
            PlanProposal.state,
            func.count(),
            func.sum(case((is_late(now), 1), else_=0)),
            func.sum(case((PlanProposal.is_nil, 1), else_=0)),
            func.count(PlanProposal.case_id),
        )
        .join(PlanProposal.drafting)
        .where(PlanProposal.drafting_id.in_(drafting_ids))
        .group_by(PlanProposal.drafting_id, PlanProposal.state)
    ).all()
    return {key: _added_up([row[1:] for row in found if row[0] == key]) for key in drafting_ids}


def _added_up(rows: Sequence[Sequence[object]]) -> Counts:
    by_state = {row[0]: int(str(row[1])) for row in rows}
    late, nil, opened = (sum(int(str(row[i] or 0)) for row in rows) for i in (2, 3, 4))
    return Counts(sum(by_state.values()), {one: by_state.get(one, 0) for one in ProposalState}, late, nil, opened)


def proposals(
    drafting_id: int, now: datetime, *, state: ProposalState | None = None, late: bool = False, after: int = 0,
    limit: int = 50,
) -> Sequence[tuple[PlanProposal, bool]]:  # fmt: skip
    """Return (proposal, is late) in the frozen order, from the one after id `after` on."""
    conditions: list[ColumnElement[bool]] = [PlanProposal.drafting_id == drafting_id, PlanProposal.id > after]
    conditions += [PlanProposal.state == state] if state else []
    conditions += [is_late(now)] if late else []
    query = (
        select(PlanProposal, is_late(now))
        .join(PlanProposal.drafting)
        .options(joinedload(PlanProposal.agency))
        .where(*conditions)
        .order_by(PlanProposal.id)
        .limit(limit)
    )
    return [(row[0], bool(row[1])) for row in db.session.execute(query)]


def missing_agencies(drafting_id: int, limit: int = 30) -> tuple[Sequence[str], int]:
    """Return the names of agencies whose proposal is not here (the first ones), and how many there are."""
    absent = (PlanProposal.drafting_id == drafting_id, PlanProposal.state.not_in(ARRIVED))
    query = select(Agency.name).join(PlanProposal, PlanProposal.agency_id == Agency.id).where(*absent)
    total = db.session.scalar(select(func.count(PlanProposal.id)).where(*absent)) or 0
    return db.session.scalars(query.order_by(PlanProposal.id).limit(limit)).all(), total


def kept_rows(drafting_id: int, *, page: int | None = None, page_size: int = 20) -> Sequence[DraftRow]:
    """Return the rows of the draft in their order: a page of them counted from 1, or all."""
    query = (
        select(DraftRow)
        .options(joinedload(DraftRow.proposal).joinedload(PlanProposal.agency))
        .where(DraftRow.drafting_id == drafting_id, DraftRow.is_dropped.is_(False))
        .order_by(DraftRow.position, DraftRow.id)
    )
    if page is not None:
        query = query.offset((page - 1) * page_size).limit(page_size)
    return db.session.scalars(query).all()


def dropped_rows(drafting_id: int, limit: int = 100) -> Sequence[DraftRow]:
    """Return the rows that were dropped or merged into another, the latest first."""
    query = select(DraftRow).options(joinedload(DraftRow.proposal).joinedload(PlanProposal.agency))
    chosen = query.where(DraftRow.drafting_id == drafting_id, DraftRow.is_dropped.is_(True))
    return db.session.scalars(chosen.order_by(DraftRow.id.desc()).limit(limit)).all()


def totals_of(drafting_id: int) -> Totals:
    """Return what the rows add up to, in one query."""
    kept = DraftRow.is_dropped.is_(False)
    wants_money = (DraftRow.funding > 0) & DraftRow.allocated.is_(None)
    row = db.session.execute(
        select(
            func.coalesce(func.sum(case((kept, 1), else_=0)), 0),
            func.coalesce(func.sum(case((kept, 0), else_=1)), 0),
            func.coalesce(func.sum(case((kept, func.coalesce(DraftRow.funding, 0)), else_=0)), 0),
            func.coalesce(func.sum(case((kept, func.coalesce(DraftRow.allocated, 0)), else_=0)), 0),
            func.coalesce(func.sum(case((kept & wants_money, 1), else_=0)), 0),
        ).where(DraftRow.drafting_id == drafting_id)
    ).one()
    return Totals(*(int(value) for value in row))


def opinions_of(drafting_id: int) -> Sequence[PlanOpinion]:
    """Return what was asked of other agencies, the latest round first, in the order they were asked."""
    query = select(PlanOpinion).options(joinedload(PlanOpinion.agency)).where(PlanOpinion.drafting_id == drafting_id)
    return db.session.scalars(query.order_by(PlanOpinion.round.desc(), PlanOpinion.id)).all()


def replies_of(case_id: int) -> Sequence[PaperReply]:
    """Return what was recorded for agencies on the case, the latest first."""
    query = select(PaperReply).options(joinedload(PaperReply.agency), joinedload(PaperReply.attachment))
    return db.session.scalars(query.where(PaperReply.case_id == case_id).order_by(PaperReply.id.desc())).all()


def time_requests_of(case_id: int) -> Sequence[TimeRequest]:
    """Return the requests for more time for a proposal or an opinion, the latest first."""
    query = select(TimeRequest).where(TimeRequest.case_id == case_id).order_by(TimeRequest.id.desc())
    return db.session.scalars(query).all()


def closing_day(case_id: int) -> date | None:
    """Return the day by which the department's own step ends what the proposal or the opinion is part of.

    None once that step is over.
    """
    proposal = select(Drafting.case_id, literal("collect_proposals")).join(
        PlanProposal, PlanProposal.drafting_id == Drafting.id
    )
    opinion = select(Drafting.case_id, literal("follow_opinions")).join(
        PlanOpinion, PlanOpinion.drafting_id == Drafting.id
    )
    both = union_all(proposal.where(PlanProposal.case_id == case_id), opinion.where(PlanOpinion.case_id == case_id))
    found = db.session.execute(both).first()
    if found is None:
        return None
    step = select(UserTask.due_at).where(
        UserTask.case_id == found[0], UserTask.element == found[1], UserTask.status == TaskStatus.open
    )
    due_at = db.session.scalar(step.order_by(UserTask.id.desc()).limit(1))
    return local_date(due_at) if due_at else None


def round_of(drafting_id: int) -> int:
    """Return how often opinions were asked for so far; 0: not yet."""
    latest = select(func.max(PlanOpinion.round)).where(PlanOpinion.drafting_id == drafting_id)
    return int(db.session.scalar(latest) or 0)


def is_open(drafting: Drafting) -> bool:
    """Whether the rows of the draft may be changed: while proposals come, and while it is being consolidated."""
    if drafting.status in _STILL_COLLECTED:
        return True
    waits = select(UserTask.id).where(
        UserTask.case_id == drafting.case_id, UserTask.element.in_(EDITED_AT), UserTask.status == TaskStatus.open
    )
    return db.session.scalar(waits.limit(1)) is not None


def is_concerned(drafting: Drafting, agency_ids: Collection[int]) -> bool:
    """Whether one of the agencies was asked for money or for its opinion: it may read the draft."""
    if drafting.finance_agency_id in agency_ids:
        return True
    asked = select(PlanOpinion.id).where(
        PlanOpinion.drafting_id == drafting.id, or_(PlanOpinion.agency_id.in_(agency_ids)),
        PlanOpinion.case_id.is_not(None),
    )  # fmt: skip
    return bool(agency_ids) and db.session.scalar(asked.limit(1)) is not None


def department() -> Agency:
    """Return the department that runs this system."""
    return db.session.scalars(select(Agency).where(Agency.code == current_app.config["DEPARTMENT_CODE"])).one()
