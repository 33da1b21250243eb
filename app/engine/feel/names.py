"""Which variables an expression reads."""

from dataclasses import dataclass, field

from app.engine.feel import nodes
from app.engine.feel.nodes import Node, children


@dataclass(slots=True)
class FreeNames:
    """The names read from outside: for certain, and perhaps (inside filters they may be entries)."""

    certain: set[str] = field(default_factory=set)
    possible: set[str] = field(default_factory=set)

    def collect(self, node: Node, bound: frozenset[str] = frozenset(), *, in_filter: bool = False) -> None:
        """Add the names that *node* reads, *bound* ones excepted."""
        if isinstance(node, nodes.Name):
            if node.name not in bound:
                (self.possible if in_filter else self.certain).add(node.name)
        elif isinstance(node, nodes.Filter):
            self.collect(node.target, bound, in_filter=in_filter)
            self.collect(node.predicate, bound | {"item"}, in_filter=True)
        elif isinstance(node, nodes.ContextLiteral):
            for entry in node.entries:
                self.collect(entry.value, bound, in_filter=in_filter)
                bound |= {entry.key}
        elif isinstance(node, nodes.For | nodes.Quantified):
            self._collect_iterations(node, bound, in_filter)
        else:
            for child in children(node):
                self.collect(child, bound, in_filter=in_filter)

    def _collect_iterations(self, node: nodes.For | nodes.Quantified, bound: frozenset[str], in_filter: bool) -> None:
        for iteration in node.iterations:
            self.collect(iteration.source, bound, in_filter=in_filter)
            if iteration.end is not None:
                self.collect(iteration.end, bound, in_filter=in_filter)
            bound |= {iteration.name}
        body = node.body if isinstance(node, nodes.For) else node.condition
        extra = frozenset({"partial"}) if isinstance(node, nodes.For) else frozenset()
        self.collect(body, bound | extra, in_filter=in_filter)


def mentions(node: Node, name: str) -> bool:
    """Tell whether *node* reads *name* from outside itself."""
    free = FreeNames()
    free.collect(node)
    return name in free.certain | free.possible


def depth_of(root: Node) -> int:
    """Count the levels of nesting, without recursion: the tree may be deeper than Python's stack."""
    deepest, pending = 0, [(root, 1)]
    while pending:
        node, depth = pending.pop()
        deepest = max(deepest, depth)
        pending += [(child, depth + 1) for child in children(node)]
    return deepest
