"""The text of a running case: its living tokens, and nothing of the process it follows.

The one place where states are written and read. A list of tokens a scope, parents first; the variables of a
token are left out where they are its parent's. `load` always gives the case our own evaluator.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.engine import values
from app.engine.building import Graph, Process
from app.engine.errors import EngineLimit, StateRefused
from app.engine.pruning import prune
from app.engine.tokens import LIVE, Run, SubRun, Token

VERSION = 1
LIBRARY = "3.2.0"
MAX_TEXT = 1_000_000
MAX_TOKENS = 1000

CANCELLED = "cancelled"


def save(run: Run) -> str:
    """Write the state of a case."""
    prune(run)
    if sum(scope.live for scope in run.scopes()) > MAX_TOKENS:
        raise EngineLimit(f"The case has more than {MAX_TOKENS} tokens")
    scopes = [_dump_scope(scope) for scope in run.scopes()]
    return _text(run.process.identity, "completed" if run.completed else "running", scopes)


def save_cancelled(process: Process) -> str:
    """Write the state of a case that was called off: nothing is left of it."""
    return _text(process.identity, CANCELLED, [])


def load(process: Process, state: str, case: Mapping[str, Any], now: datetime) -> Run:
    """Read a state; raise StateRefused if it is not one of this engine, or not of this process."""
    content = header(state)
    if content["process"] != process.identity:
        raise StateRefused(f"The state belongs to another version of the process {process.key!r}")
    run = Run(process, case, now)
    run.completed = content["status"] != "running"
    run.data = {}
    for index, scope in enumerate(content["scopes"]):
        if index == 0:
            _load_scope(run, scope)
        else:
            _load_sub(run, scope)
    return run


def header(state: str) -> dict[str, Any]:
    """Return the content of a state after asking who wrote it."""
    try:
        content = values.load(state)
    except ValueError as error:
        raise StateRefused("The state is not readable") from error
    if not isinstance(content, dict) or content.get("v") != VERSION or content.get("engine") != LIBRARY:
        raise StateRefused("The state was written by an unknown version of the engine")
    return content


def _text(identity: str, status: str, scopes: list[Any]) -> str:
    content = {"v": VERSION, "engine": LIBRARY, "process": identity, "status": status, "scopes": scopes}
    text = values.dump(content)
    if len(text) > MAX_TEXT:
        raise EngineLimit(f"The state is larger than {MAX_TEXT // 1000} kB")
    return text


def _dump_scope(scope: Run | SubRun) -> list[Any]:
    numbers: dict[str, int] = {}
    rows = []
    for token in scope.tasks.values():
        numbers[token.id] = len(numbers)
        parent = token.parent
        unchanged = parent is not None and values.same(parent.data, token.data)
        rows.append(
            [
                token.id,
                None if parent is None else numbers[parent.id],
                token.task_spec.name,
                token._state,
                None if unchanged else token.data,
                token.internal_data,
            ]
        )
    changed = None if values.same(scope.data, scope.root.data) else scope.data
    return [scope.host.id if isinstance(scope, SubRun) else None, changed, rows]


def _load_sub(run: Run, content: list[Any]) -> None:
    host = run.find(content[0])
    if host is None:
        raise StateRefused("The state is damaged: a sub-process has lost its place")
    inside = SubRun(run.process.graphs[host.task_spec.spec], host, run)
    run.subprocesses[host.id] = inside
    _load_scope(inside, content)


def _load_scope(scope: Run | SubRun, content: list[Any]) -> None:
    _, data, rows = content
    loaded: list[Token] = []
    for identity, parent, name, state, own, internal in rows:
        above = None if parent is None else loaded[parent]
        token = Token(scope, _step(scope.spec, name, state), above, state, identity)
        token.data = own if own is not None or above is None else above.data
        token.internal_data = internal
        loaded.append(token)
    scope.root = loaded[0]
    scope.data = data if data is not None else scope.root.data


def _step(graph: Graph, name: str, state: int) -> Any:
    step = graph.task_specs.get(name)
    if step is None and not state & LIVE:
        return graph.gone
    if step is None:
        raise StateRefused(f"The process no longer has the element {name!r}")
    return step
