"""Move a case: every function takes a stored state and returns the position after one bounded step.

Nothing is kept between calls. If anything is raised, the caller still has the state it came with.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from SpiffWorkflow.util.task import TaskState

from app.engine import state as states
from app.engine.building import Process
from app.engine.errors import TaskNotWaiting, UncaughtError
from app.engine.positions import Message, Position
from app.engine.settling import due_of, is_running_service, living, position_of, settle, variables_of, wait_of
from app.engine.steps.throwing import catcher
from app.engine.tokens import Run, Token
from app.engine.values import variables_from

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)  # for looking only: nothing is evaluated


def start(process: Process, *, variables: Mapping[str, Any], case: Mapping[str, Any], now: datetime) -> Position:
    """Start a case and move it to its first wait."""
    run = Run(process, case, now)
    run.begin(variables_from(variables))
    return settle(run)


def complete(
    process: Process,
    state: str,
    task_id: str,
    *,
    variables: Mapping[str, Any],
    case: Mapping[str, Any],
    now: datetime,
) -> Position:
    """Finish a person's task; raise TaskNotWaiting if it is not there to be finished."""
    run = states.load(process, state, case, now)
    token = _waiting(run, task_id, lambda t: t.state == TaskState.READY and t.task_spec.manual)
    token.data = {**token.data, **variables_from(variables)}
    token.run()
    return settle(run)


def finish_service(
    process: Process,
    state: str,
    task_id: str,
    *,
    variables: Mapping[str, Any],
    case: Mapping[str, Any],
    now: datetime,
) -> Position:
    """Finish a service task with what its handler set; raise TaskNotWaiting if it is not running."""
    run = states.load(process, state, case, now)
    token = _waiting(run, task_id, is_running_service)
    token.data = {**token.data, **variables_from(variables)}
    token.complete()
    return settle(run)


def throw_error(
    process: Process, state: str, task_id: str, *, code: str, case: Mapping[str, Any], now: datetime
) -> Position:
    """Let a handler's BPMN error be caught; raise UncaughtError if no boundary event does."""
    run = states.load(process, state, case, now)
    token = _waiting(run, task_id, is_running_service)
    boundary = catcher(token.workflow, "error", code, host=token)
    if boundary is None:
        raise UncaughtError(code, token.task_spec.bpmn_id)
    boundary.task_spec.fire(boundary)
    return settle(run)


def fire_timers(process: Process, state: str, *, case: Mapping[str, Any], now: datetime) -> Position:
    """Fire every timer due at `now`, the earliest first; each cycle at most once, however much was missed."""
    run = states.load(process, state, case, now)
    if run.completed:
        return _unmoved(run, state)
    due = sorted(
        ((moment, token) for token in living(run) if (moment := due_of(token)) and moment <= now),
        key=lambda pair: pair[0],
    )
    for _, token in due:
        if token.state == TaskState.WAITING:  # an earlier one may have withdrawn it
            token.task_spec.fire(token)
    return settle(run)


def deliver(
    process: Process, state: str, message: Message, *, case: Mapping[str, Any], now: datetime
) -> Position | None:
    """Give a message to the first token that waits for it; None when nobody in the case does."""
    run = states.load(process, state, case, now)
    payload = variables_from(message.payload)
    for token in living(run):
        if _awaits(token, message):
            token.task_spec.fire(token, payload)
            return settle(run)
    return None


def cancel(process: Process, state: str) -> Position:
    """Call a case off: every token is withdrawn. A case that came to its end stays as it is."""
    run = states.load(process, state, {}, _NO_TIME)
    if run.completed:
        return _unmoved(run, state)
    variables = variables_of(run)
    text = states.save_cancelled(process)
    return Position(text, "cancelled", None, (), (), (), (), (), None, variables)


def look(process: Process, state: str) -> Position:
    """Return the position of a stored state without moving it."""
    return _unmoved(states.load(process, state, {}, _NO_TIME), state)


def _unmoved(run: Run, state: str) -> Position:
    return position_of(run, state, states.header(state)["status"])


def _waiting(run: Run, task_id: str, fits: Callable[[Token], bool]) -> Token:
    token = run.find(task_id)
    if token is None or not fits(token):
        raise TaskNotWaiting(f"The task {task_id} is not waiting")
    return token


def _awaits(token: Token, message: Message) -> bool:
    wait = wait_of(token)
    return (
        wait is not None
        and wait.name == message.name
        and all(message.correlation.get(key) == value for key, value in wait.correlation.items())
    )
