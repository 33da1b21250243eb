"""The dialect: names and namespaces a diagram may use, and how our own elements are read."""

from collections.abc import Iterator
from typing import cast

from lxml import etree

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DRAWING = frozenset(
    {
        "http://www.omg.org/spec/BPMN/20100524/DI",
        "http://www.omg.org/spec/DD/20100524/DC",
        "http://www.omg.org/spec/DD/20100524/DI",
    }
)
TD = "urn:tiendo:bpmn:1.0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
DECORATIVE = frozenset(
    {
        "http://bpmn.io/schema/bpmn/biocolor/1.0",
        "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
        "http://camunda.org/schema/modeler/1.0",
        "http://www.signavio.com",
    }
)

ROLES = frozenset(
    {
        "focal_point",
        "agency_head",
        "specialist",
        "coordinator",
        "leader",
        "committee_office",
        "administrator",
    }
)


def bpmn(tag: str) -> str:
    """Return the full name of a BPMN element."""
    return f"{{{BPMN}}}{tag}"


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


def namespace(element: etree._Element) -> str:
    """Return the namespace of an element, empty if it has none."""
    return etree.QName(element).namespace or ""


def children(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Yield the BPMN children with one of `tags`, or all BPMN children."""
    wanted = {bpmn(tag) for tag in tags}
    for child in element:
        if isinstance(child.tag, str) and (child.tag in wanted or (not wanted and namespace(child) == BPMN)):
            yield child


def child(element: etree._Element, tag: str) -> etree._Element | None:
    """Return the first BPMN child of that name."""
    return element.find(bpmn(tag))


def text_of(element: etree._Element | None) -> str | None:
    """Return the text of an element without the white space around it; None if there is none."""
    return (element.text or "").strip() or None if element is not None else None


def extension(element: etree._Element, tag: str) -> etree._Element | None:
    """Return the first td element of that name among the extension elements."""
    return next(extensions(element, tag), None)


def extensions(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the td elements of that name among the extension elements."""
    for holder in children(element, "extensionElements"):
        yield from holder.iterfind(f"{{{TD}}}{tag}")


def line_of(element: etree._Element) -> int | None:
    """Return the line of an element in its file."""
    return cast("int | None", element.sourceline)


def attributes(element: etree._Element) -> Iterator[tuple[etree.QName, str]]:
    """Yield the attributes of an element, with their full names."""
    for name, value in element.attrib.items():
        yield etree.QName(name), str(value)


def shown(element: etree._Element) -> str:
    """Return the name of an element as it is written in the file."""
    return f"{element.prefix}:{local(element)}" if element.prefix else local(element)
