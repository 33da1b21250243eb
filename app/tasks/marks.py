"""What features say beside a task in the inbox: asked once a page, for all its tasks."""

from collections.abc import Callable, Mapping, Sequence

from app.cases.links import Mark
from app.cases.models import UserTask
from app.organisation.roles import Actor

TaskMarks = Callable[[Sequence[UserTask], Actor], Mapping[int, Sequence[Mark]]]

task_marks: list[TaskMarks] = []


def marks_of(tasks: Sequence[UserTask], actor: Actor) -> dict[int, list[Mark]]:
    """Return what every feature says beside these tasks, by their keys."""
    found: dict[int, list[Mark]] = {}
    for say in task_marks:
        for task_id, marks in say(tasks, actor).items():
            found.setdefault(task_id, []).extend(marks)
    return found
