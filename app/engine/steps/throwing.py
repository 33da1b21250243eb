"""Sending: messages leave the case; errors and escalations look outwards for who catches them."""

from SpiffWorkflow.util.task import TaskState

from app.engine.diagram import Event
from app.engine.errors import EngineError
from app.engine.positions import Message
from app.engine.tokens import Run, SubRun, Token


def throw(token: Token, event: Event) -> bool | None:
    """Send what `event` says; None if the token has to stay because nobody catches its error."""
    run: Run = token.workflow.top_workflow
    if event.kind == "message":
        payload = {name: run.engine.evaluate(token, value) for name, value in event.payload}
        run.thrown.append(Message(event.message or "", correlation_of(token, event), payload))
    elif event.kind == "escalation":
        boundary = catcher(token.workflow, "escalation", event.code)
        if boundary is not None:
            boundary.task_spec.fire(_with(boundary, token))
    elif event.kind == "error":
        boundary = catcher(token.workflow, "error", event.code)
        if boundary is None:
            run.uncaught, run.uncaught_at = event.code, token.task_spec.bpmn_id
            return None
        boundary.task_spec.fire(_with(boundary, token))
    return True


def catcher(scope: "Run | SubRun", kind: str, code: str | None, host: Token | None = None) -> Token | None:
    """Return the boundary event that catches `code`, looking outwards from `scope` (or from the task `host`)."""
    while host is not None or isinstance(scope, SubRun):
        if host is None:
            host = scope.host
        hosts = {host.id, host._parent if "instance" in host.internal_data else host.id}
        fitting = [
            token
            for token in host.workflow.live_tokens()
            if token.state == TaskState.WAITING
            and token.internal_data.get("host") in hosts
            and token.task_spec.event_definition.kind == kind
            and token.task_spec.event_definition.code in (None, code)
        ]
        if fitting:
            exact: Token = min(fitting, key=lambda token: token.task_spec.event_definition.code is None)
            return exact
        scope, host = host.workflow, None
    return None


def _with(boundary: Token, thrower: Token) -> Token:
    """Let the boundary event see the variables of what it catches."""
    boundary.data = {**boundary.data, **thrower.data}
    return boundary


def correlation_of(token: Token, event: Event) -> dict[str, str]:
    """Return the correlation of a message as text, so that numbers and codes compare alike everywhere."""
    engine = token.workflow.top_workflow.engine
    found = {key: engine.evaluate(token, value) for key, value in event.correlation}
    for key, value in found.items():
        if value is None:
            raise EngineError(f"The correlation {key!r} has no value", token.task_spec.bpmn_id)
    return {key: value if isinstance(value, str) else format(value) for key, value in found.items()}
