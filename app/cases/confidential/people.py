"""The people around a case: who sees it while it is open, who holds its work, who may know of it now."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from app.cases.access import openly_known_to
from app.cases.models import Case, CasePerson, TaskStatus, UserTask
from app.extensions import db
from app.organisation.models import Agency, RoleGrant, Seat, User
from app.organisation.roles import SEAT_ROLES, Role

Held = tuple[Role, Agency | None]  # a role, and the agency where it comes with a seat


@dataclass(frozen=True)
class Person:
    """Somebody who sees the case while it is open, and what they are."""

    id: int
    name: str
    held: Sequence[Held]

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that were granted to them."""
        return frozenset(role for role, agency in self.held if agency is None)


def candidates(case: Case) -> list[Person]:
    """Return everybody who sees the case, or works on it, while it is open, and who is named on it.

    Whoever may be named is among them: restricting a case takes sight away and gives it to nobody.
    """
    is_named = User.id.in_(select(CasePerson.user_id).where(CasePerson.case_id == case.id))
    known = or_(openly_known_to(case), is_named)
    users = db.session.scalars(
        select(User).where(User.disabled_at.is_(None), known).order_by(User.sort_key, User.id)
    ).all()
    held = _held({user.id for user in users})
    return [Person(user.id, user.name, held.get(user.id, ())) for user in users]


def _held(user_ids: Collection[int]) -> Mapping[int, list[Held]]:
    found: defaultdict[int, list[Held]] = defaultdict(list)
    for user_id, role in db.session.execute(
        select(RoleGrant.user_id, RoleGrant.role).where(RoleGrant.user_id.in_(user_ids)).order_by(RoleGrant.id)
    ):
        found[user_id].append((role, None))
    sits = or_(Seat.holder_id.in_(user_ids), Seat.deputy_id.in_(user_ids))
    for seat in db.session.scalars(select(Seat).where(sits).order_by(Seat.id)):
        for user_id in [one for one in (seat.holder_id, seat.deputy_id) if one is not None and one in user_ids]:
            found[user_id].append((seat.role, seat.agency))
    return found


def named_on(case_id: int) -> frozenset[int]:
    """Return who is named on the case, by keys."""
    return frozenset(db.session.scalars(select(CasePerson.user_id).where(CasePerson.case_id == case_id)))


def names_on(case_id: int) -> list[str]:
    """Return the names of those who are named on the case."""
    query = select(User.name).join(CasePerson, CasePerson.user_id == User.id).where(CasePerson.case_id == case_id)
    return list(db.session.scalars(query.order_by(User.sort_key, User.id)))


def open_tasks(case_ids: Collection[int]) -> Sequence[UserTask]:
    """Return what waits on the cases."""
    query = select(UserTask).where(UserTask.case_id.in_(case_ids), UserTask.status == TaskStatus.open)
    return db.session.scalars(query.order_by(UserTask.id)).all()


def holders(tasks: Sequence[UserTask]) -> frozenset[int]:
    """Return whose the tasks are: who took them on, else the seat (holder and deputy) where they wait."""
    found = {task.assignee_id for task in tasks if task.assignee_id is not None}
    for task in tasks:
        if task.assignee_id is None and task.role in SEAT_ROLES and task.agency_id is not None:
            seat = select(Seat.holder_id, Seat.deputy_id).where(
                Seat.agency_id == task.agency_id, Seat.role == task.role
            )
            found |= {user_id for row in db.session.execute(seat) for user_id in row if user_id is not None}
    if not found:
        return frozenset()
    return frozenset(db.session.scalars(select(User.id).where(User.id.in_(found), User.disabled_at.is_(None))))


def left_alone(tasks: Sequence[UserTask], people: Collection[int]) -> list[UserTask]:
    """Return the tasks that none of these people may do."""
    granted: defaultdict[Role | None, set[int]] = defaultdict(set)
    for role, user_id in db.session.execute(
        select(RoleGrant.role, RoleGrant.user_id)
        .join(User, User.id == RoleGrant.user_id)
        .where(RoleGrant.user_id.in_(people), User.disabled_at.is_(None))
    ):
        granted[role].add(user_id)
    return [task for task in tasks if not (granted[task.role] if _is_granted(task) else holders([task]) & set(people))]


def _is_granted(task: UserTask) -> bool:
    return task.role is not None and task.role not in SEAT_ROLES


def has_coordinator(people: Collection[int]) -> bool:
    """Whether one of the people is a coordinator with an open account."""
    query = select(RoleGrant.id).join(User, User.id == RoleGrant.user_id)
    one = query.where(RoleGrant.user_id.in_(people), RoleGrant.role == Role.coordinator, User.disabled_at.is_(None))
    return db.session.scalar(one.limit(1)) is not None
