"""The steps of a case as a list: what is done and by whom, where it stands, what usually follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.extensions import db
from app.organisation.models import User
from app.organisation.roles import Role
from app.processes.deployed import Deployed, get_deployed
from app.processes.way import way_from

PEOPLE = frozenset({"user_task", "manual_task"})
StepState = Literal["done", "now", ""]


@dataclass(frozen=True)
class Step:
    """One step; `person` is who did it or is at it, `role` whose it is (None: the system's)."""

    element: str
    title: str
    state: StepState
    role: Role | None = None
    person: User | None = None
    at: datetime | None = None


def tasks_of(case_id: int) -> Sequence[UserTask]:
    """Return the case's tasks with their people, oldest first."""
    people = (joinedload(UserTask.assignee), joinedload(UserTask.agency))
    return db.session.scalars(
        select(UserTask).where(UserTask.case_id == case_id).options(*people).order_by(UserTask.id)
    ).all()


def steps_of(case: Case, tasks: Iterable[UserTask]) -> list[Step]:
    """Return the steps behind, here and ahead; a step that is still ahead (again) is listed there only."""
    deployed = get_deployed(case.definition_id)
    done = {task.element: task for task in tasks if task.status is TaskStatus.completed}
    now = {task.element: task for task in tasks if task.status is TaskStatus.open}
    ahead = _ahead(case, deployed, tuple(now))
    steps = [_of_task(task, "done") for element, task in done.items() if element not in ahead and element not in now]
    steps += [_of_task(task, "now") for task in now.values()]
    return steps + [_to_come(deployed, element) for element in ahead if element not in now]


def _ahead(case: Case, deployed: Deployed, here: tuple[str, ...]) -> tuple[str, ...]:
    if case.status is not CaseStatus.running or not here:
        return ()
    return way_from(deployed.spec, here[0])


def _of_task(task: UserTask, state: StepState) -> Step:
    return Step(task.element, task.name, state, task.role, task.assignee, task.closed_at or task.claimed_at)


def _to_come(deployed: Deployed, element: str) -> Step:
    known = deployed.elements.get(element)
    if known is None:
        return Step(element, element, "")
    return Step(element, known.name or element, "", known.role if known.kind in PEOPLE else None)
