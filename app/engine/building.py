"""Build the graphs of a process from its stored text. Built once, shared by every case, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from SpiffWorkflow.specs import WorkflowSpec

from app.engine.definitions import checksum, load_diagram
from app.engine.diagram import Diagram, Event, Node, Scope
from app.engine.dmn.decision import Decision, decision_from
from app.engine.errors import EngineError, RecursiveCall
from app.engine.steps.activities import (
    BusinessRuleTask,
    CallActivity,
    ManualTask,
    ServiceTask,
    SubProcess,
    UserTask,
)
from app.engine.steps.base import Activity, Gone, Start, Step
from app.engine.steps.events import (
    BoundaryEvent,
    EndEvent,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    ReceiveTask,
    SendTask,
    StartEvent,
)
from app.engine.steps.gateways import (
    Condition,
    EventGateway,
    ExclusiveGateway,
    InclusiveGateway,
    ParallelGateway,
)
from app.engine.steps.loops import ParallelMultiInstance, SequentialMultiInstance, StandardLoop

STEPS: dict[str, type[Step]] = {
    "start_event": StartEvent,
    "end_event": EndEvent,
    "intermediate_catch_event": IntermediateCatchEvent,
    "intermediate_throw_event": IntermediateThrowEvent,
    "boundary_event": BoundaryEvent,
    "user_task": UserTask,
    "manual_task": ManualTask,
    "service_task": ServiceTask,
    "send_task": SendTask,
    "receive_task": ReceiveTask,
    "business_rule_task": BusinessRuleTask,
    "exclusive_gateway": ExclusiveGateway,
    "parallel_gateway": ParallelGateway,
    "inclusive_gateway": InclusiveGateway,
    "event_based_gateway": EventGateway,
    "sub_process": SubProcess,
    "call_activity": CallActivity,
}
_CACHED = 256


class Graph(WorkflowSpec):  # type: ignore[misc]
    """The steps of a process or sub-process and how they are connected."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__(name)
        self.key = key  # of the process it is a part of
        self.data_objects: dict[str, Any] = {}
        self.start = Start(self, "[start]")  # no id of a diagram can have brackets
        self.gone = Gone(self, "[gone]")
        self.flow_ids: dict[tuple[str, str], str] = {}
        self._upstream: dict[tuple[str, str], frozenset[str]] = {}

    def upstream(self, step: str, avoiding: str) -> frozenset[str]:
        """Return the steps from which a token can come to `step` (itself included) without passing `avoiding`."""
        known = self._upstream.get((step, avoiding))
        if known is None:
            seen: set[str] = set()
            pending = [step]
            while pending:
                name = pending.pop()
                if name in seen or name == avoiding:
                    continue
                seen.add(name)
                spec = self.task_specs[name]
                pending += spec._inputs
                pending += [host for host, other in self.task_specs.items() if name in _boundary_of(other)]
            known = self._upstream[step, avoiding] = frozenset(seen)
        return known


@dataclass(frozen=True)
class Process:
    """A process in memory: `graph` is its own, `graphs` those of its sub-processes and of what it calls."""

    key: str
    name: str
    identity: str
    graph: Graph
    graphs: Mapping[str, Graph]


def load_process(spec: str, called: Mapping[str, str] | None = None) -> Process:
    """Return the process of a stored text, from memory if it was used lately.

    `called` holds the texts of the processes it calls, directly or not, by key: the versions that the case
    was started with. Raise RecursiveCall for processes that call each other in a circle.
    """
    return _load(spec, tuple(sorted((called or {}).items())))


def forget() -> None:
    """Drop the processes kept in memory; each is built again from its text when it is next used."""
    _load.cache_clear()


@lru_cache(maxsize=_CACHED)
def _load(spec: str, called: tuple[tuple[str, str], ...]) -> Process:
    texts = dict(called)
    graphs: dict[str, Graph] = {}
    diagram, graph = _Builder.read(spec, texts, graphs, ())
    used = [text for key, text in called if key in graphs]  # what else was given makes no difference
    identity = checksum("\n".join([spec, *used]))
    return Process(diagram.key, diagram.name, identity, graph, graphs)


