"""Further things to do from a task's page, offered by the features that know about them."""

from collections.abc import Callable, Sequence

from app.cases.links import Link
from app.cases.models import UserTask
from app.organisation.roles import Actor

task_links: list[Callable[[UserTask, Actor], Sequence[Link]]] = []


def links_for_task(task: UserTask, actor: Actor) -> list[Link]:
    """Return what every feature offers for the task."""
    return [link for offer in task_links for link in offer(task, actor)]
