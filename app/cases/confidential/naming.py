"""A restricted case whose coordinators have all left: the leadership is told, and somebody names a new one.

Whoever names a coordinator learns the number of the case and how much waits on it, nothing else; the coordinator named
then sees it, and each reading is noted like anybody's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import func, select

from app.cases.access import may_name_coordinators, without_coordinator
from app.cases.confidential.kinds import along_with
from app.cases.confidential.people import named_on
from app.cases.errors import CaseNotFound
from app.cases.locking import lock_case
from app.cases.models import Case, CasePerson, TaskStatus, UserTask
from app.cases.telling import Words, people_of, tell_people
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.models import Agency, RoleGrant, User
from app.organisation.roles import Actor, Role
from app.organisation.texts import N_
from app.timeline.log import Subject, record

NAMED = "case.coordinator_named"
PAGE = "/cases/without-coordinator"


@dataclass(frozen=True)
class Left:
    """What may be said of a case without a coordinator: its number, when it began, what waits, how many know of it."""

    case_id: int
    started_at: datetime
    waiting: int
    people: int


@dataclass(frozen=True)
class Naming:
    """Who is to coordinate a case from now on, by key, and why."""

    case_id: int
    user_id: int
    reason: str


def left_cases(actor: Actor) -> list[Left]:
    """Return the restricted cases without a coordinator, the oldest first. Raises Forbidden."""
    if not may_name_coordinators(actor):
        raise Forbidden
    waiting = select(func.count(UserTask.id)).where(UserTask.case_id == Case.id, UserTask.status == TaskStatus.open)
    people = (
        select(func.count(CasePerson.id))
        .join(User, User.id == CasePerson.user_id)
        .where(CasePerson.case_id == Case.id, User.disabled_at.is_(None))
    )
    columns = select(Case.id, Case.started_at, waiting.scalar_subquery(), people.scalar_subquery())
    rows = db.session.execute(columns.where(without_coordinator()).order_by(Case.id))
    return [Left(*row) for row in rows]


def coordinators() -> Sequence[User]:
    """Return the coordinators with an open account, by name."""
    granted = select(RoleGrant.user_id).where(RoleGrant.role == Role.coordinator)
    query = select(User).where(User.id.in_(granted), User.disabled_at.is_(None))
    return db.session.scalars(query.order_by(User.sort_key, User.id)).all()


def name_coordinator(naming: Naming, *, actor: Actor, now: datetime) -> Case:
    """Let a coordinator know of a case that has none, with what goes along; the leadership and they are told.

    Raises Forbidden, CaseNotFound (also of a case that still has a coordinator), Invalid.
    """
    if not may_name_coordinators(actor):
        raise Forbidden
    along = [lock_case(case_id) for case_id in along_with(naming.case_id)]  # as in service.py: these first
    case = lock_case(naming.case_id)
    if db.session.scalar(select(Case.id).where(Case.id == case.id, without_coordinator())) is None:
        raise CaseNotFound
    chosen = next((user for user in coordinators() if user.id == naming.user_id), None)
    if chosen is None:
        raise Invalid({"coordinator": [N_("Choose a coordinator of the list.")]})
    for one in (case, *(other for other in along if other.is_confidential)):
        if chosen.id not in named_on(one.id):
            db.session.add(CasePerson(case_id=one.id, user_id=chosen.id))
        told = {"because": case.id} if one is not case else {}
        record(Subject("case", one.id), NAMED, actor, now, reason=naming.reason, who=chosen.name, **told)
    db.session.flush()  # the mail to whom it concerns now asks who may know of it
    _tell_named(case, chosen, naming, actor, now)
    return case


def tell_leadership(now: datetime) -> int:
    """Write to the leadership once a month of each case that has no coordinator; return how many cases there are."""
    left = db.session.scalars(select(Case.id).where(without_coordinator()).order_by(Case.id)).all()
    for case_id in left:
        words = partial(_words_of_left, case_id)
        tell_people(_leadership(), "case_without_coordinator", f"{case_id}:{now:%Y-%m}", words, now, page=PAGE)
    return len(left)


def _tell_named(case: Case, chosen: User, naming: Naming, actor: Actor, now: datetime) -> None:
    """Tell the leadership, who read no more than the number, and the coordinator, who may know of the case."""
    key = f"{case.id}:{now.isoformat()}"
    values = {"number": case.id, "who": chosen.name, "by": actor.name, "reason": naming.reason}
    tell_people(_leadership(), "coordinator_named", key, partial(_words_of_naming, values), now, page=PAGE)
    words, page = partial(_words_to_chosen, values), f"/cases/{case.id}"
    tell_people([chosen], "coordinator_named_to", key, words, now, page=page, case_id=case.id)


def _words_of_left(number: int) -> Words:
    return (
        _("Restricted case #%(number)s has no coordinator", number=number),
        _("Every coordinator named on restricted case #%(number)s has left, so nobody can change who may know of it. "
          "Name a coordinator on this page:", number=number),
    )  # fmt: skip


def _words_of_naming(values: Mapping[str, Any]) -> Words:
    return (
        _("Restricted case #%(number)s has a coordinator again", **values),
        _("%(by)s named %(who)s as the coordinator of restricted case #%(number)s, since it had none left. Reason: "
          "%(reason)s", **values),
    )  # fmt: skip


def _words_to_chosen(values: Mapping[str, Any]) -> Words:
    return (
        _("You coordinate restricted case #%(number)s from now on", **values),
        _("Every coordinator named on restricted case #%(number)s has left, and %(by)s named you. Reason: "
          "%(reason)s Only the people named on it may know of it, and each reading is noted.", **values),
    )  # fmt: skip


def _leadership() -> list[User]:
    """Return who answers for the department: its leaders, and whoever sits as its head."""
    leaders = select(RoleGrant.user_id).where(RoleGrant.role == Role.leader)
    found = {user.id: user for user in db.session.scalars(select(User).where(User.id.in_(leaders)))}
    code = current_app.config["DEPARTMENT_CODE"]
    department = db.session.scalar(select(Agency).where(Agency.code == code))
    if department is not None:
        found |= {user.id: user for user in people_of(department, {Role.agency_head})}
    return [user for _key, user in sorted(found.items()) if user.disabled_at is None]
