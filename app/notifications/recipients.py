"""Whose work a task is: who is told that it has arrived and reminded of its deadline."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select

from app.cases.models import Case, CasePerson, UserTask
from app.extensions import db
from app.organisation.models import RoleGrant, Seat, User
from app.organisation.roles import SEAT_ROLES, Role


@dataclass(frozen=True)
class Recipient:
    """A person with an open account."""

    id: int
    address: str


@dataclass(frozen=True)
class Work:
    """What decides whose a task is."""

    task_id: int
    case_id: int
    agency_id: int | None
    role: Role | None
    assignee_id: int | None
    is_confidential: bool

    @classmethod
    def of(cls, task: UserTask, case: Case) -> "Work":
        """Return what decides whose the task of this case is."""
        return cls(task.id, case.id, task.agency_id, task.role, task.assignee_id, case.is_confidential)

    @property
    def is_shared(self) -> bool:
        """Whether nobody in particular does it: everybody with the role may claim it."""
        return self.assignee_id is None and self.role not in SEAT_ROLES


def recipients_of(tasks: Sequence[Work]) -> dict[int, list[Recipient]]:
    """Return, by task, whom it concerns, in at most three queries however many tasks there are.

    Whoever claimed it, as long as it is theirs to do; else the holder of the agency's seat, or the deputy where
    nobody holds it; else everybody with the role. On a confidential case only persons named on it.
    """
    seated = _seated({task.agency_id for task in tasks if task.role in SEAT_ROLES and task.agency_id})
    granted = _granted({task.role for task in tasks if task.role and task.role not in SEAT_ROLES})
    named = _named({task.case_id for task in tasks if task.is_confidential})
    return {task.task_id: _chosen(task, seated, granted, named) for task in tasks}


def _chosen(
    task: Work,
    seated: Mapping[tuple[int | None, Role], list[Recipient]],
    granted: Mapping[Role, list[Recipient]],
    named: Mapping[int, set[int]],
) -> list[Recipient]:
    if task.role is None:
        return []
    at_seat = task.role in SEAT_ROLES
    able = seated.get((task.agency_id, task.role), []) if at_seat else granted.get(task.role, [])
    if task.is_confidential:
        able = [person for person in able if person.id in named.get(task.case_id, ())]
    claimed = [person for person in able if person.id == task.assignee_id]
    return claimed or (able[:1] if at_seat else able)


def _seated(agency_ids: Iterable[int]) -> Mapping[tuple[int | None, Role], list[Recipient]]:
    """Return the people of each seat of the agencies, the holder first."""
    people: defaultdict[tuple[int | None, Role], list[Recipient]] = defaultdict(list)
    wanted = sorted(agency_ids)
    if not wanted:
        return people
    rows = db.session.connection().execute(_SEATED, {"agencies": wanted})
    for agency_id, role, user_id, email, is_holder in rows:
        people[agency_id, role].insert(0 if is_holder else 1, Recipient(user_id, email))
    return people


def _granted(roles: Iterable[Role]) -> Mapping[Role, list[Recipient]]:
    people: defaultdict[Role, list[Recipient]] = defaultdict(list)
    wanted = sorted(roles)
    if not wanted:
        return people
    for role, user_id, email in db.session.connection().execute(_GRANTED, {"roles": wanted}):
        people[role].append(Recipient(user_id, email))
    return people


def _named(case_ids: Iterable[int]) -> Mapping[int, set[int]]:
    named: defaultdict[int, set[int]] = defaultdict(set)
    wanted = sorted(case_ids)
    if not wanted:
        return named
    for case_id, user_id in db.session.execute(
        select(CasePerson.case_id, CasePerson.user_id).where(CasePerson.case_id.in_(wanted))
    ):
        named[case_id].add(user_id)
    return named


# Built once: every task that opens asks them.
_SEATED = (
    select(Seat.agency_id, Seat.role, User.id, User.email, User.id == Seat.holder_id)
    .join(User, or_(User.id == Seat.holder_id, User.id == Seat.deputy_id))
    .where(Seat.agency_id.in_(bindparam("agencies", expanding=True)), User.disabled_at.is_(None))
)
_GRANTED = (
    select(RoleGrant.role, User.id, User.email)
    .join(User, User.id == RoleGrant.user_id)
    .where(RoleGrant.role.in_(bindparam("roles", expanding=True)), User.disabled_at.is_(None))
    .order_by(User.id)
)
