"""Turn the XML of a diagram into a `Diagram`. Lenient: what is wrong is for the checks to say."""

from lxml import etree

from app.engine.diagram import Diagram, Event, Flow, Loop, LoopKind, Node, Scope, TimerKind
from app.engine.dialect import child, children, extension, extensions, line_of, local, text_of

KINDS = {
    "startEvent": "start_event",
    "endEvent": "end_event",
    "intermediateCatchEvent": "intermediate_catch_event",
    "intermediateThrowEvent": "intermediate_throw_event",
    "boundaryEvent": "boundary_event",
    "userTask": "user_task",
    "manualTask": "manual_task",
    "serviceTask": "service_task",
    "sendTask": "send_task",
    "receiveTask": "receive_task",
    "businessRuleTask": "business_rule_task",
    "exclusiveGateway": "exclusive_gateway",
    "parallelGateway": "parallel_gateway",
    "inclusiveGateway": "inclusive_gateway",
    "eventBasedGateway": "event_based_gateway",
    "subProcess": "sub_process",
    "callActivity": "call_activity",
}
_TIMERS: dict[str, TimerKind] = {"timeDate": "date", "timeDuration": "duration", "timeCycle": "cycle"}


def executable_processes(root: etree._Element) -> list[etree._Element]:
    """Return the processes marked as executable."""
    return [process for process in children(root, "process") if process.get("isExecutable") == "true"]


def parse(root: etree._Element, process: etree._Element) -> Diagram:
    """Return the diagram of `process`."""
    reader = _Reader(root, process)
    key = process.get("id", "")
    name = process.get("name") or reader.pool_name(key) or key
    return Diagram(key, name, reader.scope(process), line_of(process), tuple(reader.messages.values()))


class _Reader:
    """Reads one process; knows the lanes it contains and the messages and codes of its document."""

    def __init__(self, root: etree._Element, process: etree._Element) -> None:
        self.root = root
        self.messages = self._definitions("message", "name")
        self.errors = self._definitions("error", "errorCode")
        self.escalations = self._definitions("escalation", "escalationCode")
        self.lanes: dict[str, list[etree._Element]] = {}
        for lane in process.iter("{*}lane"):
            chain = [lane, *(outer for outer in lane.iterancestors("{*}lane"))]
            for reference in children(lane, "flowNodeRef"):
                known = self.lanes.get(text_of(reference) or "", [])
                if len(chain) > len(known):
                    self.lanes[text_of(reference) or ""] = chain

    def pool_name(self, key: str) -> str | None:
        """Return the name of the pool that shows the process."""
        for participant in self.root.iter("{*}participant"):
            if _reference(participant, "processRef") == key:
                return participant.get("name")
        return None

    def scope(self, element: etree._Element, lanes: list[etree._Element] | None = None) -> Scope:
        """Read the inside of a process or sub-process; `lanes` are those around a sub-process."""
        nodes = [
            self.node(node, self.lanes.get(node.get("id", "")) or lanes or []) for node in children(element, *KINDS)
        ]
        flows = tuple(self.flow(flow) for flow in children(element, "sequenceFlow"))
        return Scope(element.get("id", ""), tuple(nodes), flows, line_of(element))

    def flow(self, element: etree._Element) -> Flow:
        """Read a sequence flow."""
        return Flow(
            id=element.get("id", ""),
            source=element.get("sourceRef", "").strip(),
            target=element.get("targetRef", "").strip(),
            name=element.get("name"),
            condition=text_of(child(element, "conditionExpression")),
            line=line_of(element),
        )

    def node(self, element: etree._Element, lanes: list[etree._Element]) -> Node:
        """Read an activity, gateway or event."""
        kind = KINDS[local(element)]
        role, agency = _assignment(element, lanes)
        return Node(
            id=element.get("id", ""),
            kind=kind,
            name=element.get("name"),
            line=line_of(element),
            lane=lanes[0].get("name") or lanes[0].get("id") if lanes else None,
            role=role,
            agency=agency,
            form=_attribute(element, "form", "key"),
            due=_attribute(element, "due", "rule"),
            reminders=_attribute(element, "reminders", "policy"),
            handler=_attribute(element, "handler", "name"),
            decision=_attribute(element, "decision", "ref"),
            result=_attribute(element, "result", "variable"),
            documentation=text_of(child(element, "documentation")),
            event=self.event(element, kind),
            attached_to=_reference(element, "attachedToRef"),
            interrupting=element.get("cancelActivity", "true") in ("true", "1"),
            default=element.get("default"),
            called=_reference(element, "calledElement"),
            loop=_loop(element),
            scope=self.scope(element, lanes) if kind == "sub_process" else None,
        )

    def event(self, element: etree._Element, kind: str) -> Event | None:
        """Read what an event (or a message task) throws or catches; None where there is no such thing."""
        if kind in ("send_task", "receive_task"):
            return self._message(element, element)
        if not kind.endswith("_event"):
            return None
        definition = next((c for c in children(element) if local(c).endswith("EventDefinition")), None)
        match local(definition) if definition is not None else "":
            case "timerEventDefinition":
                return _timer(definition)
            case "messageEventDefinition":
                return self._message(element, definition)
            case "errorEventDefinition":
                return Event("error", code=self._code(definition, "errorRef", self.errors))
            case "escalationEventDefinition":
                return Event("escalation", code=self._code(definition, "escalationRef", self.escalations))
            case "terminateEventDefinition":
                return Event("terminate")
        return Event()

    def _message(self, element: etree._Element, definition: etree._Element | None) -> Event:
        """Read a message; its correlation and payload stand on the element itself."""
        return Event(
            "message",
            message=self.messages.get(_reference(definition, "messageRef") or ""),
            correlation=_pairs(element, "correlation", "key"),
            payload=_pairs(element, "payload", "name"),
        )

    def _code(self, definition: etree._Element | None, attribute: str, known: dict[str, str]) -> str | None:
        """Return the code; None catches every code, an empty one is a reference to nothing."""
        reference = _reference(definition, attribute)
        return known.get(reference, "") if reference else None

    def _definitions(self, tag: str, attribute: str) -> dict[str, str]:
        return {found.get("id", ""): (found.get(attribute) or "").strip() for found in children(self.root, tag)}


