"""What people answer, and when, where any answer in its time would not be believable: one module per feature.

A process without a module needs none: its forms are filled as they can be, its decisions mostly go the good way.
"""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from app.cases.models import UserTask
from app.deadlines.calendar import WorkingCalendar
from app.simulating.answers import (
    amendments,
    drafting,
    issuing,
    laboratories,
    obstacles,
    plan_tasks,
    programmes,
    reports,
    reviews,
)
from app.simulating.answers.days import Day
from app.simulating.work import Answer, Work

_FEATURES = (amendments, drafting, issuing, laboratories, obstacles, plan_tasks, programmes, reports, reviews)
_ANSWERS: Mapping[tuple[str, str], Answer] = {key: one for feature in _FEATURES for key, one in feature.ANSWERS.items()}
_DAYS: Mapping[tuple[str, str], Day] = {key: one for feature in _FEATURES for key, one in feature.DAYS.items()}


def _nothing_special(_work: Work) -> Mapping[str, Any]:
    return {}


def answer_of(work: Work) -> Answer:
    """Return how the task is answered."""
    return _ANSWERS.get((work.process, work.task.element), _nothing_special)


def day_of(process: str, task: UserTask, today: date, calendar: WorkingCalendar, chance: Random) -> date | None:
    """Return the day on which the task is done whatever the habit of whoever does it; None for most tasks."""
    chosen = _DAYS.get((process, task.element))
    return chosen(task, today, calendar, chance) if chosen else None
