"""Read policies for their pages: what they say, where they speak, what they once said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.cases.access import not_hidden
from app.cases.models import Case, TaskStatus, UserTask
from app.deadlines.ladders import LADDERS, STANDARD, Ladder
from app.extensions import db
from app.notifications.duties import duties_of
from app.notifications.policies.book import Policy, assignments, current_policies, policies_of
from app.notifications.policies.labels import SCOPES, name_of
from app.notifications.policies.models import PolicyVersion, ReminderPolicy, Scope
from app.notifications.policies.steps import from_json
from app.organisation.models import User
from app.organisation.roles import Actor
from app.processes.models import Definition, DefinitionElement
from app.reports.models import Campaign, Obligation, Submission

_USER_TASK = "user_task"


@dataclass(frozen=True)
class Place:
    """Something a policy can speak for; `policy` is the one it was given, None: the diagram's."""

    scope: Scope
    subject: str
    name: str
    policy: str | None = None

    @property
    def value(self) -> str:
        """Return how forms name it."""
        return f"{self.scope.value}:{self.subject}"


@dataclass(frozen=True)
class Listed:
    """A policy in the list, with how many open tasks it speaks for."""

    policy: Policy
    tasks: int
    places: int


@dataclass(frozen=True)
class Version:
    """What a policy said in one version; number 0 is the shipped one."""

    number: int
    ladder: Ladder
    name: Any
    saved_at: datetime | None = None
    saved_by: str = ""


def listed(actor: Actor) -> list[Listed]:
    """Return every policy with what it is used for, as far as the actor may know."""
    tasks, used = open_tasks_by_policy(actor), Counter(assignments().values())
    used.update(element.reminders or STANDARD for _key, _name, element in _user_tasks())
    return [Listed(policy, tasks.get(key, 0), used[key]) for key, policy in current_policies().items()]


def open_tasks_by_policy(actor: Actor) -> dict[str, int]:
    """Return how many open tasks each policy speaks for: one pass that counts, then one task of each kind.

    Work of restricted cases on which the actor is not named is not counted.
    """
    kinds = db.session.connection().execute(
        select(func.count(), func.min(UserTask.id))
        .select_from(UserTask)
        .join(Case, Case.id == UserTask.case_id)
        .outerjoin(Submission, Submission.case_id == Case.id)
        .outerjoin(Campaign, Campaign.id == Submission.campaign_id)
        .where(UserTask.status == TaskStatus.open, UserTask.remind_by.is_not(None), not_hidden(actor))
        .group_by(
            UserTask.reminders,
            func.coalesce(UserTask.definition_id, Case.definition_id),
            UserTask.element,
            Campaign.obligation_id,
        )
    )
    count_of = {sample: count for count, sample in kinds}
    counted: dict[str, int] = {}
    for sample, policy in policies_of(duties_of(list(count_of))).items():
        counted[policy.key] = counted.get(policy.key, 0) + count_of[sample]
    return counted


def places() -> list[Place]:
    """Return everything a policy can be given to: duties in force, processes and their user tasks as last deployed."""
    given = assignments()

    def place(scope: Scope, subject: str, name: str) -> Place:
        return Place(scope, subject, name, given.get((scope, subject)))

    duties = db.session.execute(select(Obligation.id, Obligation.title).where(Obligation.is_active))
    found = [place(Scope.obligation, str(row.id), row.title) for row in duties]
    processes = db.session.execute(select(Definition.key, Definition.name).where(Definition.is_latest))
    found += [place(Scope.process, row.key, row.name) for row in processes]
    found += [
        place(Scope.element, f"{process}/{element.element}", f"{name}: {element.name}")
        for process, name, element in _user_tasks()
    ]
    return found


def place_named(value: str) -> Place | None:
    """Return the place that a form names, if there is one."""
    return next((place for place in places() if place.value == value), None)


def places_of(key: str) -> list[Place]:
    """Return what the policy was given to; a duty that has ended or a step that is gone too."""
    known = {(place.scope, place.subject): place for place in places()}
    return [
        known.get((scope, subject)) or Place(scope, subject, f"{SCOPES[scope]} {subject}", key)
        for (scope, subject), policy in sorted(assignments().items())
        if policy == key
    ]


def named_in_diagrams(key: str) -> list[str]:
    """Return the user tasks, as last deployed, whose diagram names the policy (or none, for the standard one)."""
    return [
        _("%(process)s: %(task)s", process=name, task=element.name)
        for _key, name, element in _user_tasks()
        if (element.reminders or STANDARD) == key
    ]


def versions(key: str) -> list[Version]:
    """Return what the policy said in each version, the newest first."""
    rows = db.session.execute(
        select(PolicyVersion, User.name)
        .join(ReminderPolicy, ReminderPolicy.id == PolicyVersion.policy_id)
        .outerjoin(User, User.id == PolicyVersion.saved_by_id)
        .where(ReminderPolicy.key == key)
        .order_by(PolicyVersion.number.desc())
    )
    saved = [
        Version(version.number, from_json(version.steps), version.name, version.saved_at, by or "")
        for version, by in rows
    ]
    shipped = [Version(0, LADDERS[key], name_of(Policy(key, LADDERS[key])))] if key in LADDERS else []
    return saved + shipped


def _user_tasks() -> Sequence[tuple[str, str, DefinitionElement]]:
    rows = db.session.execute(
        select(Definition.key, Definition.name, DefinitionElement)
        .join(DefinitionElement, DefinitionElement.definition_id == Definition.id)
        .where(Definition.is_latest, DefinitionElement.kind == _USER_TASK)
        .order_by(Definition.key, DefinitionElement.position)
    )
    return [(key, name, element) for key, name, element in rows]
