"""What follows when a step of an obstacle is completed, opens, or is the last one."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.amendments.queries import amendment_asked_by, running_amendment
from app.amendments.service.finishing import keep_facts
from app.amendments.service.starting import begin_amendment
from app.cases import hooks
from app.cases.access import sees_case
from app.cases.hooks import Completion, on_completed
from app.cases.models import Case, CaseStatus, UserTask
from app.errors import Invalid
from app.extensions import db
from app.obstacles.models import Obstacle, ObstacleState, Outcome
from app.obstacles.queries import obstacle_of_case
from app.obstacles.service import telling
from app.obstacles.service.blocking import hold, lift, pause, resume
from app.obstacles.service.raising import ESCALATION, PROCESS, plan_options
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.plans.models import Plan, PlanStatus
from app.timeline.log import Subject, record

_STATES = {
    "triage": ObstacleState.triage,
    "clarify": ObstacleState.clarifying,
    "give_guidance": ObstacleState.guiding,
    "confirm_solution": ObstacleState.confirming,
}
# How it ended when nobody said so: by where it stood.
_UNSAID = {ObstacleState.confirming: Outcome.silent, ObstacleState.clarifying: Outcome.unclear}


@on_completed(PROCESS)
def _stepped(completion: Completion) -> Mapping[str, Any] | None:
    act = {"triage": _triaged, "clarify": _clarified, "confirm_solution": _confirmed}.get(completion.task.element)
    obstacle = obstacle_of_case(completion.case.id)
    if act is not None and obstacle is not None:
        hold(obstacle)
        act(obstacle, completion)
    return None


@on_completed(ESCALATION)
def _escalated(completion: Completion) -> Mapping[str, Any] | None:
    act = {"draft_submission": _drafted, "carry_out": _carried_out}.get(completion.task.element)
    if act is not None:
        act(completion)
    return None


def _triaged(obstacle: Obstacle, completion: Completion) -> None:
    """Join it with an equal one, or see whether reminders rest while it is worked on."""
    data = completion.data
    if data["triage_decision"] == "join":
        _join(obstacle, int(data["joined_to"]), completion)
        return
    if data.get("pauses_reminders"):
        pause(obstacle, actor=completion.actor, now=completion.now)
    else:
        resume(obstacle, actor=completion.actor, now=completion.now)


def _join(obstacle: Obstacle, number: int, completion: Completion) -> None:
    """Say that the obstacle is the same as another one: it blocks as long as that one does."""
    other = db.session.get(Obstacle, number)
    if other is None or not sees_case(completion.actor, other.case):
        raise Invalid({"joined_to": [N_("There is no obstacle of this number. Look it up in the list of obstacles.")]})
    if other.id == obstacle.id:
        raise Invalid({"joined_to": [N_("This is the number of this very obstacle. Enter that of the other one.")]})
    if other.closed_at is not None or other.state is ObstacleState.ended:
        raise Invalid({"joined_to": [N_("That obstacle has ended already. Choose one that is still worked on.")]})
    if other.case.is_confidential and not obstacle.case.is_confidential:
        raise Invalid({"joined_to": [N_("That obstacle is confidential, so this one cannot be joined with it.")]})
    record(Subject("case", other.case_id), "obstacle.joined", completion.actor, completion.now, number=obstacle.id)
    for joined in joined_with(obstacle.id):
        joined.joined_to_id = other.id
    obstacle.joined_to_id, obstacle.outcome = other.id, Outcome.joined
    telling.tell_joined(obstacle, other, completion.now)


def _clarified(obstacle: Obstacle, completion: Completion) -> None:
    """Keep what the agency says now; the timeline has what it said before."""
    data = completion.data
    obstacle.what, obstacle.cause, obstacle.proposal = data["what"], data["cause"], data["proposal"]
    obstacle.since = date.fromisoformat(data["since"])
    keep_facts(completion.case, **{name: data[name] for name in ("what", "since", "cause", "proposal")})


def _confirmed(obstacle: Obstacle, completion: Completion) -> None:
    if completion.data["confirm_decision"] == "solved":
        obstacle.outcome = Outcome.solved


def _drafted(completion: Completion) -> None:
    """Keep the title for those who sign and issue; offer the plans that are in force now."""
    keep_facts(completion.case, document_title=completion.data["document_title"], plans_in_force=plan_options())


def _carried_out(completion: Completion) -> None:
    """See whether the chosen plan can be amended, while another one can still be chosen."""
    data = completion.data
    if data["follow_up"] != "amend":
        return
    plan = db.session.get(Plan, int(data["plan"]))
    if plan is None or plan.status is not PlanStatus.in_force:
        raise Invalid({"plan": [N_("This plan is no longer in force. Choose its newest version.")]})
    running = running_amendment(plan.id)
    if running is not None and running.asked_by_case_id != completion.case.id:
        raise Invalid({"plan": [N_("This plan is being amended already. Add the change to that amendment.")]})
    wish = {"plan": plan.id, "reason": data["amendment_reason"], "at": completion.now.isoformat()}
    keep_facts(completion.case, wished_amendment=wish)


def open_amendment(case_id: int, now: datetime) -> None:
    """Begin the amendment that was decided on; done twice it is one, and one that still runs is gone on with."""
    case = db.session.get_one(Case, case_id)
    wish = json.loads(case.facts)["wished_amendment"]
    running = running_amendment(wish["plan"])
    if running is not None and running.asked_by_case_id == case_id:
        return
    if amendment_asked_by(case_id, since=datetime.fromisoformat(wish["at"])) is not None:
        return
    begin_amendment(wish["plan"], wish["reason"], actor=SYSTEM, now=now, asked_by_case_id=case_id)


def joined_with(obstacle_id: int) -> Sequence[Obstacle]:
    """Return the obstacles that were found to be the same as this one and still block."""
    query = select(Obstacle).where(Obstacle.joined_to_id == obstacle_id, Obstacle.closed_at.is_(None))
    return db.session.scalars(query.order_by(Obstacle.id)).all()


def _opened(case: Case, tasks: Sequence[UserTask], _now: datetime) -> None:
    """Follow with whom the obstacle is; a step of a called process means that it has been escalated."""
    if case.process_key != PROCESS:
        return
    obstacle = obstacle_of_case(case.id)
    if obstacle is not None:
        for task in tasks:
            in_own = task.definition_id in (None, case.definition_id)
            obstacle.state = _STATES.get(task.element, obstacle.state) if in_own else ObstacleState.escalated


def _ended(case: Case, now: datetime) -> None:
    """Let go of what the obstacle blocked, and what equal ones blocked; a joined one still waits for the other."""
    obstacle = obstacle_of_case(case.id) if case.process_key == PROCESS else None
    if obstacle is None:
        return
    hold(obstacle)
    stood, obstacle.state = obstacle.state, ObstacleState.ended
    if obstacle.outcome is Outcome.joined:
        return
    if case.status is CaseStatus.cancelled:
        obstacle.outcome = Outcome.cancelled
    outcome = obstacle.outcome = obstacle.outcome or _UNSAID.get(stood, Outcome.cancelled)
    lift(obstacle, outcome, now)
    for joined in joined_with(obstacle.id):
        lift(joined, outcome, now)
        telling.tell_ended(joined, obstacle, now)


if _ended not in hooks.case_ended:
    hooks.case_ended.append(_ended)
    hooks.tasks_opened.append(_opened)
