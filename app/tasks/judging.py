"""Judge entries as completing the task would, without completing it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.cases.completing import checked_entries
from app.cases.models import UserTask
from app.errors import Invalid


@dataclass(frozen=True)
class Judged:
    """The entries as typed, and either what would be filed or, by field, what is wrong."""

    typed: Mapping[str, Any]
    filed: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def is_fine(self) -> bool:
        """Whether nothing is to be corrected."""
        return not self.errors


def judge(task: UserTask, typed: Mapping[str, Any], now: datetime) -> Judged:
    """Return what the task's form makes of the entries; a task without a form files nothing."""
    try:
        return Judged(typed, checked_entries(task, typed, now))
    except Invalid as invalid:
        return Judged(typed, errors=invalid.errors)
