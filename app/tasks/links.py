"""Further things to do from a task's page, offered by the features that know about them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.cases.models import UserTask
from app.organisation.roles import Actor


@dataclass(frozen=True)
class TaskLink:
    """A link on the page of a task, e.g. to ask for more time; `symbol` is an icon's name."""

    label: str
    href: str
    symbol: str


LinkProvider = Callable[[UserTask, Actor], Sequence[TaskLink]]
providers: list[LinkProvider] = []


def links_for(task: UserTask, actor: Actor) -> list[TaskLink]:
    """Return what every feature offers for the task."""
    return [link for offer in providers for link in offer(task, actor)]
