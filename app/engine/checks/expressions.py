"""Every expression of a diagram, wherever it stands, must be FEEL that our interpreter accepts."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.engine.diagram import Diagram, Node
from app.engine.due_rules import is_due_rule
from app.engine.environment import fault_of, parsed
from app.engine.findings import Finding, finding


@dataclass(frozen=True)
class Position:
    """A place where an expression stands; `text` still has its equals sign, if it was written."""

    element: str
    line: int | None
    text: str
    locals: frozenset[str] = frozenset()


_COUNTERS = frozenset({"numberOfInstances", "numberOfActiveInstances", "numberOfCompletedInstances"})


def expression_findings(diagram: Diagram) -> Iterator[Finding]:
    """Yield every expression that is not acceptable FEEL."""
    for position in positions(diagram):
        yield from _judge(position)
    for node in diagram.nodes():
        if node.due is not None and not node.due.startswith("=") and not is_due_rule(node.due):
            yield finding("due-rule", node.id, node.line, rule=node.due)


def variables_of(diagram: Diagram) -> frozenset[str]:
    """Return the variables that expressions read, without `case` and what loops provide."""
    names: set[str] = set()
    for position in positions(diagram):
        names |= parsed(position.text).possible_names - position.locals
    return frozenset(names - {"case"})


def positions(diagram: Diagram) -> Iterator[Position]:
    """Yield every expression of the diagram, with the names that only exist where it stands."""
    for scope in diagram.scopes():
        for flow in scope.flows:
            if flow.condition is not None:
                yield Position(flow.id, flow.line, flow.condition)
        for node in scope.nodes:
            yield from _of_node(node)


def _of_node(node: Node) -> Iterator[Position]:
    loop = node.loop
    inside = frozenset({"loopCounter", loop.item or "loopCounter"} if loop else ())
    if node.agency is not None:
        yield Position(node.id, node.line, "=" + node.agency.removeprefix("="), inside)
    if node.due is not None and node.due.startswith("="):
        yield Position(node.id, node.line, node.due, inside)
    if node.event is not None:
        if node.event.when is not None and node.event.when.startswith("="):
            yield Position(node.id, node.line, node.event.when)
        for _, value in (*node.event.correlation, *node.event.payload):
            yield Position(node.id, node.line, value, inside)
    if loop is None:
        return
    if loop.cardinality is not None and not loop.cardinality.isdigit():
        yield Position(node.id, node.line, loop.cardinality)
    if loop.collection is not None:
        yield Position(node.id, node.line, loop.collection)
    if loop.result is not None:
        yield Position(node.id, node.line, loop.result, inside)
    if loop.condition is not None:
        counted = _COUNTERS | {loop.results or "loopCounter", "loopCounter"}
        yield Position(node.id, node.line, loop.condition, counted)


def _judge(position: Position) -> Iterator[Finding]:
    text = position.text
    if not text.startswith("="):
        yield finding("no-equals-sign", position.element, position.line, text=text[:80])
        return
    fault = fault_of(text[1:])
    if fault is not None:
        yield finding("feel", position.element, position.line, text=text[:80], english=fault[0], vietnamese=fault[1])
