"""Which policy speaks about a task: the obligation's, the user task's, the process's, the diagram's, or `standard`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.cases.models import UserTask
from app.deadlines.ladders import LADDERS, STANDARD, Ladder
from app.extensions import db
from app.notifications.duties import Duty, duties_of
from app.notifications.policies.models import PolicyAssignment, PolicyVersion, ReminderPolicy, Scope
from app.notifications.policies.steps import from_json
from app.processes.models import Definition
from app.reports.history import ladder_of
from app.reports.models import Campaign, Submission


@dataclass(frozen=True)
class Policy:
    """A ladder and the key it is known by; `name` is empty for a shipped one that nobody has changed."""

    key: str
    ladder: Ladder
    name: str = ""
    version: int = 0  # 0: as shipped


def current_policies() -> dict[str, Policy]:
    """Return every policy as it stands, the shipped ones first, in one query."""
    policies = {key: Policy(key, ladder) for key, ladder in LADDERS.items()}
    newest = select(func.max(PolicyVersion.id)).group_by(PolicyVersion.policy_id)
    rows = db.session.connection().execute(
        select(ReminderPolicy.key, PolicyVersion.name, PolicyVersion.number, PolicyVersion.steps)
        .join(PolicyVersion, PolicyVersion.policy_id == ReminderPolicy.id)
        .where(PolicyVersion.id.in_(newest))
        .order_by(ReminderPolicy.id)
    )
    for key, name, number, steps in rows:
        policies[key] = Policy(key, from_json(steps), name, number)
    return policies


def policies_of(duties: Sequence[Duty], *, instead: Policy | None = None) -> Mapping[int, Policy]:
    """Return each task's policy by the task's key, in at most four queries.

    `instead` stands for the saved policy of its key, to see what a change would do.
    """
    policies = current_policies()
    if instead is not None:
        policies[instead.key] = instead
    given = assignments()
    obligations = _obligations(duties) if any(scope is Scope.obligation for scope, _ in given) else {}
    processes = process_keys() if any(scope is not Scope.obligation for scope, _ in given) else {}
    return {
        duty.task_id: policies[_key(duty, given, obligations.get(duty.case_id), processes.get(duty.definition_id))]
        for duty in duties
    }


def ladder_of_task(task: UserTask) -> Ladder:
    """Return the ladder that speaks about one task."""
    return policies_of(duties_of([task.id]))[task.id].ladder


def assignments() -> dict[tuple[Scope, str], str]:
    """Return what policies were given to: (scope, subject) → the policy's key."""
    rows = db.session.connection().execute(
        select(PolicyAssignment.scope, PolicyAssignment.subject, ReminderPolicy.key).join(
            ReminderPolicy, ReminderPolicy.id == PolicyAssignment.policy_id
        )
    )
    return {(scope, subject): key for scope, subject, key in rows}


def process_keys() -> dict[int, str]:
    """Return the process key of each definition."""
    return {row.id: row.key for row in db.session.connection().execute(select(Definition.id, Definition.key))}


def reach() -> tuple[int, int]:
    """Return how many calendar days ahead and back a task's limit can lie for a step to fall on today.

    Working days with their weekends, and a month for Tết, swapped days and limits that roll over days off.
    """
    ladders = [policy.ladder for policy in current_policies().values()]
    before, after = max(ladder.before for ladder in ladders), max(ladder.after for ladder in ladders)
    return before * 7 // 5 + 30, after * 7 // 5 + 30


def _key(duty: Duty, given: Mapping[tuple[Scope, str], str], obligation: int | None, process: str | None) -> str:
    if not given:
        return duty.reminders or STANDARD
    return (
        given.get((Scope.obligation, str(obligation)))
        or given.get((Scope.element, f"{process}/{duty.element}"))
        or given.get((Scope.process, str(process)))
        or duty.reminders
        or STANDARD
    )


def _obligations(duties: Sequence[Duty]) -> dict[int, int]:
    """Return the obligation each of the tasks' cases reports on."""
    cases = {duty.case_id for duty in duties}
    rows = db.session.connection().execute(
        select(Submission.case_id, Campaign.obligation_id)
        .join(Campaign, Campaign.id == Submission.campaign_id)
        .where(Submission.case_id.in_(cases), Campaign.obligation_id.is_not(None))
    )
    return {row.case_id: row.obligation_id for row in rows}


if ladder_of_task not in ladder_of:
    ladder_of.append(ladder_of_task)
