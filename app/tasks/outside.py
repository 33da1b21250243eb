"""What was filed in an agency's name outside the system: features that record it say so here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.cases.models import UserTask


@dataclass(frozen=True)
class Outside:
    """A document that answered a form instead of somebody's typing: what it says, since when the system knows."""

    data: dict[str, Any]
    recorded_at: datetime
    number: str
    signed_on: date


Finder = Callable[[UserTask], Outside | None]

finders: list[Finder] = []  # each returns the latest document that answered the form of the task in its case


def answered_outside(task: UserTask, since: datetime | None) -> Outside | None:
    """Return the document that answered the task's form last, unless the form was filed here after it (`since`)."""
    for find in finders:
        found = find(task)
        if found is not None and (since is None or found.recorded_at >= since):
            return found
    return None
