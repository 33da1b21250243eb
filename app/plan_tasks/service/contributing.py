"""The lead agency asks coordinating agencies for their part: a light case each, until what they give is enough."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from app.cases import hooks
from app.cases.access import require_case
from app.cases.companions import begin_ending, opened_for
from app.cases.hooks import Completion, on_completed
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus, Relation
from app.cases.opening import set_deadline
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency
from app.organisation.roles import SEAT_ROLES, Actor
from app.organisation.texts import N_
from app.plan_tasks.errors import AskedAlready, NotWithTheAgency
from app.plan_tasks.models import Assignment, AssignmentState, Contribution, ContributionState
from app.plan_tasks.service.following import follow
from app.plan_tasks.service.opening import PROCESS as LEAD_PROCESS
from app.plan_tasks.service.records import contribution_of_case, require_assignment
from app.plan_tasks.service.suspending import let_take_part
from app.timeline.log import Subject, record

PROCESS = "contribution"
MOST_AT_ONCE = 100
WORKING = (AssignmentState.in_progress, AssignmentState.with_head, AssignmentState.returned)
UNSETTLED = (ContributionState.asked, ContributionState.given, ContributionState.returned)


def may_ask(actor: Actor, agency_id: int) -> bool:
    """Whether the actor may ask in the lead agency's name: its focal point or its head."""
    return any(actor.sits_at(agency_id, role) for role in SEAT_ROLES)


def ask_contributions(
    case_id: int, agency_ids: Sequence[int], request: str, until: date, *, actor: Actor, now: datetime
) -> list[Case]:
    """Ask agencies for their part by the end of `until`; each gets a case of its own and sees the lead's.

    Raises CaseNotFound, AssignmentNotFound, Forbidden, NotWithTheAgency, AskedAlready, Invalid.
    """
    case = require_case(actor, lock_case(case_id))
    assignment = require_assignment(case.id)
    if not may_ask(actor, assignment.agency_id):
        raise Forbidden
    if assignment.state not in WORKING:
        raise NotWithTheAgency
    agencies = _agencies(agency_ids, assignment)
    _require_entries(agencies, request, until, now)
    return [_ask(case, assignment, agency, request.strip(), until, actor, now) for agency in agencies]


def _agencies(agency_ids: Sequence[int], assignment: Assignment) -> list[Agency]:
    wanted = set(agency_ids) - {assignment.agency_id}
    unsettled = select(Contribution.agency_id).where(
        Contribution.assignment_id == assignment.id, Contribution.state.in_(UNSETTLED)
    )
    if wanted & set(db.session.scalars(unsettled)):
        raise AskedAlready
    return list(db.session.scalars(select(Agency).where(Agency.id.in_(wanted)).order_by(Agency.sort_key)))


def _require_entries(agencies: Sequence[Agency], request: str, until: date, now: datetime) -> None:
    errors: dict[str, list[str]] = {}
    if not agencies:
        errors["agencies"] = [N_("Choose at least one agency.")]
    if len(agencies) > MOST_AT_ONCE:
        errors["agencies"] = [N_("Choose at most 100 agencies at once.")]
    if not request.strip():
        errors["request"] = [N_("Say what you need from them.")]
    if until <= local_date(now):
        errors["until"] = [N_("Choose a day after today.")]
    if errors:
        raise Invalid(errors)


def _ask(
    case: Case, assignment: Assignment, agency: Agency, request: str, until: date, actor: Actor, now: datetime
) -> Case:
    record(Subject("case", case.id), "plan_task.contribution_asked", actor, now, agency=agency.name, text=request)
    deadline = fixed_date(until, inclusive=True, calendar=office_calendar())
    new = NewCase(
        PROCESS,
        agency,
        f"Phối hợp: {case.title}"[:400],
        facts={"lead": case.agency.code, "request": request, "assignment_id": assignment.id},
        deadline=deadline,
        relations=((assignment.agency_id, Relation.coordinating),),
    )
    contribution_case, _ = start_case(new, actor=actor, now=now)
    let_take_part(case.id, agency.id)
    db.session.add(
        Contribution(
            assignment_id=assignment.id,
            agency_id=agency.id,
            case_id=contribution_case.id,
            request=request,
            state=ContributionState.asked,
            asked_at=now,
            asked_by_id=actor.id,
            due_at=deadline.due_at,
            overdue_after=deadline.overdue_after,
            text="",
        )
    )
    return contribution_case


@on_completed(PROCESS)
def _follow(completion: Completion) -> Mapping[str, Any] | None:
    steps = {"contribute": _given, "accept_contribution": _judged, "decide_waiting": _waited}
    step = steps.get(completion.task.element)
    if step is not None:
        step(completion, contribution_of_case(completion.case.id))
    return None


def _given(completion: Completion, contribution: Contribution | None) -> None:
    if contribution is None:
        return  # a case of this process started by hand
    contribution.state, contribution.given_at = ContributionState.given, completion.now
    contribution.text = completion.data["contribution"]


def _judged(completion: Completion, contribution: Contribution | None) -> None:
    if completion.data["contribution_decision"] == "return":
        _give_time(completion)
        state = ContributionState.returned
    else:
        state = ContributionState.accepted
    _settle(completion, contribution, state)


def _waited(completion: Completion, contribution: Contribution | None) -> None:
    if completion.data["waiting"] == "wait":
        _give_time(completion)
        state = ContributionState.asked
    else:
        state = ContributionState.waived
    _settle(completion, contribution, state)


def _give_time(completion: Completion) -> None:
    day = date.fromisoformat(completion.data["contribute_by"])
    if day <= local_date(completion.now):
        raise Invalid({"contribute_by": [N_("Choose a day after today.")]})
    set_deadline(completion.case, fixed_date(day, inclusive=True, calendar=office_calendar()))
    follow(completion.case, completion.now)


def _settle(completion: Completion, contribution: Contribution | None, state: ContributionState) -> None:
    if contribution is None:
        return
    contribution.state = state
    if state not in UNSETTLED:
        contribution.settled_at = completion.now
        main = db.session.get_one(Assignment, contribution.assignment_id)
        action = f"plan_task.contribution_{state.value}"
        words = {"agency": contribution.agency.name}
        record(Subject("case", main.case_id or 0), action, completion.actor, completion.now, **words)


@opened_for(LEAD_PROCESS)
def _contributions(case_id: int) -> Select[Any]:
    """Return the cases of the parts that others were asked for."""
    mine = select(Contribution.case_id).join(Assignment, Assignment.id == Contribution.assignment_id)
    return mine.where(Assignment.case_id == case_id)


def _give_up_the_rest(case: Case, now: datetime) -> None:
    """Ask nobody any more for a part of a task that has ended; a part whose own case ends is given up."""
    key = case.process_key
    if key == LEAD_PROCESS:
        begin_ending(case, now)
    elif key == PROCESS and case.status is CaseStatus.cancelled:
        contribution = contribution_of_case(case.id)
        if contribution is not None and contribution.state in UNSETTLED:
            contribution.state, contribution.settled_at = ContributionState.waived, now


if _give_up_the_rest not in hooks.case_ended:
    hooks.case_ended.append(_give_up_the_rest)
