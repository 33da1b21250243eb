"""Where in a case something stands: in its own process, or in one that a call activity of it runs, and so on inwards.

A *path* is the ids of those call activities, from the outside; of the case's own process it is empty.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from app.cases.models import Case, UserTask
from app.engine import Scope, outline
from app.processes.deployed import Deployed, get_deployed

Path = tuple[str, ...]

_BETWEEN = "/"  # no id of an element can have it


def path_of(text: str) -> Path:
    """Return the path that `text_of` wrote."""
    return tuple(text.split(_BETWEEN)) if text else ()


def text_of(path: Path) -> str:
    """Return the path as it is kept."""
    return _BETWEEN.join(path)


def path_of_task(task: UserTask) -> Path:
    """Return where the task stands."""
    return path_of(task.call_path)


def calls_within(case: Case, within: Sequence[str]) -> Path:
    """Return those of the elements around something that are call activities; the others are sub-processes."""
    path: Path = ()
    for element in within:
        deployed = process_at(case, path)
        if deployed is not None and element in _called(deployed):
            path = (*path, element)
    return path


def process_at(case: Case, path: Path) -> Deployed | None:
    """Return the process that stands at the path, at the case's version; None if this version has none there."""
    pinned: Mapping[str, int] = json.loads(case.pinned)
    at = get_deployed(case.definition_id)
    for call in path:
        version = pinned.get(_called(at).get(call, ""))
        if version is None:
            return None
        at = get_deployed(version)
    return at


def seen_from(level: Path, path: Path, element: str) -> str | None:
    """Return which element of the process at `level` shows what stands at `path`: itself, or the call around it."""
    if path[: len(level)] != level:
        return None
    return element if path == level else path[len(level)]


def _called(deployed: Deployed) -> dict[str, str]:
    """Return the call activities of a process, those in its sub-processes too, and which process each calls."""
    return dict(_calls_in(outline(deployed.spec))) if deployed.calls else {}


def _calls_in(scope: Scope) -> Iterator[tuple[str, str]]:
    for node in scope.nodes:
        if node.called:
            yield node.id, node.called
        if node.scope:
            yield from _calls_in(node.scope)
