"""Move a case: every function takes a stored state and returns the position after one bounded step.

Nothing is kept between calls. If anything is raised, the caller still has the state it came with.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from SpiffWorkflow.util.task import TaskState

from app.engine import state as states
from app.engine.building import Process
from app.engine.errors import Deadlocked, EngineLimit, TaskNotWaiting, UncaughtError
from app.engine.merging import merge
from app.engine.positions import Message, MessageWait, Position, WaitingService, WaitingTask
from app.engine.steps.activities import ServiceTask
from app.engine.steps.events import Catching, EndEvent, catcher
from app.engine.steps.gateways import InclusiveGateway
from app.engine.tokens import Run, Token
from app.engine.values import variables_from

MAX_STEPS = 1000
MAX_SECONDS = 2.0
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)  # for looking only: nothing is evaluated


def start(process: Process, *, variables: Mapping[str, Any], case: Mapping[str, Any], now: datetime) -> Position:
    """Start a case and move it to its first wait."""
    run = Run(process, case, now)
    run.begin(variables_from(variables))
    return _settle(run)


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
    return _settle(run)


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
    token = _waiting(run, task_id, _is_running_service)
    token.data = {**token.data, **variables_from(variables)}
    token.complete()
    return _settle(run)


def throw_error(
    process: Process, state: str, task_id: str, *, code: str, case: Mapping[str, Any], now: datetime
) -> Position:
    """Let a handler's BPMN error be caught; raise UncaughtError if no boundary event does."""
    run = states.load(process, state, case, now)
    token = _waiting(run, task_id, _is_running_service)
    boundary = catcher(token.workflow, "error", code, host=token)
    if boundary is None:
        raise UncaughtError(code, token.task_spec.bpmn_id)
    boundary.task_spec.fire(boundary)
    return _settle(run)


def fire_timers(process: Process, state: str, *, case: Mapping[str, Any], now: datetime) -> Position:
    """Fire every timer due at `now`, the earliest first; each cycle at most once, however much was missed."""
    run = states.load(process, state, case, now)
    if run.completed:
        return _unmoved(run, state)
    due = sorted(
        ((moment, token) for token in _tokens(run) if (moment := _due(token)) and moment <= now),
        key=lambda pair: pair[0],
    )
    for _, token in due:
        if token.state == TaskState.WAITING:  # an earlier one may have withdrawn it
            token.task_spec.fire(token)
    return _settle(run)


def deliver(
    process: Process, state: str, message: Message, *, case: Mapping[str, Any], now: datetime
) -> Position | None:
    """Give a message to the first token that waits for it; None when nobody in the case does."""
    run = states.load(process, state, case, now)
    payload = variables_from(message.payload)
    for token in _tokens(run):
        if _awaits(token, message):
            token.task_spec.fire(token, payload)
            return _settle(run)
    return None


def cancel(process: Process, state: str) -> Position:
    """Call a case off: every token is withdrawn. A case that came to its end stays as it is."""
    run = states.load(process, state, {}, _NO_TIME)
    if run.completed:
        return _unmoved(run, state)
    variables = _variables(run)
    text = states.save_cancelled(process)
    return Position(text, "cancelled", None, (), (), (), (), (), None, variables)


def look(process: Process, state: str) -> Position:
    """Return the position of a stored state without moving it."""
    return _unmoved(states.load(process, state, {}, _NO_TIME), state)


def _unmoved(run: Run, state: str) -> Position:
    return _position(run, state, states.header(state)["status"])


def _waiting(run: Run, task_id: str, fits: Callable[[Token], bool]) -> Token:
    token = run.find(task_id)
    if token is None or not fits(token):
        raise TaskNotWaiting(f"The task {task_id} is not waiting")
    return token


def _is_running_service(token: Token) -> bool:
    return bool(token.state == TaskState.STARTED and isinstance(token.task_spec, ServiceTask))


def _settle(run: Run) -> Position:
    """Move until only people, services, timers and messages can move the case further."""
    deadline = monotonic() + MAX_SECONDS
    steps = 0
    while run.agenda or _release(run):
        while run.agenda:
            token = run.agenda.popleft()
            if token.state != TaskState.READY:
                continue
            steps += 1
            if steps > MAX_STEPS or monotonic() > deadline:
                raise EngineLimit(f"Stopped after {steps} steps: an endless loop?", token.task_spec.bpmn_id)
            token.run()
    if not run.completed:
        _refuse_deadlock(run)
    text = states.save(run)
    return _position(run, text, "completed" if run.completed else "running")


def _release(run: Run) -> bool:
    """Let one inclusive join go on that no token can reach any more."""
    return any(
        token.task_spec.release(token)
        for token in _tokens(run)
        if token.state == TaskState.WAITING and isinstance(token.task_spec, InclusiveGateway)
    )


def _refuse_deadlock(run: Run) -> None:
    stuck = []
    for token in _tokens(run):
        spec = token.task_spec
        if isinstance(spec, Catching) or spec.manual or isinstance(spec, ServiceTask):
            return
        if isinstance(spec, EndEvent):
            return  # an error nobody catches: the caller opens an incident
        if token.state == TaskState.WAITING:
            stuck.append(spec.bpmn_id)
    raise Deadlocked(f"Tokens wait for one another at {', '.join(stuck)}", stuck[0] if stuck else None)


def _tokens(run: Run) -> list[Token]:
    return [token for scope in run.scopes() for token in scope.live_tokens()]


def _due(token: Token) -> datetime | None:
    due = token.internal_data.get("due") if token.state == TaskState.WAITING else None
    return datetime.fromisoformat(due) if due else None


def _awaits(token: Token, message: Message) -> bool:
    wait = _wait(token)
    return (
        wait is not None
        and wait.name == message.name
        and all(message.correlation.get(key) == value for key, value in wait.correlation.items())
    )


def _wait(token: Token) -> MessageWait | None:
    if token.state != TaskState.WAITING or "correlation" not in token.internal_data:
        return None
    name = token.task_spec.event_definition.message
    return MessageWait(name, token.internal_data["correlation"], token.task_spec.bpmn_id)


def _variables(run: Run) -> dict[str, Any]:
    """Return the variables of the case: those at its end, or what its tokens agree on so far."""
    if run.completed:
        return dict(run.data)
    moving = [token.data for token in run.live_tokens() if "host" not in token.internal_data]
    return merge(run.root.data, [run.data, *moving])[0]


def _position(run: Run, text: str, status: Any) -> Position:
    tasks, services, waits, dues = [], [], [], []
    for token in _tokens(run):
        spec, number = token.task_spec, token.internal_data.get("instance")
        loop = None if number is None else number + 1
        if token.state == TaskState.READY:
            tasks.append(WaitingTask(token.id, spec.bpmn_id, loop, dict(token.data)))
        elif _is_running_service(token):
            services.append(WaitingService(token.id, spec.bpmn_id, spec.handler, dict(token.data), loop))
        elif (moment := _due(token)) is not None:
            dues.append(moment)
        elif (wait := _wait(token)) is not None:
            waits.append(wait)
    return Position(
        state=text,
        status=status,
        next_due=min(dues, default=None),
        tasks=tuple(tasks),
        services=tuple(services),
        thrown=tuple(run.thrown),
        waits=tuple(waits),
        passed=tuple(run.passed),
        uncaught_error=run.uncaught,
        variables=_variables(run),
        conflicts=tuple(run.conflicts),
    )
