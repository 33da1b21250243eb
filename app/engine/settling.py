"""Let a case move until only people, services, timers and messages can move it further, and tell where it stands."""

from datetime import datetime
from time import thread_time
from typing import Any

from SpiffWorkflow.util.task import TaskState

from app.engine import state as states
from app.engine.errors import Deadlocked, EngineLimit
from app.engine.merging import merge
from app.engine.positions import MessageWait, Position, Status, WaitingService, WaitingTask
from app.engine.steps.activities import ServiceTask
from app.engine.steps.events import Catching, EndEvent
from app.engine.steps.gateways import InclusiveGateway
from app.engine.tokens import Run, SubRun, Token

MAX_STEPS = 1000
MAX_SECONDS = 2.0  # of the processor, on this thread: a machine that stands still is no endless loop


def settle(run: Run) -> Position:
    """Move until only people, services, timers and messages can move the case further."""
    deadline = thread_time() + MAX_SECONDS
    steps = 0
    while run.agenda or _release(run):
        while run.agenda:
            token = run.agenda.popleft()
            if token.state != TaskState.READY:
                continue
            steps += 1
            if steps > MAX_STEPS or thread_time() > deadline:
                raise EngineLimit(f"Stopped after {steps} steps: an endless loop?", token.task_spec.bpmn_id)
            token.run()
    if not run.completed:
        _refuse_deadlock(run)
    text = states.save(run)
    return position_of(run, text, "completed" if run.completed else "running")


def _release(run: Run) -> bool:
    """Let one inclusive join go on that no token can reach any more."""
    return any(
        token.task_spec.release(token)
        for token in living(run)
        if token.state == TaskState.WAITING and isinstance(token.task_spec, InclusiveGateway)
    )


def _refuse_deadlock(run: Run) -> None:
    stuck = []
    for token in living(run):
        spec = token.task_spec
        if isinstance(spec, Catching) or spec.manual or isinstance(spec, ServiceTask):
            return
        if isinstance(spec, EndEvent):
            return  # an error nobody catches: the caller opens an incident
        if token.state == TaskState.WAITING:
            stuck.append(spec.bpmn_id)
    raise Deadlocked(f"Tokens wait for one another at {', '.join(stuck)}", stuck[0] if stuck else None)


def living(run: Run) -> list[Token]:
    """Return every living token, those of sub-processes included."""
    return [token for scope in run.scopes() for token in scope.live_tokens()]


def due_of(token: Token) -> datetime | None:
    """Return when the timer of a token is due, if it waits for one."""
    due = token.internal_data.get("due") if token.state == TaskState.WAITING else None
    return datetime.fromisoformat(due) if due else None


def wait_of(token: Token) -> MessageWait | None:
    """Return the message a token waits for, if it does."""
    if token.state != TaskState.WAITING or "correlation" not in token.internal_data:
        return None
    name = token.task_spec.event_definition.message
    return MessageWait(name, token.internal_data["correlation"], token.task_spec.bpmn_id)


def variables_of(run: Run) -> dict[str, Any]:
    """Return the variables of the case: those at its end, or what its tokens agree on so far."""
    if run.completed:
        return dict(run.data)
    moving = [token.data for token in run.live_tokens() if "host" not in token.internal_data]
    return merge(run.root.data, [run.data, *moving])[0]


def _around(token: Token) -> tuple[str, ...]:
    """Return the sub-processes and call activities that a token stands in, outermost first."""
    if not isinstance(token.workflow, SubRun):
        return ()
    host = token.workflow.host
    return (*_around(host), host.task_spec.bpmn_id)


def position_of(run: Run, text: str, status: Status) -> Position:
    """Tell where the case stands; `text` is its saved state."""
    tasks, services, waits, dues, rests = [], [], [], [], []
    for token in living(run):
        spec, number = token.task_spec, token.internal_data.get("instance")
        loop = None if number is None else number + 1
        if token.state == TaskState.READY:
            process = token.workflow.spec.key
            tasks.append(WaitingTask(token.id, spec.bpmn_id, loop, dict(token.data), process, _around(token)))
        elif is_running_service(token):
            variables = dict(token.data)
            services.append(WaitingService(token.id, spec.bpmn_id, spec.handler, variables, loop, _around(token)))
        elif (moment := due_of(token)) is not None:
            dues.append(moment)
        elif (wait := wait_of(token)) is not None:
            waits.append(wait)
        if "host" not in token.internal_data and (due_of(token) or wait_of(token)):
            rests.append((*_around(token), spec.bpmn_id))
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
        variables=variables_of(run),
        conflicts=tuple(run.conflicts),
        uncaught_at=run.uncaught_at,
        passed_in=tuple(run.passed_in),
        rests_at=tuple(rests),
    )


def is_running_service(token: Token) -> bool:
    """Tell whether a handler has to be called for the token."""
    return bool(token.state == TaskState.STARTED and isinstance(token.task_spec, ServiceTask))
