"""Read the bytes of a diagram without trusting them: no DOCTYPE, no entities, bounded in every direction."""

import re

from lxml import etree

from app.engine.dialect import BPMN, XSI, line_of
from app.engine.findings import Finding, finding

MAX_BYTES = 1_000_000
MAX_ELEMENTS = 20_000
MAX_ATTRIBUTES = 40
MAX_DEPTH = 60
MAX_TEXT = 20_000

_FORBIDDEN = re.compile(r"<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)|<\?(?!xml\s)", re.IGNORECASE)
_DECLARATION = re.compile(r"""\A<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_LOCATIONS = (f"{{{XSI}}}schemaLocation", f"{{{XSI}}}noNamespaceSchemaLocation")


def read(content: bytes) -> tuple[etree._Element | None, list[Finding]]:
    """Return the root of a BPMN document, or None and the reasons why it was not read."""
    root, findings = read_xml(content)
    if root is not None and root.tag != f"{{{BPMN}}}definitions":
        return None, [finding("not-bpmn", None, line_of(root))]
    return root, findings


def read_xml(content: bytes) -> tuple[etree._Element | None, list[Finding]]:
    """Return the root of any document, or None and the reasons why it was not read."""
    text, findings = _decode(content)
    if findings:
        return None, findings
    try:
        root = etree.fromstring(text.encode(), _parser())
    except etree.XMLSyntaxError as error:
        return None, [finding("xml-syntax", None, error.lineno, detail=error.msg)]
    findings = _bounds(root)
    if findings:
        return None, findings
    for attribute in _LOCATIONS:  # a validator would follow them
        for element in root.iterfind(f".//*[@{attribute}]"):
            del element.attrib[attribute]
        if attribute in root.attrib:
            del root.attrib[attribute]
    return root, []


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        encoding="utf-8",
    )


def _decode(content: bytes) -> tuple[str, list[Finding]]:
    """Return the text, or why these bytes are no acceptable XML document."""
    if len(content) > MAX_BYTES:
        return "", [finding("too-large", limit=MAX_BYTES // 1000)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", [finding("encoding")]
    declared = _DECLARATION.match(text)
    if "\0" in text or (declared and declared[1].lower() not in ("utf-8", "utf8")):
        return "", [finding("encoding")]
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        line = text.count("\n", 0, forbidden.start()) + 1
        return "", [finding("doctype", None, line, what=forbidden[0])]
    return text, []


def _bounds(root: etree._Element) -> list[Finding]:
    """Return the first bound that the tree breaks."""
    depth = {root: 1}
    for count, element in enumerate(root.iter(), start=1):
        if type(element.tag) is not str:  # an entity that was left alone
            return [finding("doctype", None, line_of(element), what="&")]
        parent = element.getparent()
        level = depth[element] = 1 if parent is None else depth[parent] + 1
        identity = element.get("id")
        if count > MAX_ELEMENTS:
            return [finding("too-many-elements", None, line_of(element), limit=MAX_ELEMENTS)]
        if level > MAX_DEPTH:
            return [finding("too-deep", identity, line_of(element), limit=MAX_DEPTH)]
        if len(element.attrib) > MAX_ATTRIBUTES:
            return [finding("too-many-attributes", identity, line_of(element), limit=MAX_ATTRIBUTES)]
        if len(element.text or "") > MAX_TEXT or any(len(v) > MAX_TEXT for v in element.attrib.values()):
            return [finding("text-too-long", identity, line_of(element), limit=MAX_TEXT)]
    return []
