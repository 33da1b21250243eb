"""What people answer, and when, where any answer in its time would not be believable: one module per feature.

A process without a module needs none: its forms are filled as they can be, its decisions mostly go the good way.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.cases.models import UserTask
from app.deadlines.calendar import WorkingCalendar
from app.simulating.answers import reports
from app.simulating.answers.days import Day
from app.simulating.work import Answer, Work

_ANSWERS: Mapping[tuple[str, str], Answer] = {**reports.ANSWERS}
_DAYS: Mapping[tuple[str, str], Day] = {**reports.DAYS}


def _nothing_special(_work: Work) -> Mapping[str, Any]:
    return {}


def answer_of(work: Work) -> Answer:
    """Return how the task is answered."""
    return _ANSWERS.get((work.process, work.task.element), _nothing_special)


def day_of(process: str, task: UserTask, today: date, calendar: WorkingCalendar) -> date | None:
    """Return the day on which the task is done whatever the habit of whoever does it; None for most tasks."""
    chosen = _DAYS.get((process, task.element))
    return chosen(task, today, calendar) if chosen else None
