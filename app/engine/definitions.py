"""The text of a compiled process: a diagram written as JSON without drawing, lines and defaults."""

import json
from dataclasses import MISSING, fields
from functools import lru_cache
from hashlib import sha256
from typing import Any

from app.engine.diagram import Diagram, Event, Flow, Loop, Node, Scope
from app.engine.errors import StateRefused

FORMAT = 1
_DROPPED = frozenset({"line", "documentation", "lane", "reminders", "due", "form", "role", "agency"})


def dump_diagram(diagram: Diagram, decisions: dict[str, Any]) -> str:
    """Write what is needed to run the process; who does what stays in the application's own tables."""
    content = {"format": FORMAT, "key": diagram.key, "name": diagram.name, "scope": _thin(diagram.scope)}
    if decisions:
        content["decisions"] = decisions
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def load_diagram(text: str) -> tuple[Diagram, dict[str, Any]]:
    """Read what `dump_diagram` wrote; raise StateRefused for another format."""
    content = json.loads(text)
    if content.get("format") != FORMAT:
        raise StateRefused(f"Definitions of format {content.get('format')!r} are not known")
    return Diagram(content["key"], content["name"], _scope(content["scope"])), content.get("decisions", {})


@lru_cache(maxsize=256)
def outline(text: str) -> Scope:
    """Return the nodes and flows of a stored process, those of its sub-processes inside their nodes; for looking at."""
    return load_diagram(text)[0].scope


def checksum(text: str) -> str:
    """Return the identity of a definition: equal for diagrams that run alike, however they are drawn."""
    return sha256(text.encode()).hexdigest()


def _thin(part: Any) -> Any:
    if isinstance(part, (Scope, Node, Flow, Event, Loop)):
        return {
            field.name: _thin(value)
            for field in fields(part)
            if field.name not in _DROPPED
            and ((value := getattr(part, field.name)) != field.default or field.default is MISSING)
        }
    if isinstance(part, tuple):
        return [_thin(item) for item in part]
    return part


def _scope(content: dict[str, Any]) -> Scope:
    return Scope(
        content["id"],
        tuple(_node(node) for node in content["nodes"]),
        tuple(Flow(**flow) for flow in content["flows"]),
    )


def _node(content: dict[str, Any]) -> Node:
    values = dict(content)
    if "scope" in values:
        values["scope"] = _scope(values["scope"])
    if "event" in values:
        pairs = {name: _pairs(values["event"].get(name, ())) for name in ("correlation", "payload")}
        values["event"] = Event(**{**values["event"], **pairs})
    if "loop" in values:
        values["loop"] = Loop(**values["loop"])
    return Node(**values)


def _pairs(content: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in content)
