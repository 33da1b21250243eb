"""The way a case usually takes through its diagram: what still lies ahead, as people list it."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from app.engine import Scope, outline

SHOWN = frozenset({"user_task", "manual_task", "service_task", "business_rule_task", "call_activity", "sub_process"})


@lru_cache(maxsize=256)
def way_from(spec: str, element: str | None = None) -> tuple[str, ...]:
    """Return the ids of the steps from `element` (itself included; None: from the start) to the end.

    At a gateway the default flow is taken, else the first one without a condition, else the first: what most cases
    do. A step that has been passed ends the way, so loops end too. An element inside a sub-process gives itself only.
    """
    scope = outline(spec)
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


def passed_through(spec: str, reached: Mapping[str, datetime], left: Mapping[str, datetime]) -> frozenset[str]:
    """Return the flows, gateways and events that a case has passed between the steps it has reached.

    `reached` says when each step was last reached, `left` when it was first left. A flow counts when the step it
    leads to (over gateways and events) was reached after the one it comes from was left: so of two ways out of a
    gateway only the one that was taken does.
    """
    scope = outline(spec)
    kinds = {node.id: node.kind for node in scope.nodes}
    starts = {node for node, kind in kinds.items() if kind == "start_event"} if reached else set()
    passed = set(starts)
    for source in (*starts, *left):
        after = left.get(source)
        open_to = frozenset(step for step, at in reached.items() if after is None or at >= after)
        for flow in scope.outgoing(source):
            passed |= _ways(scope, kinds, open_to, (flow.id,), flow.target)
    return frozenset(passed)


def ends_behind(spec: str, step: str) -> frozenset[str]:
    """Return the end events that a step leads to without another step between."""
    scope = outline(spec)
    kinds = {node.id: node.kind for node in scope.nodes}
    ends = [node for node, kind in kinds.items() if kind == "end_event"]
    flows = scope.outgoing(step)
    return frozenset(
        end for end in ends if any(_ways(scope, kinds, frozenset({end}), (flow.id,), flow.target) for flow in flows)
    )


def _ways(
    scope: Scope, kinds: Mapping[str, str], goals: frozenset[str], so_far: tuple[str, ...], here: str
) -> frozenset[str]:
    if here in goals:
        return frozenset(so_far)
    if kinds.get(here) in SHOWN or here in so_far[:-1]:
        return frozenset()
    onward = (_ways(scope, kinds, goals, (*so_far, here, flow.id), flow.target) for flow in scope.outgoing(here))
    return frozenset().union(*onward)
