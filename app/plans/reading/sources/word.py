"""Read a Word document: paragraphs and table rows in reading order, merged cells, automatic numbers.

Deleted text of tracked changes is left out, inserted text is kept: what a reader of the accepted document sees.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from app.plans.reading.rows import FROM_ABOVE, FROM_LEFT, OWN, SourceKind, SourceRow, UnreadablePlan
from app.plans.reading.sources.word_numbering import Numbering
from app.plans.reading.sources.word_xml import W, attribute, parse_part

_PASSED_THROUGH = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")}

_SIGNS = {W + "tab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
# A text box stands twice in the file, the second time for old programs; tab stops are no tabs.
_LEFT_OUT = {
    W + "del",
    W + "moveFrom",
    W + "tabs",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


def read_word(data: bytes) -> list[SourceRow]:
    """Return a row for each paragraph with text and for each table row; numbers count them from 1."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            document = parse_part(archive.read("word/document.xml"))
            numbering = Numbering(
                parse_part(archive.read("word/numbering.xml")) if "word/numbering.xml" in names else None
            )
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise UnreadablePlan(
            "Tệp Word bị hỏng hoặc không phải .docx. Mở bằng Word, chọn Lưu thành… .docx rồi đọc lại.",
            "The Word file is damaged or is not a .docx. Open it in Word and save it again as .docx.",
        ) from error
    body = document.find(W + "body")
    return _Reader(numbering).read(body) if body is not None else []


class _Reader:
    """Walk the body once, numbering rows and lists as it goes."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._rows: list[SourceRow] = []
        self._tables = 0

    def read(self, body: etree._Element) -> list[SourceRow]:
        for block in _blocks(body):
            if block.tag == W + "tbl":
                self._tables += 1
                self._read_table(block)
            elif text := self._paragraph(block):
                self._add((text,), None, ())
        return self._rows

    def _add(self, cells: tuple[str, ...], table: int | None, merged: tuple[str, ...]) -> None:
        number = len(self._rows) + 1
        place = f"bảng {table}, dòng {number}" if table else f"đoạn {number}"
        self._rows.append(SourceRow(SourceKind.WORD, number, cells, table, merged, place))

    def _read_table(self, table: etree._Element) -> None:
        above: list[str] = []
        for row in _children(table, "tr"):
            cells, merged = self._read_cells(row, above)
            self._add(tuple(cells), self._tables, tuple(merged))
            above = cells

    def _read_cells(self, row: etree._Element, above: list[str]) -> tuple[list[str], list[str]]:
        cells: list[str] = [""] * int(attribute(row.find(f"{W}trPr/{W}gridBefore")) or 0)
        merged = [OWN] * len(cells)
        for cell in _children(row, "tc"):
            properties = cell.find(W + "tcPr")
            span = properties.find(W + "gridSpan") if properties is not None else None
            merge = properties.find(W + "vMerge") if properties is not None else None
            continues = merge is not None and attribute(merge) != "restart"
            text = "\n".join(filter(None, map(self._paragraph, _own_paragraphs(cell))))
            if continues and len(cells) < len(above):
                cells.append(above[len(cells)])
                merged.append(FROM_ABOVE)
            else:
                cells.append(text)
                merged.append(OWN)
            for _ in range(int(attribute(span) or 1) - 1):
                cells.append("")
                merged.append(FROM_LEFT)
        return cells, merged

    def _paragraph(self, paragraph: etree._Element) -> str:
        text = _text(paragraph)
        label = self._numbering.label(paragraph)
        return f"{label} {text}".strip() if label else text


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and tables, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in _PASSED_THROUGH:
            yield from _blocks(child)


def _own_paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    """Yield a cell's paragraphs, those of tables inside it too; a text box belongs to the paragraph that holds it."""
    for paragraph in cell.iter(W + "p"):
        if not any(ancestor.tag == W + "p" for ancestor in paragraph.iterancestors()):
            yield paragraph


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in _PASSED_THROUGH:
            yield from _children(child, name)


def _text(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    for node in paragraph.iter(W + "t", *_SIGNS):
        if any(ancestor.tag in _LEFT_OUT for ancestor in node.iterancestors()):
            continue
        if node.tag == W + "t":
            pieces.append(node.text or "")
        else:
            pieces.append(_SIGNS[node.tag])
    return "".join(pieces).strip()
