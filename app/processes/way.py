"""The way a case usually takes through its diagram: what still lies ahead, as people list it."""

from functools import lru_cache

from app.engine.definitions import load_diagram
from app.engine.diagram import Scope

SHOWN = frozenset({"user_task", "manual_task", "service_task", "business_rule_task", "call_activity", "sub_process"})


@lru_cache(maxsize=256)
def way_from(spec: str, element: str | None = None) -> tuple[str, ...]:
    """Return the ids of the steps from `element` (itself included; None: from the start) to the end.

    At a gateway the default flow is taken, else the first one without a condition, else the first: what most cases
    do. A step that has been passed ends the way, so loops end too. An element inside a sub-process gives itself only.
    """
    scope = load_diagram(spec)[0].scope
    nodes = {node.id: node for node in scope.nodes}
    here = element or next((node.id for node in scope.nodes if node.kind == "start_event"), None)
    if here is not None and here not in nodes:
        return (here,)
    passed: dict[str, None] = {}
    while here is not None and here not in passed:
        passed[here] = None
        here = _next(scope, here, nodes[here].default)
    return tuple(step for step in passed if nodes[step].kind in SHOWN)


def _next(scope: Scope, here: str, default: str | None) -> str | None:
    flows = scope.outgoing(here)
    usual = (
        *(flow for flow in flows if flow.id == default),
        *(flow for flow in flows if not flow.condition),
        *flows,
    )
    return usual[0].target if usual else None


@lru_cache(maxsize=1024)
def passed_through(spec: str, done: frozenset[str], here: frozenset[str]) -> frozenset[str]:
    """Return the flows, gateways and events that lead from the start and from what is done to what is done or here.

    A flow behind a gateway is passed when it leads to such a step; which of two ways back and forth was taken last,
    the drawing does not tell.
    """
    scope = load_diagram(spec)[0].scope
    kinds = {node.id: node.kind for node in scope.nodes}
    touched = done | here
    passed = {node for node, kind in kinds.items() if kind == "start_event"} if touched else set()
    for source in passed | done:
        for flow in scope.outgoing(source):
            passed |= _to_touched(scope, kinds, touched, (flow.id,), flow.target)
    return frozenset(passed)


def _to_touched(
    scope: Scope, kinds: dict[str, str], touched: frozenset[str], so_far: tuple[str, ...], here: str
) -> set[str]:
    if here in touched:
        return set(so_far)
    if kinds.get(here) in SHOWN or here in so_far:
        return set()
    onward = (
        _to_touched(scope, kinds, touched, (*so_far, here, flow.id), flow.target) for flow in scope.outgoing(here)
    )
    return set().union(*onward)
