"""A diagram as we understand it: what the checks judge and the compiler writes down."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeVar

EventKind = Literal["none", "timer", "message", "error", "escalation", "terminate"]
TimerKind = Literal["date", "duration", "cycle"]
LoopKind = Literal["parallel", "sequential", "standard"]
Part = TypeVar("Part", "Flow", "Node")

ACTIVITIES = frozenset(
    {
        "user_task",
        "manual_task",
        "service_task",
        "send_task",
        "receive_task",
        "business_rule_task",
        "sub_process",
        "call_activity",
    }
)
PEOPLE = frozenset({"user_task", "manual_task"})
GATEWAYS = frozenset({"exclusive_gateway", "parallel_gateway", "inclusive_gateway", "event_based_gateway"})
THROWING = frozenset({"end_event", "intermediate_throw_event"})
CATCHING = frozenset({"intermediate_catch_event", "boundary_event"})


@dataclass(frozen=True)
class Flow:
    """A sequence flow; `condition` is its FEEL text with the leading equals sign."""

    id: str
    source: str
    target: str
    name: str | None = None
    condition: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class Event:
    """What an event, a send task or a receive task throws or catches."""

    kind: EventKind = "none"
    timer: TimerKind | None = None
    when: str | None = None
    message: str | None = None
    code: str | None = None
    correlation: tuple[tuple[str, str], ...] = ()
    payload: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Loop:
    """How often an activity runs: multi-instance or standard loop."""

    kind: LoopKind
    cardinality: str | None = None
    collection: str | None = None
    item: str | None = None
    result: str | None = None
    results: str | None = None
    condition: str | None = None
    maximum: int | None = None
    test_before: bool = False


@dataclass(frozen=True)
class Node:
    """An activity, a gateway or an event."""

    id: str
    kind: str
    name: str | None = None
    line: int | None = None
    lane: str | None = None
    role: str | None = None
    agency: str | None = None
    form: str | None = None
    due: str | None = None
    reminders: str | None = None
    handler: str | None = None
    decision: str | None = None
    result: str | None = None
    documentation: str | None = None
    event: Event | None = None
    attached_to: str | None = None
    interrupting: bool = True
    default: str | None = None
    called: str | None = None
    loop: Loop | None = None
    scope: "Scope | None" = None


@dataclass(frozen=True)
class Scope:
    """The inside of a process or sub-process: its nodes and flows in document order."""

    id: str
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    line: int | None = None

    def incoming(self, node: str) -> list[Flow]:
        """Return the flows that lead to `node`."""
        return self._by_target.get(node, [])

    def outgoing(self, node: str) -> list[Flow]:
        """Return the flows that leave `node`."""
        return self._by_source.get(node, [])

    def attached(self, node: str) -> list[Node]:
        """Return the boundary events of `node`."""
        return self._by_host.get(node, [])

    @cached_property
    def _by_target(self) -> dict[str, list[Flow]]:
        return _grouped((flow.target, flow) for flow in self.flows)

    @cached_property
    def _by_source(self) -> dict[str, list[Flow]]:
        return _grouped((flow.source, flow) for flow in self.flows)

    @cached_property
    def _by_host(self) -> dict[str, list[Node]]:
        return _grouped((node.attached_to, node) for node in self.nodes if node.attached_to)


@dataclass(frozen=True)
class Diagram:
    """One executable process."""

    key: str
    name: str
    scope: Scope
    line: int | None = None
    messages: tuple[str, ...] = field(default=())

    def scopes(self) -> Iterator[Scope]:
        """Yield the process and every sub-process inside it, outermost first."""
        pending = [self.scope]
        while pending:
            scope = pending.pop(0)
            yield scope
            pending.extend(node.scope for node in scope.nodes if node.scope)

    def nodes(self) -> Iterator[Node]:
        """Yield every node, those of sub-processes included."""
        for scope in self.scopes():
            yield from scope.nodes


def _grouped(pairs: Iterable[tuple[str, Part]]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = defaultdict(list)
    for key, each in pairs:
        found[key].append(each)
    return dict(found)