class _Builder:
    """Builds the graphs of one diagram into `graphs`; `path` are the keys of the processes down to it."""

    def __init__(
        self,
        texts: Mapping[str, str],
        graphs: dict[str, Graph],
        path: tuple[str, ...],
        decisions: Mapping[str, Decision],
    ) -> None:
        self.texts = texts
        self.graphs = graphs
        self.path = path
        self.decisions = decisions

    @classmethod
    def read(
        cls, spec: str, texts: Mapping[str, str], graphs: dict[str, Graph], path: tuple[str, ...]
    ) -> tuple[Diagram, Graph]:
        """Read a stored process and build its graph."""
        diagram, contents = load_diagram(spec)
        decisions = {key: decision_from(content) for key, content in contents.items()}
        return diagram, cls(texts, graphs, (*path, diagram.key), decisions).build(diagram.scope)

    def build(self, scope: Scope) -> Graph:
        """Build the graph of a scope."""
        graph = Graph(scope.id, self.path[-1])
        for node in scope.nodes:
            self._step(graph, node)
        for node in scope.nodes:
            if node.kind == "start_event":
                graph.start.connect(graph.task_specs[node.id])
            if node.attached_to:
                host = graph.task_specs[node.attached_to]
                host.boundary = (*host.boundary, node.id)
        defaults = {node.default for node in scope.nodes if node.default}
        for flow in scope.flows:
            source, target = graph.task_specs[flow.source], graph.task_specs[flow.target]
            graph.flow_ids[flow.source, flow.target] = flow.id
            if flow.condition is not None and flow.id not in defaults:
                source.connect_if(Condition(flow.condition), target)
            else:
                source.connect(target)
        return graph

    def _step(self, graph: Graph, node: Node) -> None:
        """Add a step, and around it the loop it may have."""
        name = f"{node.id} [instance]" if node.loop else node.id
        step = self._plain(graph, node, name)
        step.bpmn_id = node.id
        if node.loop is not None:
            kinds = {
                "parallel": ParallelMultiInstance,
                "sequential": SequentialMultiInstance,
                "standard": StandardLoop,
            }
            if node.loop.kind == "standard":
                around = StandardLoop(graph, node.id, name, None, None, False)
            else:
                around = kinds[node.loop.kind](graph, node.id, name)
            around.loop = node.loop

    def _plain(self, graph: Graph, node: Node, name: str) -> Step:
        kind = STEPS[node.kind]
        if node.kind == "sub_process" and node.scope is not None:
            inside = f"{self.path[-1]}/{node.id}"
            self.graphs[inside] = self.build(node.scope)
            return kind(graph, name, subworkflow_spec=inside)
        if node.kind == "call_activity":
            return kind(graph, name, subworkflow_spec=self._call(node))
        if node.kind == "boundary_event":
            step = kind(graph, name, event_definition=node.event, cancel_activity=node.interrupting)
            step.result = node.result
            return step
        if node.kind == "event_based_gateway":
            return kind(graph, name, event_definition=Event())
        if node.event is not None:
            step = kind(graph, name, event_definition=node.event)
            step.result = node.result
            return step
        step = kind(graph, name)
        if node.kind == "service_task":
            step.handler = node.handler
        elif node.kind == "business_rule_task":
            step.decision, step.result = self.decisions[node.decision or ""], node.result
        return step

    def _call(self, node: Node) -> str:
        """Return the name of the graph of a called process, building it if nobody did."""
        key = node.called or ""
        if key in self.path:
            raise RecursiveCall(f"{' → '.join((*self.path, key))}: processes call each other in a circle", node.id)
        if key not in self.texts:
            raise EngineError(f"The called process {key!r} was not given", node.id)
        if key not in self.graphs:
            self.graphs[key] = self.read(self.texts[key], self.texts, self.graphs, self.path)[1]
        return key


def _boundary_of(step: Step) -> tuple[str, ...]:
    return step.boundary if isinstance(step, Activity) else ()