def _timer(definition: etree._Element | None) -> Event:
    for tag, timer in _TIMERS.items():
        when = child(definition, tag) if definition is not None else None
        if when is not None:
            return Event("timer", timer=timer, when=text_of(when))
    return Event("timer")


def _loop(element: etree._Element) -> Loop | None:
    standard = child(element, "standardLoopCharacteristics")
    if standard is not None:
        maximum = standard.get("loopMaximum", "")
        return Loop(
            "standard",
            condition=text_of(child(standard, "loopCondition")),
            maximum=int(maximum) if maximum.isdigit() else None,
            test_before=standard.get("testBefore") in ("true", "1"),
        )
    several = child(element, "multiInstanceLoopCharacteristics")
    if several is None:
        return None
    kind: LoopKind = "sequential" if several.get("isSequential") in ("true", "1") else "parallel"
    return Loop(
        kind,
        cardinality=text_of(child(several, "loopCardinality")),
        condition=text_of(child(several, "completionCondition")),
        collection=_attribute(several, "loop", "collection"),
        item=_attribute(several, "loop", "item"),
        result=_attribute(several, "loop", "result"),
        results=_attribute(several, "loop", "results"),
    )


def _assignment(element: etree._Element, lanes: list[etree._Element]) -> tuple[str | None, str | None]:
    """Return role and agency: the element's own, or else those of the innermost lane that has any."""
    for holder in (element, *lanes):
        found = extension(holder, "assignment")
        if found is not None:
            return found.get("role"), found.get("agency")
    return None, None


def _attribute(element: etree._Element, tag: str, attribute: str) -> str | None:
    found = extension(element, tag)
    return found.get(attribute) if found is not None else None


def _pairs(element: etree._Element, tag: str, attribute: str) -> tuple[tuple[str, str], ...]:
    return tuple((found.get(attribute, ""), found.get("value", "").strip()) for found in extensions(element, tag))


def _reference(element: etree._Element | None, attribute: str) -> str | None:
    """Return the id a reference names, without a namespace prefix."""
    value = element.get(attribute) if element is not None else None
    return value.strip().rpartition(":")[2] or None if value else None
