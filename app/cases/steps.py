"""The steps of a case as a list: what is done and by whom, where it stands, what usually follows.

What the system does by itself is no step of anybody's: the diagram and the history tell it.
Work inside a called process is told step by step while the case stands in it; before and after, the call is one step.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cases.inside import Path, path_of_task, process_at, seen_from
from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.extensions import db
from app.organisation.models import User
from app.organisation.roles import Role
from app.processes.deployed import Deployed
from app.processes.way import way_from

PEOPLE = frozenset({"user_task", "manual_task"})
COMPOSED = frozenset({"call_activity", "sub_process"})
StepState = Literal["done", "now", ""]
Place = tuple[Path, str]  # a path and an element of the process there


@dataclass(frozen=True)
class Step:
    """One step; `person` is who did it or is at it, `role` whose it is (None: of several, or of nobody named).

    `count`: how many tasks of a called process it sums up; 0 for a step of its own. `has_steps`: it is still to come
    and is a process of its own.
    """

    element: str
    title: str
    state: StepState
    role: Role | None = None
    person: User | None = None
    at: datetime | None = None
    count: int = 0
    has_steps: bool = False


def tasks_of(case_id: int) -> Sequence[UserTask]:
    """Return the case's tasks with their people, oldest first."""
    people = (joinedload(UserTask.assignee), joinedload(UserTask.agency))
    return db.session.scalars(
        select(UserTask).where(UserTask.case_id == case_id).options(*people).order_by(UserTask.id)
    ).all()


def steps_of(case: Case, tasks: Iterable[UserTask]) -> list[Step]:
    """Return the steps behind, here and ahead; a step that is still ahead (again) is listed there only."""
    tasks = list(tasks)
    now = {_place(task): task for task in tasks if task.status is TaskStatus.open}
    here = next(iter(now), None)
    ahead = list(_ahead(case, here)) if here and case.status is CaseStatus.running else []
    listed = {*now, *(place for place, _ in ahead)}
    behind = _behind(tasks, here[0] if here else ())
    steps = [_passed(case, place, done) for place, done in behind.items() if place not in listed]
    steps += [_of_task(task, "now") for task in now.values()]
    return steps + [_to_come(deployed, element) for (path, element), deployed in ahead if (path, element) not in now]


def _place(task: UserTask) -> Place:
    return path_of_task(task), task.element


def _behind(tasks: Sequence[UserTask], here: Path) -> Mapping[Place, list[UserTask]]:
    """Return what was done, as seen from the processes the case stands in: other calls count as one step each."""
    found: dict[Place, list[UserTask]] = {}
    for task in tasks:
        if task.status is not TaskStatus.completed:
            continue
        path = path_of_task(task)
        level = _shared(path, here)
        found.setdefault((level, seen_from(level, path, task.element) or task.element), []).append(task)
    return found


def _shared(path: Path, here: Path) -> Path:
    """Return the part of the path that leads to a process the case stands in."""
    length = next((i for i, (a, b) in enumerate(zip(path, here, strict=False)) if a != b), min(len(path), len(here)))
    return path[:length]


def _ahead(case: Case, here: Place) -> Iterator[tuple[Place, Deployed]]:
    """Yield the usual way from here: to the end of the process it stands in, then of the one around it, and so on."""
    path, element = here
    while True:
        deployed = process_at(case, path)
        if deployed is None:
            return
        for step in way_from(deployed.spec, element):
            if (path, step) == here or (step != element and _is_peoples(deployed, step)):
                yield (path, step), deployed
        if not path:
            return
        path, element = path[:-1], path[-1]


def _is_peoples(deployed: Deployed, element: str) -> bool:
    known = deployed.elements.get(element)
    return known is None or known.kind in PEOPLE | COMPOSED


def _passed(case: Case, place: Place, done: Sequence[UserTask]) -> Step:
    path, element = place
    last = done[-1]
    if path_of_task(last) == path:
        return _of_task(last, "done")
    deployed = process_at(case, path)
    known = deployed.elements.get(element) if deployed else None
    return Step(element, (known.name if known else "") or element, "done", at=last.closed_at, count=len(done))


def _of_task(task: UserTask, state: StepState) -> Step:
    return Step(task.element, task.name, state, task.role, task.assignee, task.closed_at or task.claimed_at)


def _to_come(deployed: Deployed, element: str) -> Step:
    known = deployed.elements.get(element)
    if known is None:
        return Step(element, element, "")
    role = known.role if known.kind in PEOPLE else None
    return Step(element, known.name or element, "", role, has_steps=known.kind in COMPOSED)
