"""Which policy speaks about a task."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.deadlines.ladders import LADDERS, STANDARD, Ladder
from app.notifications.duties import Duty


@dataclass(frozen=True)
class Policy:
    """A ladder and the key it is known by."""

    key: str
    ladder: Ladder


def policies_of(duties: Sequence[Duty]) -> Mapping[int, Policy]:
    """Return each task's policy by the task's key."""
    return {duty.task_id: _shipped(duty.reminders) for duty in duties}


def _shipped(name: str | None) -> Policy:
    key = name or STANDARD
    return Policy(key, LADDERS[key])
