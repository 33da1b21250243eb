"""What events wait for or send: timers, messages, errors, escalations, and how activities repeat."""

from collections import Counter
from collections.abc import Iterator

from app.engine.diagram import Diagram, Loop, Node, Scope
from app.engine.findings import Finding, finding
from app.engine.timers import timer_fault

_CAN_FAIL = {"service_task", "sub_process", "call_activity"}
_CAN_ESCALATE = {"sub_process", "call_activity"}
_CONTEXT_NAMES = {"typename", "case", "loopCounter"}


def event_findings(diagram: Diagram) -> Iterator[Finding]:
    """Yield events and loops that could not work as drawn."""
    for scope in diagram.scopes():
        for node in scope.nodes:
            if node.event is not None:
                yield from _event(scope, node)
            if node.loop is not None:
                yield from _loop(node, node.loop)
            yield from _variable(node, node.result)


def _event(scope: Scope, node: Node) -> Iterator[Finding]:
    event = node.event
    assert event is not None  # noqa: S101 - for the type checker
    match event.kind:
        case "none" if node.kind in (
            "intermediate_catch_event",
            "intermediate_throw_event",
            "boundary_event",
        ):
            yield finding("event-without-definition", node.id, node.line)
        case "timer":
            yield from _timer(node)
        case "message":
            yield from _message(node)
        case "error" | "escalation":
            yield from _coded(scope, node)


def _timer(node: Node) -> Iterator[Finding]:
    event = node.event
    assert event is not None  # noqa: S101 - for the type checker
    if event.timer is None or event.when is None:
        yield finding("timer-empty", node.id, node.line)
        return
    if event.timer == "cycle" and (node.kind != "boundary_event" or node.interrupting):
        yield finding("timer-cycle-interrupts", node.id, node.line)
    if not event.when.startswith("="):
        fault = timer_fault(event.timer, event.when)
        if fault:
            yield finding(fault, node.id, node.line, text=event.when)


def _message(node: Node) -> Iterator[Finding]:
    event = node.event
    assert event is not None  # noqa: S101 - for the type checker
    if not event.message:
        yield finding("message-missing", node.id, node.line)
    for what, pairs in (("correlation", event.correlation), ("payload", event.payload)):
        for name, count in Counter(name for name, _ in pairs).items():
            if count > 1:
                yield finding("td-twice", node.id, node.line, name=f"{what} {name}")
            if not name.isidentifier():
                yield finding("bad-name", node.id, node.line, name=name)


def _coded(scope: Scope, node: Node) -> Iterator[Finding]:
    """Errors and escalations: a code to throw, and a host that can throw it."""
    event = node.event
    assert event is not None  # noqa: S101 - for the type checker
    if node.kind != "boundary_event":
        if not event.code:
            yield finding("code-missing", node.id, node.line)
        return
    if event.code == "":
        yield finding("code-missing", node.id, node.line)
    host = next((other for other in scope.nodes if other.id == node.attached_to), None)
    hosts = _CAN_FAIL if event.kind == "error" else _CAN_ESCALATE
    if host is not None and host.kind not in hosts:
        yield finding("boundary-never", node.id, node.line, host=host.id)
    if event.kind == "error" and not node.interrupting:
        yield finding("error-must-interrupt", node.id, node.line)


def _loop(node: Node, loop: Loop) -> Iterator[Finding]:
    if loop.kind == "standard":
        if loop.condition is None and loop.maximum is None:
            yield finding("loop-endless", node.id, node.line)
        return
    if (loop.cardinality is None) == (loop.collection is None):
        yield finding("loop-how-often", node.id, node.line)
    if loop.item and loop.collection is None:
        yield finding("loop-item", node.id, node.line)
    if (loop.result is None) != (loop.results is None):
        yield finding("loop-result", node.id, node.line)
    if loop.cardinality and not loop.cardinality.startswith("=") and not loop.cardinality.isdigit():
        yield finding("no-equals-sign", node.id, node.line, text=loop.cardinality)
    yield from _variable(node, loop.item)
    yield from _variable(node, loop.results)


def _variable(node: Node, name: str | None) -> Iterator[Finding]:
    if name is not None and (not name.isidentifier() or name in _CONTEXT_NAMES or name.startswith("__")):
        yield finding("bad-name", node.id, node.line, name=name)
