"""What becomes of a drafting whose case is ended without a result, and of what agencies were asked in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from app.cases import hooks
from app.cases.companions import opened_for
from app.cases.models import Case, CaseStatus
from app.drafting.models import OVER, Drafting, DraftingStatus, PlanOpinion, PlanProposal
from app.drafting.service.opening import PROCESS
from app.extensions import db


@opened_for(PROCESS)
def _proposals(case_id: int) -> Select[Any]:
    """Return the cases of the agencies' proposals."""
    mine = select(PlanProposal.case_id).join(Drafting, Drafting.id == PlanProposal.drafting_id)
    return mine.where(Drafting.case_id == case_id)


@opened_for(PROCESS)
def _opinions(case_id: int) -> Select[Any]:
    """Return the cases of the opinions on the draft, of every round."""
    mine = select(PlanOpinion.case_id).join(Drafting, Drafting.id == PlanOpinion.drafting_id)
    return mine.where(Drafting.case_id == case_id)


def _ended(case: Case, now: datetime) -> None:
    if case.status is not CaseStatus.cancelled or case.process_key != PROCESS:
        return
    wanted = select(Drafting).where(Drafting.case_id == case.id).with_for_update()
    drafting = db.session.scalar(wanted.execution_options(populate_existing=True))
    if drafting is not None and drafting.status not in OVER:
        drafting.status = DraftingStatus.ended
        drafting.closed_at = drafting.closed_at or now


if _ended not in hooks.case_ended:
    hooks.case_ended.append(_ended)
