"""Restrict a case to named people, change who they are, and open it again.

What tells of the case goes along: see `restricted_along`. Those cases are locked first, as their own commands do, then
the case itself.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from app.cases.access import may_manage_cases, require_case
from app.cases.confidential.kinds import along_with, is_restrictable
from app.cases.confidential.people import (
    Person,
    candidates,
    has_coordinator,
    holders,
    left_alone,
    named_on,
    names_on,
    open_tasks,
)
from app.cases.errors import KindStaysOpen, NotRestricted
from app.cases.locking import lock_case
from app.cases.models import Case, CasePerson, UserTask
from app.errors import Forbidden, Invalid
from app.extensions import db
from app.organisation.roles import Actor
from app.organisation.texts import N_
from app.timeline.log import Subject, record

RESTRICTED, RENAMED, REOPENED = "case.restricted", "case.people_changed", "case.opened_again"


@dataclass(frozen=True)
class Choice:
    """Who may know of a case from now on, by keys, and why."""

    case_id: int
    people: frozenset[int]
    reason: str


@dataclass(frozen=True)
class Around:
    """Who could know of a case, who does, and who must because work of it is theirs."""

    case: Case
    people: Sequence[Person]
    named: frozenset[int]  # now; empty while it is open
    holding: frozenset[int]
    waiting: Sequence[UserTask]
    along: Sequence[int]  # the cases that go along

    @property
    def knowing(self) -> frozenset[int]:
        """Who knows of it as it is now."""
        return self.named if self.case.is_confidential else frozenset(person.id for person in self.people)

    def fixed(self, actor: Actor) -> frozenset[int]:
        """Return who stays whatever is chosen: who holds work of it, and the one who restricts it."""
        if actor.id is None or self.case.is_confidential:
            return self.holding
        return self.holding | {actor.id}

    @property
    def waiting_outside(self) -> int:
        """How many people would know of it again if it were opened."""
        return len([person for person in self.people if person.id not in self.knowing])


@dataclass(frozen=True)
class Preview:
    """What a choice would change."""

    keeping: Sequence[Person]
    losing: int  # people who would no longer know of the case
    gaining: int  # people who would learn of it


def around(case_id: int, *, actor: Actor) -> Around:
    """Return the people around a case, for a coordinator who sees it.

    Raises CaseNotFound, Forbidden, KindStaysOpen.
    """
    return _around(_manageable(db.session.get(Case, case_id), actor))


def preview(choice: Choice, *, actor: Actor) -> Preview:
    """Return what the choice would change; raises what `restrict` raises."""
    now = around(choice.case_id, actor=actor)
    chosen = _checked(now, choice, actor)
    keeping = [person for person in now.people if person.id in chosen]
    return Preview(keeping, len(now.knowing - chosen), len(chosen - now.knowing))


def restrict(choice: Choice, *, actor: Actor, now: datetime) -> Case:
    """Let only these people know of the case from now on, and those who hold its work.

    Raises CaseNotFound, Forbidden, KindStaysOpen, and Invalid (by field).
    """
    about = _around(_locked(choice.case_id, actor))
    chosen = _checked(about, choice, actor)
    if about.case.is_confidential and chosen == about.named:
        raise Invalid({"people": [N_("These people may know of the case already.")]})
    action = RENAMED if about.case.is_confidential else RESTRICTED
    for case in _with_those_along(about):
        _name(case, chosen)
        told = {"because": about.case.id} if case is not about.case else {}
        record(
            Subject("case", case.id), action, actor, now, reason=choice.reason, who="; ".join(names_on(case.id)), **told
        )
    return about.case


def open_again(case_id: int, reason: str, *, actor: Actor, now: datetime) -> Case:
    """Let everybody know of the case again who sees cases like it; what went along comes back along.

    Raises CaseNotFound, Forbidden, KindStaysOpen, NotRestricted.
    """
    about = _around(_locked(case_id, actor))
    if not about.case.is_confidential:
        raise NotRestricted
    for case in _with_those_along(about):
        case.is_confidential = False
        db.session.execute(delete(CasePerson).where(CasePerson.case_id == case.id))
        told = {"because": about.case.id} if case is not about.case else {}
        record(Subject("case", case.id), REOPENED, actor, now, reason=reason, **told)
    return about.case


def _manageable(case: Case | None, actor: Actor) -> Case:
    found = require_case(actor, case)
    if not may_manage_cases(actor):
        raise Forbidden
    if not is_restrictable(found):
        raise KindStaysOpen
    return found


def _locked(case_id: int, actor: Actor) -> Case:
    _manageable(db.session.get(Case, case_id), actor)
    for other in along_with(case_id):
        lock_case(other)
    return _manageable(lock_case(case_id), actor)


def _with_those_along(about: Around) -> list[Case]:
    return [about.case, *(lock_case(case_id) for case_id in about.along)]


def _around(case: Case) -> Around:
    along = along_with(case.id)
    waiting = open_tasks([case.id, *along])
    named = named_on(case.id) if case.is_confidential else frozenset()
    return Around(case, candidates(case), named, holders(waiting), waiting, along)


def _checked(about: Around, choice: Choice, actor: Actor) -> frozenset[int]:
    """Return the keys of those who are to know of it; raise Invalid unless the case can go on with them."""
    known = frozenset(person.id for person in about.people) | about.holding | about.named
    if not choice.people <= known:
        raise Invalid({"people": [N_("Choose people of the list.")]})
    chosen = choice.people | about.fixed(actor)
    if not has_coordinator(chosen):
        raise Invalid({"people": [N_("Keep at least one coordinator: nobody else can change who may know of it.")]})
    if forgotten(about, chosen):
        raise Invalid({"people": [N_("Choose somebody for each step that waits, or nobody could go on with it.")]})
    return chosen


def forgotten(about: Around, chosen: Collection[int]) -> list[UserTask]:
    """Return what waits and could be done by somebody around the case, but by none of the chosen."""
    possible = left_alone(about.waiting, [person.id for person in about.people])
    return [task for task in left_alone(about.waiting, chosen) if task not in possible]


def _name(case: Case, people: Collection[int]) -> None:
    case.is_confidential = True
    before = named_on(case.id)
    db.session.execute(delete(CasePerson).where(CasePerson.case_id == case.id, CasePerson.user_id.not_in(list(people))))
    db.session.add_all(CasePerson(case_id=case.id, user_id=user_id) for user_id in sorted(set(people) - before))
    db.session.flush()  # the timeline says who they are
