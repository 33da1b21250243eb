"""Our own elements: which there are, what they say, and which elements may carry them."""

from collections.abc import Iterator

from lxml import etree

from app.engine.dialect import DECORATIVE, TD, attributes, line_of, local, namespace, shown
from app.engine.findings import Finding, finding

# Their attributes (True: required) and the elements that may carry them.
_PEOPLE = frozenset({"userTask", "manualTask"})
_SENDERS = frozenset({"sendTask", "intermediateThrowEvent", "endEvent"})
_RECEIVERS = frozenset({"receiveTask", "intermediateCatchEvent", "boundaryEvent"})
OURS: dict[str, tuple[dict[str, bool], frozenset[str]]] = {
    "assignment": ({"role": False, "agency": False}, _PEOPLE | {"lane"}),
    "form": ({"key": True}, frozenset({"userTask"})),
    "due": ({"rule": True}, _PEOPLE),
    "reminders": ({"policy": True}, _PEOPLE),
    "handler": ({"name": True}, frozenset({"serviceTask"})),
    "decision": ({"ref": True}, frozenset({"businessRuleTask"})),
    "result": ({"variable": True}, _RECEIVERS | {"businessRuleTask"}),
    "correlation": ({"key": True, "value": True}, _SENDERS | _RECEIVERS),
    "payload": ({"name": True, "value": True}, _SENDERS),
    "loop": (
        {"collection": False, "item": False, "result": False, "results": False},
        frozenset({"multiInstanceLoopCharacteristics"}),
    ),
}
_REPEATABLE = {"correlation", "payload"}


def extension_findings(parent: etree._Element, holder: etree._Element, owner: str | None) -> Iterator[Finding]:
    """Yield what is wrong with the extension elements of `parent`, which are reported as those of `owner`."""
    seen: set[str] = set()
    for element in holder:
        line, name = line_of(element), local(element)
        if namespace(element) in DECORATIVE:
            continue
        if namespace(element) != TD:
            yield finding("foreign-element", owner, line, name=shown(element))
        elif name not in OURS or local(parent) not in OURS[name][1]:
            yield finding("td-misplaced", owner, line, name=name, where=local(parent))
        elif name in seen and name not in _REPEATABLE:
            yield finding("td-twice", owner, line, name=name)
        else:
            yield from _our_attributes(element, owner)
        seen.add(name)


def _our_attributes(element: etree._Element, owner: str | None) -> Iterator[Finding]:
    known, name = OURS[local(element)][0], local(element)
    for attribute, _ in attributes(element):
        if attribute.text not in known:
            yield finding("td-attribute", owner, line_of(element), name=name, attribute=attribute.localname)
    for needed, required in known.items():
        if required and not element.get(needed, "").strip():
            yield finding("td-attribute-missing", owner, line_of(element), name=name, attribute=needed)
    if len(element):
        yield finding("td-misplaced", owner, line_of(element), name=local(element[0]), where=name)
