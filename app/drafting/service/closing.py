"""End the collecting: what never reached the department ends, what did is still looked at."""

from datetime import datetime

from sqlalchemy import Select, select

from app.cases import batches
from app.cases.cancelling import cancel_case
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus
from app.drafting.models import Drafting, DraftingStatus, PlanProposal, ProposalState
from app.drafting.service.records import drafting_of_case, note
from app.extensions import db
from app.organisation.roles import SYSTEM

CLOSE_JOB = "close_proposals"
UNSENT = (ProposalState.not_started, ProposalState.drafting, ProposalState.with_head, ProposalState.returned)


def begin_closing(case_id: int, now: datetime) -> None:
    """End the collecting; done before, nothing happens."""
    drafting = drafting_of_case(case_id)
    if drafting.closed_at is not None:
        return
    drafting.status, drafting.closed_at = DraftingStatus.closing, now
    note(drafting, "drafting.closing", SYSTEM, now)
    batches.begin(CLOSE_JOB, drafting.id, since=now, case_id=case_id, now=now)


def close_batch(drafting_id: int, now: datetime) -> int:
    """Cancel the next 100 cases whose proposal never came; return how many were looked at."""
    unsent = db.session.execute(_unsent(drafting_id)).all()
    for proposal_id, case_id in unsent:
        _close(proposal_id, case_id, now)
    drafting = db.session.get_one(Drafting, drafting_id, with_for_update=True, populate_existing=True)
    if len(unsent) < batches.SIZE and drafting.status is DraftingStatus.closing:
        drafting.status = DraftingStatus.consolidating
    return len(unsent)


def close_latecomers(drafting_id: int, now: datetime) -> None:
    """Cancel what came too late to be taken in: once the plan is issued nobody can do anything with it."""
    late = select(Case.id).join(PlanProposal, PlanProposal.case_id == Case.id)
    running = late.where(PlanProposal.drafting_id == drafting_id, Case.status == CaseStatus.running)
    for case_id in db.session.scalars(running.order_by(Case.id)).all():
        if lock_case(case_id).status is CaseStatus.running:
            cancel_case(case_id, "Kế hoạch đã được ban hành", actor=SYSTEM, now=now)


def _unsent(drafting_id: int) -> Select[int, int]:
    return (
        select(PlanProposal.id, Case.id)
        .join(Case, Case.id == PlanProposal.case_id)
        .where(
            PlanProposal.drafting_id == drafting_id,
            PlanProposal.state.in_(UNSENT),
            Case.status == CaseStatus.running,
        )
        .order_by(PlanProposal.id)
        .limit(batches.SIZE)
    )


def _close(proposal_id: int, case_id: int, now: datetime) -> None:
    """Cancel the case, unless its proposal was sent while we waited for the lock."""
    case = lock_case(case_id)
    proposal = db.session.get_one(PlanProposal, proposal_id, populate_existing=True)
    if proposal.state in UNSENT and case.status is CaseStatus.running:
        cancel_case(case_id, "Hết đợt thu đề xuất", actor=SYSTEM, now=now)
