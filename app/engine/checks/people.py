"""Who does the work and with what: lanes, assignments, forms, handlers, called processes."""

import re
from collections.abc import Collection, Iterator

from lxml import etree

from app.engine.diagram import PEOPLE, Diagram, Node
from app.engine.dialect import ROLES, bpmn, child, children, extension, line_of, text_of
from app.engine.findings import Finding, finding

_POLICY = re.compile(r"[a-z][a-z0-9_]*\Z")


def lane_findings(process: etree._Element) -> Iterator[Finding]:
    """Yield lanes that nobody answers for, or that name what is not there."""
    known = {element.get("id") for element in process.iter() if element.get("id")}
    taken: set[str] = set()
    for lane in process.iter(bpmn("lane")):
        assignment = extension(lane, "assignment")
        if assignment is not None:
            yield from _role(assignment.get("role"), lane.get("id"), line_of(lane))
        if child(lane, "childLaneSet") is None:  # the inner ones answer for an outer one
            yield from _innermost_lane(lane, known, taken)


def _innermost_lane(lane: etree._Element, known: Collection[str | None], taken: set[str]) -> Iterator[Finding]:
    identity = lane.get("id")
    if all(_unassigned(each) for each in (lane, *lane.iterancestors(bpmn("lane")))):
        yield finding("lane-without-role", identity, line_of(lane), name=lane.get("name") or identity)
    for reference in children(lane, "flowNodeRef"):
        target = text_of(reference) or ""
        if target not in known:
            yield finding("lane-dangling", identity, line_of(reference), target=target)
        if target in taken:
            yield finding("in-two-lanes", target, line_of(reference))
        taken.add(target)


def _unassigned(lane: etree._Element) -> bool:
    found = extension(lane, "assignment")
    return found is None or not (found.get("role") or found.get("agency"))


def _role(role: str | None, identity: str | None, line: int | None) -> Iterator[Finding]:
    if role is not None and role not in ROLES:
        yield finding("unknown-role", identity, line, role=role, roles=", ".join(sorted(ROLES)))


def work_findings(
    diagram: Diagram,
    forms: Collection[str],
    handlers: Collection[str] | None,
    called: Collection[str] | None,
) -> Iterator[Finding]:
    """Yield tasks that nobody or nothing could carry out."""
    for node in diagram.nodes():
        if node.kind in PEOPLE:
            yield from _person(node, forms)
        elif node.kind == "service_task":
            yield from _resource(node, node.handler, handlers, "handler")
        elif node.kind == "call_activity":
            yield from _resource(node, node.called, called, "called-process")
            if node.called == diagram.key:
                yield finding("calls-itself", node.id, node.line)


def decision_findings(diagram: Diagram, decisions: Collection[str]) -> Iterator[Finding]:
    """Yield business rule tasks that could decide nothing."""
    for node in diagram.nodes():
        if node.kind == "business_rule_task":
            yield from _resource(node, node.decision, decisions, "decision")
            if not node.result:
                yield finding("missing-result", node.id, node.line)


def _person(node: Node, forms: Collection[str]) -> Iterator[Finding]:
    if not (node.role or node.agency):
        yield finding("no-assignment", node.id, node.line)
    yield from _role(node.role, node.id, node.line)
    if node.kind == "user_task":
        yield from _resource(node, node.form, forms, "form")
    if node.reminders is not None and not _POLICY.match(node.reminders):
        yield finding("reminder-policy", node.id, node.line, policy=node.reminders)


def _resource(node: Node, name: str | None, known: Collection[str] | None, what: str) -> Iterator[Finding]:
    if not name:
        yield finding(f"missing-{what}", node.id, node.line)
    elif known is not None and name not in known:
        yield finding(f"unknown-{what}", node.id, node.line, name=name)
