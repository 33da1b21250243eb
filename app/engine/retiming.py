"""Let timers follow dates that people have moved; nothing fires and no token moves here.

A date timer that is FEEL is evaluated anew where the case's own facts have changed. Any other timer on a task whose
date moved keeps its distance from that date. A moment that the diagram spells out stays where it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.engine import state as states
from app.engine.building import Process
from app.engine.diagram import Event
from app.engine.settling import due_of, living
from app.engine.steps.clockwork import set_timer
from app.engine.tokens import Run, Token

STILL = timedelta(0)


@dataclass(frozen=True)
class RetimedTimer:
    """A timer that follows; both moments in UTC."""

    element: str
    old: datetime
    new: datetime


@dataclass(frozen=True)
class Retimed:
    """The state with its timers set anew, the earliest of them, and those that moved."""

    state: str
    next_due: datetime | None
    timers: tuple[RetimedTimer, ...]


def retime(
    process: Process, state: str, *, case: Mapping[str, Any] | None, shifts: Mapping[str, timedelta], now: datetime
) -> Retimed:
    """Set timers anew: after the case's facts have changed (`case` given), and on tasks whose dates moved (`shifts`).

    `shifts` maps the engine's id of a task to how far its date moved. A timer that lands in the past is due at once:
    the next tick fires it. Raises EngineError when an expression no longer gives a date.
    """
    run = states.load(process, state, case or {}, now)
    moved = [one for token in living(run) if (one := _set_anew(token, case is not None, shifts, run))]
    dues = [due for token in living(run) if (due := due_of(token))]
    return Retimed(states.save(run), min(dues, default=None), tuple(moved))


def _set_anew(token: Token, has_case: bool, shifts: Mapping[str, timedelta], run: Run) -> RetimedTimer | None:
    old = due_of(token)
    if old is None:
        return None
    event: Event = token.task_spec.event_definition
    is_expression = (event.when or "").startswith("=")
    by = shifts.get(token.internal_data.get("host", ""), STILL)
    if event.timer == "date" and is_expression and has_case:
        set_timer(token, event)
    elif by and _is_relative(event):
        _shift(token, old, by)
    new = due_of(token) or run.now
    return RetimedTimer(token.task_spec.bpmn_id, old, new) if new != old else None


def _is_relative(event: Event) -> bool:
    when = event.when or ""
    if when.startswith("="):
        return True
    return event.timer == "duration" or (event.timer == "cycle" and when.count("/") == 1)


def _shift(token: Token, old: datetime, by: timedelta) -> None:
    token.internal_data["due"] = (old + by).isoformat()
    cycle = token.internal_data.get("cycle")
    if cycle is not None:
        start = datetime.fromisoformat(cycle["start"]) + by
        token.internal_data["cycle"] = {**cycle, "start": start.isoformat()}
