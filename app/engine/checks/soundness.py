"""Play every way through a diagram with tokens: loops that nothing slows down, joins that can wait for ever.

Conditions are not looked at: each choice may go each way. The game is given up, without a finding, when
there are more situations than `MAX_SITUATIONS`, or more than two tokens on a flow.
"""

from collections.abc import Iterator
from itertools import combinations

from app.engine.diagram import Node, Scope
from app.engine.findings import Finding, finding

MAX_SITUATIONS = 3000
_MAX_TOKENS = 2  # on one flow
_MAX_SUBSETS = 4
_AT_ONCE = {
    "exclusive_gateway",
    "parallel_gateway",
    "inclusive_gateway",
    "intermediate_throw_event",
    "send_task",
}

Situation = tuple[tuple[str, int], ...]  # flow → number of tokens on it, sorted


def soundness_findings(scope: Scope) -> Iterator[Finding]:
    """Yield loops without any wait and joins where tokens can get stuck."""
    looping = _automatic_loop(scope)
    if looping is not None:
        yield finding("automatic-loop", looping.id, looping.line)
        return
    stuck = _Game(scope).stuck()
    if stuck is not None:
        yield finding("never-joined", stuck.id, stuck.line)


def _automatic_loop(scope: Scope) -> Node | None:
    """Return a node that tokens can come back to without any task, timer or message on the way."""
    at_once = {node.id: node for node in scope.nodes if node.kind in _AT_ONCE}
    following: dict[str, list[str]] = {name: [] for name in at_once}
    for flow in scope.flows:
        if flow.source in at_once and flow.target in at_once:
            following[flow.source].append(flow.target)
    for name in at_once:
        seen: set[str] = set()
        pending = list(following[name])
        while pending:
            other = pending.pop()
            if other == name:
                return at_once[name]
            if other not in seen:
                seen.add(other)
                pending.extend(following[other])
    return None


class _Game:
    """The token game of one scope."""

    def __init__(self, scope: Scope) -> None:
        self.nodes = {node.id: node for node in scope.nodes}
        self.coming = {node.id: tuple(flow.id for flow in scope.incoming(node.id)) for node in scope.nodes}
        self.leaving = {node.id: tuple(flow.id for flow in scope.outgoing(node.id)) for node in scope.nodes}
        self.target = {flow.id: flow.target for flow in scope.flows}
        self.attached = {node.id: scope.attached(node.id) for node in scope.nodes}

    def stuck(self) -> Node | None:
        """Return a join where a token can be left waiting with nothing else to move."""
        start = next(node.id for node in self.nodes.values() if node.kind == "start_event")
        first: Situation = tuple((flow, 1) for flow in self.leaving[start])
        seen, pending = {first}, [first]
        while pending:
            situation = pending.pop()
            following = list(self._moves(dict(situation)))
            if not following and situation:
                return self.nodes[self.target[situation[0][0]]]
            for each in following:
                if each not in seen:
                    if len(seen) >= MAX_SITUATIONS or any(count > _MAX_TOKENS for _, count in each):
                        return None
                    seen.add(each)
                    pending.append(each)
        return None

    def _moves(self, tokens: dict[str, int]) -> Iterator[Situation]:
        for name in dict.fromkeys(self.target[flow] for flow in tokens):
            node = self.nodes[name]
            present = [flow for flow in self.coming[name] if flow in tokens]
            if node.kind == "parallel_gateway":
                if len(present) == len(self.coming[name]):
                    yield _moved(tokens, present, self.leaving[name])
            elif node.kind == "inclusive_gateway":
                if not self._more_can_come(tokens, name):
                    for chosen in _subsets(self.leaving[name]):
                        yield _moved(tokens, present, chosen)
            else:
                for flow in present:
                    yield from self._through(tokens, flow, node)

    def _through(self, tokens: dict[str, int], flow: str, node: Node) -> Iterator[Situation]:
        """Move one token through a node that does not join."""
        leaving = self.leaving[node.id]
        if node.kind == "end_event":
            ends_all = node.event is not None and node.event.kind in ("terminate", "error")
            yield () if ends_all else _moved(tokens, [flow], ())
        elif node.kind in ("exclusive_gateway", "event_based_gateway"):
            for way in leaving:
                yield _moved(tokens, [flow], (way,))
        else:
            aside = [self.leaving[event.id] for event in self.attached[node.id] if not event.interrupting]
            instead = [self.leaving[event.id] for event in self.attached[node.id] if event.interrupting]
            for produced in (leaving, *instead, *((*leaving, *more) for more in aside)):
                yield _moved(tokens, [flow], produced)

    def _more_can_come(self, tokens: dict[str, int], join: str) -> bool:
        """Tell whether a token elsewhere can reach an empty flow of the join."""
        empty = {flow for flow in self.coming[join] if flow not in tokens}
        seen: set[str] = set()
        pending = [self.target[flow] for flow in tokens if self.target[flow] != join]
        while pending:
            name = pending.pop()
            if name in seen or name == join:
                continue
            seen.add(name)
            ways = [*self.leaving[name], *(f for e in self.attached[name] for f in self.leaving[e.id])]
            if empty.intersection(ways):
                return True
            pending.extend(self.target[flow] for flow in ways)
        return False


def _subsets(flows: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    sizes = range(1, len(flows) + 1) if len(flows) <= _MAX_SUBSETS else (1, len(flows))
    for size in sizes:
        yield from combinations(flows, size)


def _moved(tokens: dict[str, int], taken: list[str], put: tuple[str, ...]) -> Situation:
    after = dict(tokens)
    for flow in taken:
        after[flow] -= 1
        if not after[flow]:
            del after[flow]
    for flow in put:
        after[flow] = after.get(flow, 0) + 1
    return tuple(sorted(after.items()))
