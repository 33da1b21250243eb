"""Write policies: save a version, go back to an earlier one, say what a policy applies to."""

import re
from datetime import datetime

from sqlalchemy import delete, func, select

from app.deadlines.ladders import LADDERS, Ladder
from app.errors import Conflict, NotFound
from app.extensions import db
from app.notifications.policies.book import Policy, current_policies
from app.notifications.policies.labels import name_of
from app.notifications.policies.models import PolicyAssignment, PolicyVersion, ReminderPolicy, Scope
from app.notifications.policies.steps import from_json, to_json
from app.organisation.roles import Actor
from app.timeline.log import Subject, record
from app.vietnamese import search_key

KEY_AT_MOST = 60
RESERVED = ("new", "preview")  # pages beside those of the policies


class PolicyNotFound(NotFound):
    """No policy with this key was written."""

    message = "There is no such reminder policy."


class PolicyHasChanged(Conflict):
    """Somebody saved another version meanwhile."""

    slug = "policy-has-changed"
    message = "Somebody else has changed this policy in the meantime. Look at their version, then save yours again."


def policy_named(key: str) -> Policy:
    """Return the policy as it stands; raise PolicyNotFound."""
    policy = current_policies().get(key)
    if policy is None:
        raise PolicyNotFound
    return policy


def write_policy(name: str, ladder: Ladder, *, actor: Actor, now: datetime) -> str:
    """Write a new policy and return its key, which comes from its name."""
    key = _free_key(name)
    _add_version(_row(key, now), name, ladder, "policy.written", actor, now)
    return key


def change_policy(key: str, name: str, ladder: Ladder, *, since: int, actor: Actor, now: datetime) -> None:
    """Save another version; `since` is the one it started from. Raises PolicyNotFound, PolicyHasChanged.

    Open tasks follow it from the next wave on.
    """
    policy = policy_named(key)
    row = _row(key, now)
    if _newest(row) != since:
        raise PolicyHasChanged
    if (policy.ladder, policy.name or name_of(policy)) != (ladder, name):
        _add_version(row, name, ladder, "policy.changed", actor, now)


def restore_version(key: str, number: int, *, actor: Actor, now: datetime) -> None:
    """Let the policy say again what it said in version `number`; 0 is the shipped one."""
    policy_named(key)
    row = _row(key, now)
    if number == 0 and key in LADDERS:
        shipped = Policy(key, LADDERS[key])
        _add_version(row, str(name_of(shipped)), shipped.ladder, "policy.restored", actor, now, of=number)
        return
    version = db.session.scalar(
        select(PolicyVersion).where(PolicyVersion.policy_id == row.id, PolicyVersion.number == number)
    )
    if version is None:
        raise PolicyNotFound
    _add_version(row, version.name, from_json(version.steps), "policy.restored", actor, now, of=number)


def assign_policy(key: str, scope: Scope, subject: str, *, place: str, actor: Actor, now: datetime) -> None:
    """Let the policy speak for an obligation, a user task or a process; `place` is what people call it."""
    policy_named(key)
    row = _row(key, now)
    given = db.session.scalar(
        select(PolicyAssignment).where(PolicyAssignment.scope == scope, PolicyAssignment.subject == subject)
    )
    record(Subject("reminder_policy", row.id), "policy.assigned", actor, now, scope=scope.value, place=place)
    if given is None:
        given = PolicyAssignment(scope=scope, subject=subject)
        db.session.add(given)
    given.policy_id, given.assigned_at, given.assigned_by_id = row.id, now, actor.id
    db.session.flush()  # policies are read past the mapper


def unassign_policy(key: str, scope: Scope, subject: str, *, place: str, actor: Actor, now: datetime) -> None:
    """Let the next less specific policy speak again. Done twice it is done once."""
    row = _row(key, now)
    of_it = delete(PolicyAssignment).where(
        PolicyAssignment.policy_id == row.id, PolicyAssignment.scope == scope, PolicyAssignment.subject == subject
    )
    if db.session.connection().execute(of_it).rowcount:
        record(Subject("reminder_policy", row.id), "policy.unassigned", actor, now, scope=scope.value, place=place)


def _row(key: str, now: datetime) -> ReminderPolicy:
    """Return the policy's row, locked; a shipped one gets it with its first change."""
    row = db.session.scalar(select(ReminderPolicy).where(ReminderPolicy.key == key).with_for_update())
    if row is None:
        row = ReminderPolicy(key=key, created_at=now)
        db.session.add(row)
        db.session.flush()  # versions and timeline carry its key
    return row


def _newest(row: ReminderPolicy) -> int:
    return db.session.scalar(select(func.max(PolicyVersion.number)).where(PolicyVersion.policy_id == row.id)) or 0


def _add_version(
    row: ReminderPolicy, name: str, ladder: Ladder, action: str, actor: Actor, now: datetime, **facts: int
) -> None:
    number, steps = _newest(row) + 1, to_json(ladder)
    record(Subject("reminder_policy", row.id), action, actor, now, name=name, version=number, steps=steps, **facts)
    version = {"number": number, "name": name, "steps": steps}
    db.session.add(PolicyVersion(policy_id=row.id, saved_at=now, saved_by_id=actor.id, **version))
    db.session.flush()  # policies are read past the mapper


def _free_key(name: str) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", search_key(name)).strip("-")[:KEY_AT_MOST] or "policy"
    taken, key, number = {*current_policies(), *RESERVED}, base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key
