"""What is wrong with a drawing: findings that warn a process owner, and refuse nothing."""

from collections.abc import Iterator

from app.engine.findings import Finding
from app.engine.parsing import executable_processes, parse
from app.engine.reading import read_xml
from app.processes.drawing.geometry import Label, Shape, pairs
from app.processes.drawing.letters import LABEL_SIZE, TASK_LINE, TASK_SIZE, lines_of, width_of
from app.processes.drawing.reading import Drawing, read_drawing
from app.processes.drawing.wording import WORDING

_TOUCHING = 1.0  # pixels that may be shared: lines have a width
_BESIDE_TEXT = 10.0  # pixels of a task that no text takes
_MARKER = 19.0  # pixels that the mark of a call or a loop takes at the foot; the name stands in the middle


def drawing_faults(bpmn: bytes) -> list[Finding]:
    """Return what makes the diagram hard to read; nothing for a file that is refused anyway."""
    root, refused = read_xml(bpmn)
    processes = [] if root is None or refused else executable_processes(root)
    if root is None or len(processes) != 1:
        return []
    drawing = read_drawing(root, parse(root, processes[0]).scope)
    if not drawing.shapes:
        return [_fault("nothing-drawn", None, None)]
    checks = (_missing, _overlapping, _outside, _backwards, _through, _cramped, _labels)
    return [found for check in checks for found in check(drawing)]


def _fault(code: str, element: str | None, line: int | None, **values: str) -> Finding:
    english, vietnamese = WORDING[code]
    return Finding(code, element, line, english.format(**values), vietnamese.format(**values))


def _missing(drawing: Drawing) -> Iterator[Finding]:
    for name, node in drawing.nodes.items():
        if name not in drawing.shapes and drawing.inside.get(name) is None:
            yield _fault("not-drawn", name, node.line)
    for name, flow in drawing.flows.items():
        if len(drawing.edges[name].points) < 2 if name in drawing.edges else flow.source in drawing.shapes:
            yield _fault("not-drawn", name, flow.line)
    for name in drawing.names.keys() - drawing.frames.keys():
        yield _fault("not-drawn", name, None)


def _overlapping(drawing: Drawing) -> Iterator[Finding]:
    for one, other in pairs(list(drawing.shapes.values())):
        hosts = {drawing.nodes[one.id].attached_to, drawing.nodes[other.id].attached_to}
        if one.id in hosts or other.id in hosts or _is_around(drawing, one, other) or _is_around(drawing, other, one):
            continue
        if one.box.shrunk(_TOUCHING).overlaps(other.box):
            yield _fault("shapes-overlap", one.id, drawing.nodes[one.id].line, other=other.id)


def _is_around(drawing: Drawing, outer: Shape, inner: Shape) -> bool:
    """Whether the outer is a sub-process that the inner lies in, or an event on the border of one there."""
    around = drawing.inside.get(inner.id)
    while around is not None and around != outer.id:
        around = drawing.inside.get(around)
    return around is not None


def _outside(drawing: Drawing) -> Iterator[Finding]:
    for name, shape in drawing.shapes.items():
        around, lane = drawing.inside.get(name), drawing.members.get(name)
        outer = drawing.shapes.get(around) if around else None
        frame = outer.box if outer else drawing.frames.get(lane or "")
        is_on_border = drawing.nodes[name].attached_to == around and around is not None
        if frame is not None and not is_on_border and not frame.contains(shape.box):
            yield _fault("outside", name, drawing.nodes[name].line, frame=around or lane or "")
    pools = [box for name, box in drawing.frames.items() if name not in drawing.members.values()]
    for lane in sorted(set(drawing.members.values()) & drawing.frames.keys()):
        if pools and not any(pool.contains(drawing.frames[lane]) for pool in pools):
            yield _fault("outside", lane, None, frame="pool")


def _backwards(drawing: Drawing) -> Iterator[Finding]:
    """Time runs to the right: only a way that comes back to where it was may lead left."""
    ahead: dict[str, set[str]] = {}
    for flow in drawing.flows.values():
        ahead.setdefault(flow.source, set()).add(flow.target)
    for node in drawing.nodes.values():
        if node.attached_to:
            ahead.setdefault(node.attached_to, set()).add(node.id)
    for name, flow in drawing.flows.items():
        source, target = drawing.shapes.get(flow.source), drawing.shapes.get(flow.target)
        if source and target and target.box.center[0] < source.box.x and flow.source not in _reach(flow.target, ahead):
            yield _fault("leads-left", name, flow.line)


def _reach(start: str, ahead: dict[str, set[str]]) -> set[str]:
    found, pending = {start}, [start]
    while pending:
        new = ahead.get(pending.pop(), set()) - found
        found |= new
        pending += new
    return found


def _through(drawing: Drawing) -> Iterator[Finding]:
    for name, edge in drawing.edges.items():
        flow = drawing.flows[name]
        ends = [drawing.shapes[end] for end in (flow.source, flow.target) if end in drawing.shapes]
        hosts = {drawing.nodes[end.id].attached_to for end in ends}
        for shape in drawing.shapes.values():
            if shape in ends or shape.id in hosts or any(_is_around(drawing, shape, end) for end in ends):
                continue
            if shape.is_crossed_by(edge.points):
                yield _fault("flow-through-shape", name, flow.line, other=shape.id)


def _cramped(drawing: Drawing) -> Iterator[Finding]:
    """Names of tasks that run over their box; names of pools and lanes that are longer than these are high."""
    for name, shape in drawing.shapes.items():
        node, room = drawing.nodes[name], shape.box.width - _BESIDE_TEXT
        if shape.outline == "box" and node.name and node.scope is None:
            lines = lines_of(node.name, room, TASK_SIZE)
            is_wide = max(width_of(line, TASK_SIZE) for line in lines) > shape.box.width
            marked = _MARKER if node.kind == "call_activity" or node.loop else 0.0
            if is_wide or len(lines) * TASK_LINE > shape.box.height - 2 * marked:
                yield _fault("name-too-long", name, node.line)
    for name, frame in drawing.frames.items():
        if len(lines_of(drawing.names[name], frame.height - _BESIDE_TEXT, TASK_SIZE)) > 1:
            yield _fault("name-too-long", name, None)


def _labels(drawing: Drawing) -> Iterator[Finding]:
    for number, label in enumerate(drawing.labels):
        element = drawing.nodes.get(label.id) or drawing.flows[label.id]
        for code, other in _in_the_way(drawing, label, drawing.labels[number + 1 :]):
            yield _fault(code, label.id, element.line, other=other)


def _in_the_way(drawing: Drawing, label: Label, others: tuple[Label, ...]) -> Iterator[tuple[str, str]]:
    box = label.drawn.shrunk(_TOUCHING)
    if any(width_of(word, LABEL_SIZE) > label.room.width + _TOUCHING for word in label.text.split()):
        yield "label-broken", label.text
    for shape in drawing.shapes.values():
        is_around = drawing.nodes[shape.id].scope is not None and shape.box.contains(box)
        if shape.meets(box) and not is_around:
            yield "label-on-shape", shape.id
    for edge in drawing.edges.values():
        if box.is_touched_by(edge.points):
            yield "label-on-flow", edge.id
    for other in others:
        if box.overlaps(other.drawn):
            yield "label-on-label", other.id
    for name, frame in drawing.frames.items():
        if frame.overlaps(box) and not frame.contains(box):
            yield "label-on-border", name
