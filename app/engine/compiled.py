"""A compiled process: what a deployment keeps."""

from dataclasses import dataclass

from app.engine.diagram import Node


@dataclass(frozen=True)
class ElementSpec:
    """What the application keeps of an element in its own tables; `line` is its line in the file."""

    id: str
    kind: str
    name: str | None
    lane: str | None
    role: str | None
    agency: str | None
    form_key: str | None
    due_rule: str | None
    reminders: str | None
    handler: str | None
    documentation: str | None
    line: int | None


@dataclass(frozen=True)
class FlowSpec:
    """A sequence flow; `condition` is FEEL with its equals sign."""

    id: str
    name: str | None
    source: str
    target: str
    condition: str | None


@dataclass(frozen=True)
class Compiled:
    """A process ready to be deployed.

    `spec` is the text to store once per version and to give to `load_process`; `calls` are the keys of the
    processes it calls; `variables` the names its expressions read besides `case`; `messages` the names it
    sends or waits for; `checksum` is equal for diagrams that run alike.
    """

    key: str
    name: str
    spec: str
    elements: tuple[ElementSpec, ...]
    flows: tuple[FlowSpec, ...]
    calls: tuple[str, ...]
    variables: frozenset[str]
    messages: tuple[str, ...]
    checksum: str


def element_of(node: Node) -> ElementSpec:
    """Return what the application keeps of a node."""
    return ElementSpec(
        id=node.id,
        kind=node.kind,
        name=node.name,
        lane=node.lane,
        role=node.role,
        agency=node.agency,
        form_key=node.form,
        due_rule=node.due,
        reminders=node.reminders,
        handler=node.handler,
        documentation=node.documentation,
        line=node.line,
    )
