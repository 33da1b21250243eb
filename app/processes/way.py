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
