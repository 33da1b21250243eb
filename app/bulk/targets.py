"""The many: cases or tasks as they were chosen, read in a few queries however many there are."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.bulk.models import BulkKind
from app.cases.access import visible_cases
from app.cases.models import Case, TaskStatus, UserTask
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import SEAT_ROLES, Actor

AT_MOST = 5_000
_KEY = re.compile(r"([ct])(\d{1,18})")


@dataclass(frozen=True)
class Chosen:
    """What was ticked: cases (from a round) or tasks (from the list of work)."""

    cases: tuple[int, ...] = ()
    tasks: tuple[int, ...] = ()

    @classmethod
    def read(cls, keys: Collection[str]) -> "Chosen":
        """Return what the keys name ("c12", "t34"); what is no key is left out, and what comes twice."""
        found = [match for key in keys if (match := _KEY.fullmatch(key.strip()))][:AT_MOST]
        by_kind = {kind: sorted({int(one[2]) for one in found if one[1] == kind}) for kind in "ct"}
        return cls(tuple(by_kind["c"]), tuple(by_kind["t"]))

    @property
    def keys(self) -> str:
        """The same as text, for a form."""
        return ",".join([*(f"c{key}" for key in self.cases), *(f"t{key}" for key in self.tasks)])

    def __len__(self) -> int:
        return len(self.cases) + len(self.tasks)


@dataclass(frozen=True)
class Target:
    """One of the many: a task, or (`task` None) a whole case, or one where nothing waits at the agency."""

    case: Case
    task: UserTask | None

    @property
    def agency(self) -> Agency:
        """Whose it is."""
        return (self.task.agency if self.task else None) or self.case.agency


def targets_of(chosen: Chosen, kind: BulkKind, actor: Actor) -> list[Target]:
    """Return what the actor may know of, by case: cases move as a whole, else the work that waits at their agencies."""
    cases = _cases(chosen.cases, actor)
    if kind is BulkKind.extend:
        found = [Target(case, None) for case in cases]
    else:
        waiting = {task.case_id: task for task in _waiting_at_agencies([case.id for case in cases])}
        found = [Target(case, waiting.get(case.id)) for case in cases]
    found += [Target(task.case, task) for task in _tasks(chosen.tasks, actor)]
    return sorted(found, key=lambda one: (one.case.id, one.task.id if one.task else 0))


def _cases(case_ids: Collection[int], actor: Actor) -> Sequence[Case]:
    if not case_ids:
        return ()
    rows = select(Case).where(Case.id.in_(case_ids), visible_cases(actor)).options(joinedload(Case.agency))
    return db.session.scalars(rows).all()


def _tasks(task_ids: Collection[int], actor: Actor) -> Sequence[UserTask]:
    if not task_ids:
        return ()
    return db.session.scalars(
        select(UserTask)
        .join(UserTask.case)
        .where(UserTask.id.in_(task_ids), visible_cases(actor))
        .options(joinedload(UserTask.case).joinedload(Case.agency), *_PEOPLE)
    ).all()


def _waiting_at_agencies(case_ids: Collection[int]) -> Sequence[UserTask]:
    if not case_ids:
        return ()
    return db.session.scalars(
        select(UserTask)
        .where(
            UserTask.case_id.in_(case_ids), UserTask.status == TaskStatus.open, UserTask.role.in_(sorted(SEAT_ROLES))
        )
        .options(*_PEOPLE)
        .order_by(UserTask.id.desc())  # the oldest comes last, and is the one that is kept
    ).all()


_PEOPLE = (joinedload(UserTask.agency), joinedload(UserTask.assignee))
