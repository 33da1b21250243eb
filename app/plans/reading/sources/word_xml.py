"""The little of WordprocessingML that is needed, read by a parser that loads nothing from outside."""

from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parse_part(data: bytes) -> etree._Element:
    """Parse one part of a checked archive: no entities, no network, no huge trees."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    return etree.fromstring(data, parser)


def attribute(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute in Word's namespace."""
    return element.get(W + name) if element is not None else None
