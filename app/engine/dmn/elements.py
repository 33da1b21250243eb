"""The elements of DMN files: their names, texts and expressions, and how a fault in one is told."""

from collections.abc import Iterator

from lxml import etree

from app.engine.dialect import line_of
from app.engine.dmn.cells import CellRefused, accepted

IGNORED = frozenset({"description", "extensionElements", "question", "allowedAnswers", "variable"})


class Unusable(Exception):
    """A decision that is refused: the code of its finding and the values of its sentence."""

    def __init__(self, element: etree._Element, code: str = "decision-table", **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
        self.line = line_of(element)


def feel_of(element: etree._Element) -> str:
    """Return the expression in an element, with an equals sign in front."""
    refuse_language(element)
    try:
        return "=" + accepted(text_of(element))
    except CellRefused as refused:
        raise Unusable(element, detail=str(refused)) from refused


def refuse_language(element: etree._Element) -> None:
    """Refuse expressions in any other language than FEEL."""
    language = element.get("expressionLanguage")
    if language is not None and "feel" not in language.lower():
        raise Unusable(element, detail=f"{language} is not FEEL")


def only(element: etree._Element, name: str, beside: str) -> etree._Element:
    """Return the one child `name`, which nothing may accompany but `beside`."""
    bodies = [child for child in element if name_of(child) not in IGNORED | {beside}]
    if len(bodies) != 1 or name_of(bodies[0]) != name:
        raise Unusable(element, detail=f"{name_of(element)} holds one {name} and nothing else")
    return bodies[0]


def at_most_one(element: etree._Element, name: str) -> etree._Element | None:
    """Return the child of this name, None if there is none."""
    found = list(children_named(element, name))
    if len(found) > 1:
        raise Unusable(found[1], detail=f"{name_of(element)} holds one {name}")
    for child in found:
        refuse_language(child)
    return found[0] if found else None


def children_named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children of this name."""
    return (child for child in element if name_of(child) == name)


def text_of(element: etree._Element) -> str:
    """Return what stands in the element's text."""
    return (element.findtext("{*}text") or "").strip()


def name_of(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname
