"""How nodes are connected: starts, ends, splits, defaults, and that every node lies on a way to an end."""

from collections import Counter
from collections.abc import Iterator

from app.engine.diagram import ACTIVITIES, GATEWAYS, Node, Scope
from app.engine.findings import Finding, finding

_CHOOSING = {"exclusive_gateway", "inclusive_gateway"}


def flow_findings(scope: Scope) -> Iterator[Finding]:
    """Yield what is wrong with the graph of one process or sub-process."""
    yield from _starts_and_ends(scope)
    yield from _ends_of_flows(scope)
    for node in scope.nodes:
        yield from _connections(scope, node)
    yield from _reachability(scope)


def _starts_and_ends(scope: Scope) -> Iterator[Finding]:
    starts = [node for node in scope.nodes if node.kind == "start_event"]
    if len(starts) != 1:
        second = starts[1] if starts else None
        yield finding(
            "start-events", second.id if second else scope.id, second.line if second else scope.line,
            count=len(starts),
        )  # fmt: skip
    if not any(node.kind == "end_event" for node in scope.nodes):
        yield finding("no-end-event", scope.id, scope.line)


def _ends_of_flows(scope: Scope) -> Iterator[Finding]:
    known = {node.id for node in scope.nodes}
    for flow in scope.flows:
        if flow.source not in known or flow.target not in known:
            yield finding("dangling-flow", flow.id, flow.line)
    pairs = Counter((flow.source, flow.target) for flow in scope.flows)
    for flow in scope.flows:
        if pairs.pop((flow.source, flow.target), 1) > 1:
            yield finding("doubled-flow", flow.id, flow.line, source=flow.source, target=flow.target)


def _connections(scope: Scope, node: Node) -> Iterator[Finding]:
    coming, leaving = scope.incoming(node.id), scope.outgoing(node.id)
    if coming and node.kind in ("start_event", "boundary_event"):
        yield finding("flow-into-start", node.id, node.line)
    if leaving and node.kind == "end_event":
        yield finding("flow-out-of-end", node.id, node.line)
    if not leaving and node.kind != "end_event":
        yield finding("dead-end", node.id, node.line)
    if node.default and node.kind not in _CHOOSING:
        yield finding("default-misplaced", node.id, node.line)
    if node.kind not in GATEWAYS and len(leaving) > 1:
        yield finding("several-flows", node.id, node.line, count=len(leaving))
    if node.kind in _CHOOSING and len(leaving) > 1:
        yield from _choices(scope, node)
    else:
        for flow in leaving:
            if flow.condition is not None:
                yield finding("condition-ignored", flow.id, flow.line, node=node.id)
    if node.kind == "event_based_gateway":
        yield from _race(scope, node)


def _choices(scope: Scope, node: Node) -> Iterator[Finding]:
    leaving = scope.outgoing(node.id)
    if node.default and node.default not in {flow.id for flow in leaving}:
        yield finding("default-elsewhere", node.id, node.line, flow=node.default)
    for flow in leaving:
        if flow.id == node.default:
            if flow.condition is not None:
                yield finding("default-with-condition", flow.id, flow.line)
        elif flow.condition is None:
            yield finding("flow-without-condition", flow.id, flow.line, node=node.id)


def _race(scope: Scope, gateway: Node) -> Iterator[Finding]:
    """An event gateway leads to at least two events of its own, at most one of them a timer."""
    by_id = {node.id: node for node in scope.nodes}
    racers = [by_id[flow.target] for flow in scope.outgoing(gateway.id) if flow.target in by_id]
    if len(racers) < 2:
        yield finding("event-gateway-alone", gateway.id, gateway.line)
    for racer in racers:
        fit = racer.kind == "intermediate_catch_event" or (
            racer.kind == "receive_task" and not racer.loop and not scope.attached(racer.id)
        )
        if not fit or len(scope.incoming(racer.id)) > 1:
            yield finding("event-gateway-target", racer.id, racer.line, gateway=gateway.id)
    timers = [racer for racer in racers if racer.event and racer.event.kind == "timer"]
    if len(timers) > 1:
        yield finding("event-gateway-timers", gateway.id, gateway.line, count=len(timers))


def _reachability(scope: Scope) -> Iterator[Finding]:
    forward: dict[str, list[str]] = {node.id: [] for node in scope.nodes}
    for flow in scope.flows:
        forward.setdefault(flow.source, []).append(flow.target)
    for node in scope.nodes:
        if node.attached_to:
            forward.setdefault(node.attached_to, []).append(node.id)
    backward: dict[str, list[str]] = {}
    for source, targets in forward.items():
        for target in targets:
            backward.setdefault(target, []).append(source)
    reached = _closure(forward, (node.id for node in scope.nodes if node.kind == "start_event"))
    leading = _closure(backward, (node.id for node in scope.nodes if node.kind == "end_event"))
    for node in scope.nodes:
        if node.id not in reached:
            yield finding("unreachable", node.id, node.line)
        elif node.id not in leading and scope.outgoing(node.id):
            yield finding("no-way-to-end", node.id, node.line)


def _closure(graph: dict[str, list[str]], start: Iterator[str]) -> set[str]:
    """Return everything reachable from `start`, itself included."""
    seen: set[str] = set()
    pending = list(start)
    while pending:
        node = pending.pop()
        if node not in seen:
            seen.add(node)
            pending.extend(graph.get(node, ()))
    return seen


def attachment_findings(scope: Scope) -> Iterator[Finding]:
    """Yield what is wrong with the boundary events of one scope."""
    by_id = {node.id: node for node in scope.nodes}
    for node in scope.nodes:
        if node.kind == "boundary_event":
            host = by_id.get(node.attached_to or "")
            if host is None or host.kind not in ACTIVITIES:
                yield finding("boundary-host", node.id, node.line)
            elif host.kind in ("send_task", "business_rule_task"):
                yield finding("boundary-never", node.id, node.line, host=host.id)
