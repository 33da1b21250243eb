"""Replay what was decided about one task: what is recorded of the past, and what is decided for the next wave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.cases.models import TaskStatus, UserTask
from app.notifications.waves.timing import is_gone, is_planned, next_wave
from app.notifications.why.ahead import coming_of
from app.notifications.why.episodes import Episode
from app.notifications.why.past import past_of, silence_on


@dataclass(frozen=True)
class Replay:
    """What a page about a task tells: `silence` says why a past day has nothing to tell."""

    past: Sequence[Episode]
    silence: Sequence[str]
    coming: Sequence[Episode]
    coming_day: date


def replay(task: UserTask, now: datetime, *, person_id: int | None = None, day: date | None = None) -> Replay:
    """Return what was and what will be said about the task: to one person or everybody, on one day or at all."""
    is_past = day is not None and (is_gone(day, now) or is_planned(day))
    ahead = day if day is not None and not is_past else next_wave(now)
    past = past_of(task, person_id=person_id, day=day if is_past else None)
    silence = silence_on(task, day, person_id) if day is not None and is_past and not past else []
    is_coming = task.status is TaskStatus.open and not is_past
    return Replay(past, silence, coming_of(task, ahead, now, person_id=person_id) if is_coming else [], ahead)
