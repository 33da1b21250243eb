"""Move a running case to another version of its process: first the report, then the move.

A state holds living tokens only, so a move is a change of steps under them: drafts keep their task ids and
timers their due times. It is refused when a token stands on an element that is gone or has become another kind.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.engine import values
from app.engine.building import Graph, Process
from app.engine.errors import MigrationRefused, StateRefused
from app.engine.findings import Finding, finding
from app.engine.state import header
from app.engine.steps.base import Activity
from app.engine.tokens import LIVE


@dataclass(frozen=True)
class MigrationReport:
    """What a move would do; it is possible when nothing is `refused`.

    `standing` are the elements where the case stands; `added` those the new version has more (those before
    the tokens are simply not visited); `warnings` name what will not happen by itself.
    """

    standing: tuple[str, ...]
    added: tuple[str, ...]
    refused: tuple[Finding, ...]
    warnings: tuple[Finding, ...]

    @property
    def possible(self) -> bool:
        """Whether `migrate` would do it."""
        return not self.refused


def predict_migration(old: Process, new: Process, state: str) -> MigrationReport:
    """Report what moving the case from `old` to `new` would mean; nothing is changed."""
    content = header(state)
    if content["process"] != old.identity:
        raise StateRefused(f"The state belongs to another version of the process {old.key!r}")
    standing: list[str] = []
    refused: list[Finding] = []
    warnings: list[Finding] = []
    if content["status"] != "running":
        refused.append(finding("migration-ended"))
    for before, after, rows in _scopes(old, new, content):
        for row in rows:
            if row[3] & LIVE:
                standing.append(_element(before, row[2]))
                refused += _token_findings(before, after, row)
                warnings += _unarmed(before, after, row[2])
    return MigrationReport(
        tuple(dict.fromkeys(standing)),
        tuple(sorted(_elements(new) - _elements(old))),
        tuple(dict.fromkeys(refused)),
        tuple(dict.fromkeys(warnings)),
    )


def migrate(state: str, old: Process, new: Process) -> str:
    """Return the state of the case under `new`; raise MigrationRefused where the report says so."""
    report = predict_migration(old, new, state)
    if not report.possible:
        raise MigrationRefused("; ".join(found.message for found in report.refused))
    return values.dump({**header(state), "process": new.identity})


def _scopes(old: Process, new: Process, content: dict[str, Any]) -> Iterator[tuple[Graph, Graph | None, list[Any]]]:
    """Yield the old graph, the new graph and the tokens of each scope; outer ones come first."""
    graphs: dict[str, tuple[Graph, Graph | None]] = {}  # token → where it stands
    places: dict[str, str] = {}
    for host, _, rows in content["scopes"]:
        before: Graph
        after: Graph | None
        if host is None:
            before, after = old.graph, new.graph
        else:
            outer_before, outer_after = graphs[host]
            before = old.graphs[outer_before.task_specs[places[host]].spec]
            step = outer_after.task_specs.get(places[host]) if outer_after is not None else None
            after = new.graphs.get(getattr(step, "spec", ""))
        for row in rows:
            graphs[row[0]], places[row[0]] = (before, after), row[2]
        yield before, after, rows


def _token_findings(before: Graph, after: Graph | None, row: list[Any]) -> Iterator[Finding]:
    element = _element(before, row[2])
    step = after.task_specs.get(row[2]) if after is not None else None
    if step is None:
        yield finding("migration-removed", element, name=element)
    elif type(step) is not type(before.task_specs[row[2]]):
        yield finding("migration-other-kind", element, name=element)
    elif row[5].get("from") is not None and row[5]["from"] not in step._inputs:
        yield finding("migration-join", element, name=element, source=row[5]["from"])


def _unarmed(before: Graph, after: Graph | None, name: str) -> Iterator[Finding]:
    """Yield boundary events that are new on an activity that has begun: they begin with the next visit."""
    step = after.task_specs.get(name) if after is not None else None
    known = before.task_specs[name]
    if isinstance(step, Activity) and isinstance(known, Activity):
        for event in step.boundary:
            if event not in known.boundary:
                yield finding("migration-unarmed", event, name=event, host=name)


def _element(graph: Graph, name: str) -> str:
    return str(graph.task_specs[name].bpmn_id)


def _elements(process: Process) -> set[str]:
    graphs = (process.graph, *process.graphs.values())
    return {str(step.bpmn_id) for graph in graphs for step in graph.task_specs.values() if step.bpmn_id}
