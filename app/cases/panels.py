"""What a feature shows of its own on the page of a case, and of the tasks in it: a checklist, a plan row, a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.cases.models import Case
from app.organisation.roles import Actor


@dataclass(frozen=True)
class Panel:
    """A part of the page with a title; `template` reads `values` as `panel.values`.

    `on_tasks`: whether somebody who works on a task of the case sees it too, above the form.
    """

    title: str
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    on_tasks: bool = True


case_panels: list[Callable[[Case, Actor, datetime], Sequence[Panel]]] = []


def panels_for(case: Case, actor: Actor, now: datetime) -> list[Panel]:
    """Return what every feature shows of the case to somebody who may see it."""
    return [panel for offer in case_panels for panel in offer(case, actor, now)]
