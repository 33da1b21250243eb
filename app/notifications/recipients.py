"""Whose work a task is and who stands above it: who is told that it has arrived and reminded of its deadline."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, and_, bindparam, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from app.cases.models import Case, CasePerson, UserTask
from app.deadlines.ladders import Target
from app.extensions import db
from app.notifications.outcomes import Outcome
from app.organisation.models import Absence, RoleGrant, Seat, User
from app.organisation.roles import SEAT_ROLES, Role

_GRANTED_ROLES = {Target.coordinator: Role.coordinator, Target.leadership: Role.leader}


@dataclass(frozen=True)
class Recipient:
    """A person with an account."""

    id: int
    address: str
    is_open: bool = True  # else the account is closed
    is_away: bool = False
    stand_in_id: int | None = None  # whom they named while they are away; None: the deputy of each seat
    holds_seat: bool = False  # else its deputy


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
        return Work(task.id, case.id, task.agency_id, task.role, task.assignee_id, case.is_confidential)

    @property
    def is_shared(self) -> bool:
        """Whether nobody in particular does it: everybody with the role may claim it."""
        return self.assignee_id is None and self.role not in SEAT_ROLES


@dataclass(frozen=True)
class Found:
    """A person who is told (`hindrance` None), or would be and why not; no `person`: there is nobody."""

    person: Recipient | None
    hindrance: Outcome | None = None
    instead_of: int | None = None  # the person who is away


@dataclass(frozen=True)
class Roster:
    """The people of some tasks, read once: seats, granted roles, who is named, away or cannot be reached."""

    seats: Mapping[tuple[int, Role], Sequence[Recipient]]  # the holder first
    granted: Mapping[Role, Sequence[Recipient]]
    named: Mapping[int, Collection[int]]  # by confidential case
    unreachable: Collection[int] = frozenset()  # whose address bounces

    def find(self, work: Work, target: Target = Target.assignee) -> list[Found]:
        """Return who is told about the task as `target`, and those who are not and why; never nothing at all.

        Of a seat one person: the holder, or the deputy where nobody holds it or the holder is away. Of a granted role
        whoever claimed the task, else everybody. On a confidential case only persons named on it. Those who are away
        or whose mail comes back are told after all where nobody else can be: better than nobody.
        """
        people, is_one = self._asked(work, target)
        hindrances = [self._hindrance(work, person) for person in people]
        told = _with(None, people, hindrances)
        told = told or _with(Outcome.away, people, hindrances) or _with(Outcome.address_bounces, people, hindrances)
        told = told[:1] if is_one else told
        found, instead_of = [], None
        for person, hindrance in zip(people, hindrances, strict=True):
            if person in told:
                found.append(Found(person, None, instead_of))
                if is_one:
                    break
            elif hindrance is not None:
                found.append(Found(person, hindrance))
                instead_of = person.id if is_one and hindrance is Outcome.away else instead_of
        return found or [Found(None, Outcome.nobody)]

    def _asked(self, work: Work, target: Target) -> tuple[Sequence[Recipient], bool]:
        """Return the people in the order in which they are asked, and whether one of them is enough."""
        if target in _GRANTED_ROLES:
            return self.granted.get(_GRANTED_ROLES[target], ()), False
        if target is Target.assignee and work.role not in SEAT_ROLES:
            return self._of_role(work)
        if work.agency_id is None or work.role is None:
            return (), True
        seat = self.seats.get((work.agency_id, _seat_role(work, target)), ())
        if target is Target.deputy:
            return [person for person in seat if not person.holds_seat], True
        if target is Target.assignee:
            return sorted(seat, key=lambda person: person.id != work.assignee_id), True
        return seat, True

    def _of_role(self, work: Work) -> tuple[Sequence[Recipient], bool]:
        people = self.granted.get(work.role, ()) if work.role else ()
        claimed = [person for person in people if person.id == work.assignee_id]
        if not claimed or self._hindrance(work, claimed[0]) in (Outcome.account_closed, Outcome.not_named):
            return people, False
        return [*claimed, *(person for person in people if person.id == claimed[0].stand_in_id)], True

    def _hindrance(self, work: Work, person: Recipient) -> Outcome | None:
        if not person.is_open:
            return Outcome.account_closed
        if work.is_confidential and person.id not in self.named.get(work.case_id, ()):
            return Outcome.not_named
        if person.id in self.unreachable:
            return Outcome.address_bounces
        return Outcome.away if person.is_away else None


def read_roster(
    tasks: Sequence[Work],
    day: date,
    *,
    targets: Collection[Target] = (Target.assignee,),
    unreachable: Collection[int] = (),
) -> Roster:
    """Read the people of the tasks as of `day`, in at most three queries however many tasks there are."""
    roles = {task.role for task in tasks if task.role and task.role not in SEAT_ROLES}
    roles |= {_GRANTED_ROLES[target] for target in targets if target in _GRANTED_ROLES}
    at_seats = any(target not in _GRANTED_ROLES and target is not Target.assignee for target in targets)
    agencies = {task.agency_id for task in tasks if task.agency_id and (at_seats or task.role in SEAT_ROLES)}
    return Roster(
        seats=_seated(agencies, day),
        granted=_granted(roles, day),
        named=_named({task.case_id for task in tasks if task.is_confidential}),
        unreachable=frozenset(unreachable),
    )


def recipients_of(tasks: Sequence[Work], day: date) -> dict[int, list[Recipient]]:
    """Return, by task, whom it concerns on `day`, with those who stand in for whoever is away."""
    roster = read_roster(tasks, day)
    return {
        task.task_id: [found.person for found in roster.find(task) if found.person and found.hindrance is None]
        for task in tasks
    }


def _with(
    hindrance: Outcome | None, people: Sequence[Recipient], hindrances: Sequence[Outcome | None]
) -> list[Recipient]:
    return [person for person, found in zip(people, hindrances, strict=True) if found is hindrance]


def _seat_role(work: Work, target: Target) -> Role:
    if target is Target.agency_head:
        return Role.agency_head
    return work.role if work.role in SEAT_ROLES and work.role is not None else Role.focal_point


def _seated(agency_ids: Iterable[int], day: date) -> Mapping[tuple[int, Role], list[Recipient]]:
    """Return the people of each seat of the agencies, the holder first."""
    people: defaultdict[tuple[int, Role], list[Recipient]] = defaultdict(list)
    wanted = sorted(agency_ids)
    if not wanted:
        return people
    rows = db.session.connection().execute(_SEATED, {"agencies": wanted, "day": day})
    for row in rows:
        people[row.agency_id, row.role].insert(
            0 if row.is_holder else 1, _recipient(row, holds_seat=bool(row.is_holder))
        )
    return people


def _granted(roles: Iterable[Role], day: date) -> Mapping[Role, list[Recipient]]:
    people: defaultdict[Role, list[Recipient]] = defaultdict(list)
    wanted = sorted(roles)
    if not wanted:
        return people
    for row in db.session.connection().execute(_GRANTED, {"roles": wanted, "day": day}):
        people[row.role].append(_recipient(row))
    return people


def _recipient(row: Any, *, holds_seat: bool = False) -> Recipient:
    return Recipient(row.id, row.email, bool(row.is_open), bool(row.is_away), row.stand_in_id, holds_seat)


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


_PERSON = (
    User.id,
    User.email,
    User.disabled_at.is_(None).label("is_open"),
    Absence.id.is_not(None).label("is_away"),
    Absence.stand_in_id,
)
_AWAY = and_(
    Absence.user_id == User.id,
    Absence.first_day <= bindparam("day", type_=Date),
    Absence.last_day >= bindparam("day", type_=Date),
)


def _people_of(seats: InstrumentedAttribute[int | None], *, is_holder: bool) -> Select[*tuple[Any, ...]]:
    return (
        select(Seat.agency_id, Seat.role, literal(is_holder).label("is_holder"), *_PERSON)
        .join(User, User.id == seats)
        .outerjoin(Absence, _AWAY)
        .where(Seat.agency_id.in_(bindparam("agencies", expanding=True, literal_execute=True)))
    )


# Built once: every task that opens asks them. Two ways by index, for "holder or deputy" would read every person.
_SEATED = union_all(_people_of(Seat.holder_id, is_holder=True), _people_of(Seat.deputy_id, is_holder=False))
_GRANTED = (
    select(RoleGrant.role, *_PERSON)
    .join(User, User.id == RoleGrant.user_id)
    .outerjoin(Absence, _AWAY)
    .where(RoleGrant.role.in_(bindparam("roles", expanding=True)))
    .order_by(User.id)
)
