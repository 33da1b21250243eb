"""Which elements and attributes may stand where. What is not listed here is refused, never ignored."""

from collections.abc import Iterator

from lxml import etree

from app.engine.checks.own_elements import extension_findings
from app.engine.dialect import BPMN, DECORATIVE, DRAWING, XSI, attributes, line_of, local, namespace, shown
from app.engine.findings import Finding, finding
from app.engine.parsing import KINDS

_NOTES = frozenset({"documentation", "extensionElements"})
_ARTIFACTS = frozenset(
    {"textAnnotation", "association", "group", "dataObject", "dataObjectReference", "dataStoreReference"}
)
_CONTENT = frozenset(KINDS) | _ARTIFACTS | {"sequenceFlow", "laneSet"}
_NODE = frozenset({"incoming", "outgoing"})
_LOOPS = frozenset({"multiInstanceLoopCharacteristics", "standardLoopCharacteristics"})
_CATCHES = frozenset({"timerEventDefinition", "messageEventDefinition"})
_THROWS = frozenset({"messageEventDefinition", "escalationEventDefinition"})
_CONTAINERS = frozenset(
    {"definitions", "collaboration", "process", "subProcess", "transaction", "adHocSubProcess", "laneSet"}
) | {"childLaneSet"}
_TASKS = frozenset(KINDS) - {kind for kind in KINDS if kind.endswith(("Event", "Gateway"))}

# Element -> what may stand inside it, besides documentation and extension elements.
ALLOWED: dict[str, frozenset[str]] = {
    "definitions": frozenset({"collaboration", "process", "message", "error", "escalation", "category", "dataStore"}),
    "collaboration": frozenset({"participant", "messageFlow", "textAnnotation", "association", "group"}),
    "process": _CONTENT,
    "subProcess": _CONTENT | _NODE | _LOOPS,
    "laneSet": frozenset({"lane"}),
    "childLaneSet": frozenset({"lane"}),
    "lane": frozenset({"flowNodeRef", "childLaneSet"}),
    "sequenceFlow": frozenset({"conditionExpression"}),
    "startEvent": _NODE,
    "endEvent": _NODE | _THROWS | {"errorEventDefinition", "terminateEventDefinition"},
    "intermediateCatchEvent": _NODE | _CATCHES,
    "intermediateThrowEvent": _NODE | _THROWS,
    "boundaryEvent": _NODE | _CATCHES | {"errorEventDefinition", "escalationEventDefinition"},
    "timerEventDefinition": frozenset({"timeDate", "timeDuration", "timeCycle"}),
    "multiInstanceLoopCharacteristics": frozenset({"loopCardinality", "completionCondition"}),
    "standardLoopCharacteristics": frozenset({"loopCondition"}),
    "textAnnotation": frozenset({"text"}),
    "category": frozenset({"categoryValue"}),
    "dataObject": frozenset({"dataState"}),
    "dataObjectReference": frozenset({"dataState"}),
    "dataStoreReference": frozenset({"dataState"}),
    **{kind: _NODE for kind in KINDS if kind.endswith("Gateway")},
    **dict.fromkeys(_TASKS - {"subProcess"}, _NODE | _LOOPS),
}

# Unsupported elements with a sentence of their own; all others are `unsupported-element`.
_KNOWN = {
    "scriptTask": "script-task",
    "script": "script-task",
    "linkEventDefinition": "link-event",
    "compensateEventDefinition": "compensation",
    "complexGateway": "complex-gateway",
    "signalEventDefinition": "signal-event",
    "conditionalEventDefinition": "conditional-event",
    "transaction": "transaction",
    "cancelEventDefinition": "transaction",
    "adHocSubProcess": "ad-hoc",
    "task": "undefined-task",
    "loopDataInputRef": "loop-data",
    "loopDataOutputRef": "loop-data",
    "inputDataItem": "loop-data",
    "outputDataItem": "loop-data",
    "ioSpecification": "data-flow",
    "dataInputAssociation": "data-flow",
    "dataOutputAssociation": "data-flow",
    "property": "data-flow",
    "resourceRole": "performer",
    "performer": "performer",
    "humanPerformer": "performer",
    "potentialOwner": "performer",
    "correlationKey": "native-correlation",
    "correlationProperty": "native-correlation",
    "correlationSubscription": "native-correlation",
}
_START_EVENTS = {
    "timerEventDefinition", "messageEventDefinition", "errorEventDefinition", "escalationEventDefinition"
}  # fmt: skip

