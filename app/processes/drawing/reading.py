"""Read what is drawn of a process: shapes, flows, lanes, pools and labels."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from app.engine.diagram import GATEWAYS, Flow, Node, Scope
from app.processes.drawing.geometry import Box, Edge, Label, Outline, Point, Shape
from app.processes.drawing.letters import LABEL_LINE, LABEL_SIZE, lines_of, width_of

_DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
_DC = "{http://www.omg.org/spec/DD/20100524/DC}"
_WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
_UNBOUND = (90.0, 20.0)  # bpmn-js gives a label this room where the file names none


@dataclass(frozen=True)
class Drawing:
    """A process and how it is drawn; by the ids of its elements."""

    nodes: dict[str, Node]
    flows: dict[str, Flow]
    inside: dict[str, str]
    """The sub-process around a node."""
    shapes: dict[str, Shape]
    edges: dict[str, Edge]
    frames: dict[str, Box]
    """Pools and lanes."""
    members: dict[str, str]
    """The innermost lane of a node."""
    names: dict[str, str]
    """What pools and lanes are called."""
    labels: tuple[Label, ...]


def read_drawing(root: etree._Element, process: Scope) -> Drawing:
    """Return what the file draws of its process."""
    nodes, flows, inside = dict[str, Node](), dict[str, Flow](), dict[str, str]()
    for scope, around in _scopes(process, None):
        nodes |= {node.id: node for node in scope.nodes}
        flows |= {flow.id: flow for flow in scope.flows}
        inside |= {node.id: around for node in scope.nodes if around}
    drawn = {shape.get("bpmnElement", ""): shape for shape in root.iter(f"{_DI}BPMNShape", f"{_DI}BPMNEdge")}
    boxes = {name: box for name, shape in drawn.items() if (box := _box(shape.find(f"{_DC}Bounds"))) is not None}
    shapes = {name: Shape(name, boxes[name], _outline(nodes[name])) for name in nodes if name in boxes}
    edges = {name: Edge(name, _points(drawn[name])) for name in flows if name in drawn}
    frames = [frame for kind in ("participant", "lane") for frame in root.iter(f"{{*}}{kind}")]
    return Drawing(
        nodes=nodes,
        flows=flows,
        inside=inside,
        shapes=shapes,
        edges=edges,
        frames={name: boxes[name] for frame in frames if (name := frame.get("id", "")) in boxes},
        members=_members(root),
        names={frame.get("id", ""): frame.get("name") or "" for frame in frames},
        labels=tuple(_labels(drawn, {**nodes, **flows}, shapes, edges)),
    )


def _scopes(scope: Scope, around: str | None) -> Iterator[tuple[Scope, str | None]]:
    yield scope, around
    for node in scope.nodes:
        if node.scope:
            yield from _scopes(node.scope, node.id)


def _members(root: etree._Element) -> dict[str, str]:
    """Return the lane of each node; an inner lane comes after the one around it, and counts."""
    found = root.iter("{*}lane")
    return {
        (reference.text or "").strip(): lane.get("id", "")
        for lane in found
        for reference in lane.findall("{*}flowNodeRef")
    }


def _outline(node: Node) -> Outline:
    if node.kind in GATEWAYS:
        return "diamond"
    return "circle" if node.kind.endswith("_event") else "box"


def _box(bounds: etree._Element | None) -> Box | None:
    if bounds is None:
        return None
    x, y, width, height = (float(bounds.get(name, "0")) for name in ("x", "y", "width", "height"))
    return Box(x, y, width, height)


def _points(edge: etree._Element) -> tuple[Point, ...]:
    return tuple((float(point.get("x", "0")), float(point.get("y", "0"))) for point in edge.iter(_WAYPOINT))


def _labels(
    drawn: dict[str, etree._Element],
    elements: dict[str, Node | Flow],
    shapes: dict[str, Shape],
    edges: dict[str, Edge],
) -> Iterator[Label]:
    """Yield the labels that stand beside their elements: those of events, gateways and flows."""
    for name, element in elements.items():
        is_beside = name in edges or (name in shapes and shapes[name].outline != "box")
        if not element.name or not is_beside:
            continue
        room = _box(drawn[name].find(f"{_DI}BPMNLabel/{_DC}Bounds")) or _usual_room(shapes.get(name), edges.get(name))
        lines = lines_of(element.name, room.width, LABEL_SIZE)
        width = max(width_of(line, LABEL_SIZE) for line in lines)
        drawn_at = Box(room.center[0] - width / 2, room.y, width, len(lines) * LABEL_LINE)
        yield Label(name, element.name, drawn_at, room)


def _usual_room(shape: Shape | None, edge: Edge | None) -> Box:
    """Return where bpmn-js puts a label for which the file names no place."""
    width, height = _UNBOUND
    if shape is not None:
        return Box(shape.box.center[0] - width / 2, shape.box.bottom, width, height)
    points = edge.points if edge is not None and edge.points else ((0.0, 0.0),)
    (x, y), (next_x, next_y) = points[(len(points) - 1) // 2], points[len(points) // 2]
    return Box((x + next_x) / 2 - width / 2, (y + next_y) / 2 - 15 - height / 2, width, height)
