"""Keep the tree of a case as small as what still matters: living tokens and the forks they come from.

A finished token matters only if branches parted at it, because a join compares their variables with those
at the fork. Everything else is history, and history is the timeline's business. So a case that loops a
thousand times is stored in the same space as one that never did.
"""

from app.engine.errors import EngineLimit
from app.engine.tokens import Run, SubRun

MAX_DEPTH = 500


def prune(run: Run) -> None:
    """Drop finished tokens from every scope; raise EngineLimit if what is left is too deep."""
    for scope in run.scopes():
        _prune(scope)


def _prune(scope: Run | SubRun) -> None:
    """Replace each finished token by its children. Tokens stand in the order of their making: parents first."""
    instead: dict[str, list[str]] = {}
    for token in reversed(scope.tasks.values()):
        children = [each for child in token._children for each in instead[child]]
        if token is scope.root or token.is_live or len(children) > 1:
            token._children = children
            children = [token.id]
        instead[token.id] = children
    scope.tasks = {token.id: token for token in scope.tasks.values() if instead[token.id] == [token.id]}
    depth: dict[str, int] = {scope.root.id: 0}
    for token in scope.tasks.values():
        for child in token._children:
            scope.tasks[child]._parent = token.id
            depth[child] = depth[token.id] + 1
            if depth[child] > MAX_DEPTH:
                raise EngineLimit("Tokens have come from too many forks", token.task_spec.bpmn_id)