# Attributes that change the meaning, the only value we execute, and the finding for any other.
_FIXED = {
    "isForCompensation": ("false", "compensation"),
    "triggeredByEvent": ("false", "event-sub-process"),
    "instantiate": ("false", "start-event-kind"),
    "parallelMultiple": ("false", "several-events"),
    "startQuantity": ("1", "token-quantity"),
    "completionQuantity": ("1", "token-quantity"),
    "behavior": ("All", "loop-behaviour"),
    "eventGatewayType": ("Exclusive", "event-gateway-type"),
}
_FOREIGN_FINE = {"{http://www.w3.org/XML/1998/namespace}lang", "{http://www.w3.org/XML/1998/namespace}space"}
_EXPRESSION_TYPES = {"tFormalExpression", "tExpression"}
_XPATH = "http://www.w3.org/1999/XPath"


def vocabulary_findings(root: etree._Element) -> Iterator[Finding]:
    """Yield a finding for every element and attribute that would not be executed as drawn."""
    for attribute in ("expressionLanguage", "typeLanguage"):
        language = root.get(attribute, _XPATH)
        if attribute == "expressionLanguage" and language != _XPATH and not _is_feel(language):
            yield finding("expression-language", None, line_of(root), language=language)
    yield from _inside(root)


def owner_id(element: etree._Element) -> str | None:
    """Return the id of the thing on the diagram that an element belongs to."""
    while not _is_drawn(element):
        parent = element.getparent()
        if parent is None:
            return None
        element = parent
    return element.get("id")


def _is_drawn(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) in _CONTAINERS and bool(element.get("id"))


def _inside(parent: etree._Element) -> Iterator[Finding]:
    yield from _attributes(parent)
    name = local(parent)
    allowed = ALLOWED.get(name, frozenset()) | _NOTES
    events = 0
    for child in parent:
        if name == "definitions" and namespace(child) in DRAWING:
            continue
        if namespace(child) != BPMN:
            yield finding("foreign-element", owner_id(child), line_of(child), name=shown(child))
        elif local(child) not in allowed:
            yield _unsupported(parent, child)
        elif local(child) == "extensionElements":
            yield from _attributes(child)
            yield from extension_findings(parent, child, owner_id(parent))
        else:
            events += local(child).endswith("EventDefinition")
            yield from _inside(child)
    if events > 1:
        yield finding("several-events", owner_id(parent), line_of(parent))


def _unsupported(parent: etree._Element, child: etree._Element) -> Finding:
    name = local(child)
    if local(parent) == "startEvent" and name in _START_EVENTS:
        return finding("start-event-kind", owner_id(child), line_of(parent))
    code = _KNOWN.get(name, "unsupported-element")
    return finding(code, owner_id(child), line_of(child), name=name)


def _attributes(element: etree._Element) -> Iterator[Finding]:
    owner, line = owner_id(element), line_of(element)
    for name, value in attributes(element):
        if name.namespace in (None, BPMN):
            yield from _own_attribute(name.localname, value, owner, line)
        elif name.namespace == XSI and name.localname == "type":
            if value.rpartition(":")[2] not in _EXPRESSION_TYPES:
                yield finding("foreign-attribute", owner, line, name="xsi:type")
        elif name.namespace not in DECORATIVE and name.text not in _FOREIGN_FINE:
            yield finding("foreign-attribute", owner, line, name=name.localname)


def _own_attribute(name: str, value: str, owner: str | None, line: int | None) -> Iterator[Finding]:
    expected, code = _FIXED.get(name, (value, ""))
    if value not in (expected, "0" if expected == "false" else expected):
        yield finding(code, owner, line, name=name)
    elif name == "language" and not _is_feel(value):
        yield finding("expression-language", owner, line, language=value)
    elif name == "implementation" and not value.startswith("##"):
        yield finding("foreign-attribute", owner, line, name=name)


def _is_feel(language: str) -> bool:
    return "feel" in language.lower()
