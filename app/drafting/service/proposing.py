"""An agency's proposal on its way: written, signed or returned by the head, taken in or returned by the department."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.cases import hooks
from app.cases.hooks import Completion, on_completed
from app.cases.models import UserTask
from app.cases.opening import set_deadline
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.drafting.models import PlanProposal, ProposalState
from app.drafting.queries import is_open
from app.drafting.service.opening import PROPOSAL_PROCESS
from app.drafting.service.records import locked_drafting
from app.drafting.service.rows import add_proposed
from app.drafting.times import require_times
from app.errors import Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.timeline.log import Subject, record

WRITE, SIGN, TAKE_IN = "write_proposal", "sign_proposal", "take_in"


def proposal_of(case_id: int) -> PlanProposal | None:
    """Return the proposal that the case is about; None for a case that nobody's drafting asked for."""
    return db.session.scalar(select(PlanProposal).where(PlanProposal.case_id == case_id))


@on_completed(PROPOSAL_PROCESS)
def _stepped(completion: Completion) -> Mapping[str, Any] | None:
    proposal = proposal_of(completion.case.id)
    if proposal is not None:
        {WRITE: _written, SIGN: _signed, TAKE_IN: _looked_at}[completion.task.element](proposal, completion)
    return None


def _written(proposal: PlanProposal, completion: Completion) -> None:
    write_down(proposal, completion.data)
    proposal.state = ProposalState.with_head


def write_down(proposal: PlanProposal, data: Mapping[str, Any]) -> None:
    """Keep what the agency proposes, as its form gives it; raise Invalid for no task at all and for unclear times."""
    is_nil = bool(data.get("is_nil"))
    rows: list[dict[str, Any]] = [] if is_nil else data.get("rows") or []
    if not is_nil and not rows:
        raise Invalid({"rows": [N_("Enter at least one task, or tick that the agency proposes none.")]})
    require_times([row["time"] for row in rows], proposal.drafting.year, "rows")
    proposal.is_nil, proposal.row_count = is_nil, len(rows)
    proposal.rows = json.dumps(rows, ensure_ascii=False)


def _signed(proposal: PlanProposal, completion: Completion) -> None:
    if completion.data["head_decision"] == "return":
        proposal.state = ProposalState.drafting
        return
    arrive(proposal, completion.now)


def arrive(proposal: PlanProposal, at: datetime) -> None:
    """Let the department have the proposal since `at`; late is judged by the first time."""
    proposal.state, proposal.submitted_at = ProposalState.submitted, at
    proposal.first_submitted_at = proposal.first_submitted_at or at


def _looked_at(proposal: PlanProposal, completion: Completion) -> None:
    if completion.data["take_in_decision"] == "accept":
        if not is_open(proposal.drafting):
            raise Invalid({"take_in_decision": [N_("The draft has gone on. Take this in when it comes back.")]})
        return
    by = date.fromisoformat(completion.data["resubmit_by"])
    if by < local_date(completion.now):
        raise Invalid({"resubmit_by": [N_("Choose today or a later day.")]})
    proposal.state, proposal.returned_at = ProposalState.returned, completion.now
    set_deadline(completion.case, fixed_date(by, inclusive=True, calendar=office_calendar()))


def accept(case_id: int, now: datetime) -> None:
    """Take the rows of the proposal into the draft; taken in before, nothing happens."""
    proposal = proposal_of(case_id)
    if proposal is None or proposal.state is ProposalState.accepted:
        return
    drafting = locked_drafting(proposal.drafting_id)
    proposal.state, proposal.accepted_at = ProposalState.accepted, now
    rows = json.loads(proposal.rows)
    record(Subject("case", case_id), "proposal.accepted", SYSTEM, now, rows=len(rows))
    add_proposed(drafting, proposal, rows, now)


def _work_began(task: UserTask, _now: datetime) -> None:
    if task.element == WRITE:
        proposal = proposal_of(task.case_id)
        if proposal is not None and proposal.state is ProposalState.not_started:
            proposal.state = ProposalState.drafting


if _work_began not in hooks.work_started:
    hooks.work_started.append(_work_began)
