"""Setting the timers of tokens, and cycles to their next firing."""

from datetime import datetime
from typing import Any

from app.engine.diagram import Event
from app.engine.errors import EngineError
from app.engine.timers import Cycle, Duration, moment, parse_cycle, parse_duration
from app.engine.tokens import Run, Token


def set_timer(token: Token, event: Event) -> None:
    """Write down when the timer is due, in UTC."""
    run: Run = token.workflow.top_workflow
    when: Any = event.when or ""
    if when.startswith("="):
        when = run.engine.evaluate(token, when)
    try:
        if event.timer == "date":
            due = moment(when)
        elif event.timer == "duration":
            due = parse_duration(_text(when)).after(run.now)
        else:
            cycle = parse_cycle(_text(when), run.now)
            due = cycle.due(1) or run.now
            token.internal_data["cycle"] = {
                "start": cycle.start.isoformat(),
                "months": cycle.every.months,
                "seconds": cycle.every.seconds,
                "times": cycle.times,
                "offset": cycle.offset,
                "index": 1,
            }
    except ValueError as error:
        raise EngineError(f"The timer cannot be set to {when!r}", token.task_spec.bpmn_id) from error
    token.internal_data["due"] = due.isoformat()


def next_cycle(token: Token, now: datetime) -> bool:
    """Set a cycle to its next firing after `now`; tell whether there is one. Missed firings count as one."""
    kept = token.internal_data.get("cycle")
    if kept is None:
        return False
    every = Duration(kept["months"], kept["seconds"])
    cycle = Cycle(datetime.fromisoformat(kept["start"]), every, kept["times"], kept["offset"])
    index = cycle.after(kept["index"], now)
    due = cycle.due(index)
    if due is None:
        return False
    token.internal_data["cycle"] = {**kept, "index": index}
    token.internal_data["due"] = due.isoformat()
    return True


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value
