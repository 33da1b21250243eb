"""Ids: those the engine keeps for itself, those used twice, and how many there may be."""

from collections import Counter
from collections.abc import Iterator

from app.engine.diagram import Diagram
from app.engine.findings import Finding, finding

MAX_NODES = 400
RESERVED = frozenset({"Start", "End", "Root", "typename", "case"})
_RESERVED_ENDINGS = (
    ".EndJoin",
    ".BoundaryEventSplit",
    ".BoundaryEventJoin",
    ".StartEventSplit",
    ".StartEventJoin",
)


def naming_findings(diagram: Diagram) -> Iterator[Finding]:
    """Yield reserved and repeated ids, and a diagram with too many nodes."""
    things: list[tuple[str, int | None]] = [(diagram.key, diagram.line)]
    for scope in diagram.scopes():
        things += [(node.id, node.line) for node in scope.nodes]
        things += [(flow.id, flow.line) for flow in scope.flows]
    counts = Counter(identity for identity, _ in things)
    for identity, line in things:
        if not identity:
            yield finding("id-missing", None, line)
        elif identity in RESERVED or identity.endswith(_RESERVED_ENDINGS):
            yield finding("id-reserved", identity, line, id=identity)
        if counts.pop(identity, 1) > 1:
            yield finding("id-twice", identity, line, id=identity)
    nodes = sum(len(scope.nodes) for scope in diagram.scopes())
    if nodes >= MAX_NODES:
        yield finding("too-many-nodes", diagram.key, diagram.line, count=nodes, limit=MAX_NODES)
