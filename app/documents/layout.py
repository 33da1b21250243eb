"""The parts of Decree 30/2020/NĐ-CP, annex I, in Word: page, heading, paragraphs, tables.

Sizes in points, lengths in millimetres. Rules under headings are borders, never underlined text.
"""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from app.documents.paper import Run, composed

FONT = "Times New Roman"
BODY = 14
A4 = (Mm(210), Mm(297))
WIDTH, WIDE = 165, 252  # between the margins of a page upright, and on its side
HEADING = (71, 94)
MOTTO_WIDTH = 56.1  # of the motto in 13 points bold; the rule below it is as long
SHORT_RULE = 49.5  # 0.3 of the line
CELL_MARGINS = 3.8  # both sides
# What the schema wants behind the borders of a paragraph.
AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
LIST_INDENT, ITEM_INDENT = 25, 45  # of "Kính gửi:" and of the names under its colon
CENTRE, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT


def new_document() -> Doc:
    """Return an empty A4 document with the decree's margins, font and page numbers (none on the first page)."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = A4
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    normal.paragraph_format.line_spacing = 1.0  # single, the least that the decree allows
    properties = normal.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    properties.append(language)
    _number_pages(section.header.paragraphs[0])
    return document


def heading(
    document: Doc, *, above: Sequence[str], own: Sequence[str], number: str, place_and_day: str, subject: str = ""
) -> None:
    """Write the national title, the issuer, the number, a letter's subject, the place with its day: two columns."""
    table = document.add_table(rows=2, cols=2)
    _fix_widths(table, HEADING)
    left, right = table.rows[0].cells
    for line in above:
        write(_next(left), line, size=12)
    for line in own:
        write(_next(left), line, size=12, bold=True)
    _rule(left, length=0.4 * HEADING[0], within=HEADING[0] - CELL_MARGINS)
    write(_next(right), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
    write(_next(right), "Độc lập - Tự do - Hạnh phúc", size=13, bold=True)
    _rule(right, length=MOTTO_WIDTH, within=HEADING[1] - CELL_MARGINS)
    left, right = table.rows[1].cells
    write(_next(left), number, size=13)
    if subject:
        write(spaced(_next(left), before=6), subject, size=12)
    write(_next(right), place_and_day, size=14, italic=True)


def title(document: Doc, kind: str, about: str) -> None:
    """Write the document's kind and what it is about, centred, with a short rule below."""
    write(spaced(document.add_paragraph(), before=12), kind, bold=True, align=CENTRE)
    write(spaced(document.add_paragraph(), before=0), about, bold=True, align=CENTRE)
    _rule(document, length=SHORT_RULE, within=WIDTH)


def addressees(document: Doc, names: Sequence[str]) -> None:
    """Write whom it is for: one on the same line, several as a list under the colon."""
    last = spaced(document.add_paragraph(), before=12)
    if len(names) == 1:
        write(last, f"Kính gửi: {names[0]}", align=CENTRE)
    else:
        last.paragraph_format.left_indent = Mm(LIST_INDENT)
        write(last, "Kính gửi:")
        for name in names:
            last = spaced(document.add_paragraph(), before=0)
            last.paragraph_format.left_indent = Mm(ITEM_INDENT)
            write(last, name)
    last.paragraph_format.space_after = Pt(6)


def body(document: Doc, runs: Sequence[Run], *, italic: bool = False) -> Paragraph:
    """Write one paragraph of the body: justified, first line indented, six points between paragraphs."""
    paragraph = spaced(document.add_paragraph(), before=6)
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    paragraph.alignment = JUSTIFY
    for run in runs:
        write(paragraph, run.text, bold=run.bold, italic=italic)
    return paragraph


def section_title(document: Doc, text: str) -> Paragraph:
    """Write a heading of the first level: "I. CAPITALS", bold; it stays with what follows."""
    paragraph = body(document, [Run(text, bold=True)])
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def annex(document: Doc, title: str, attached_to: str, *, is_wide: bool) -> None:
    """Begin an annex: a page of its own, numbered from 1 and without number on the first; title and short rule."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    if is_wide:
        section.orientation = WD_ORIENTATION.LANDSCAPE
        section.page_height, section.page_width = A4
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")
    write(spaced(document.add_paragraph(), before=0), "Phụ lục", bold=True, align=CENTRE)
    write(spaced(document.add_paragraph(), before=0), title, bold=True, align=CENTRE)
    write(spaced(document.add_paragraph(), before=0), attached_to, italic=True, align=CENTRE)
    _rule(document, length=SHORT_RULE, within=WIDE if is_wide else WIDTH)


def grid(document: Doc, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Table:
    """Write a table with a heading that repeats on every page; no row breaks across pages. Widths in millimetres."""
    table: Table = document.add_table(rows=1 + len(rows), cols=len(headings))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    first, *others = _cells(table)
    for cell, words in zip(first, headings, strict=True):
        write(cell.paragraphs[0], words, size=12, bold=True, align=CENTRE)
    for cells, values in zip(others, rows, strict=True):
        for cell, value in zip(cells, values, strict=True):
            write(spaced(cell.paragraphs[0], before=2), value, size=12, align=CENTRE if _is_number(value) else LEFT)
    _mark(table.rows[0], "w:tblHeader")
    for row in table.rows:
        _mark(row, "w:cantSplit")
    _fix_widths(table, widths)
    return table


def closing(document: Doc, *, recipients: Sequence[str], post: Sequence[str], signer: str) -> None:
    """Write the recipients on the left and the signature block on the right; the last paragraph goes along."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    spaced(document.add_paragraph(), before=0).paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=2)
    _fix_widths(table, (75, 90))
    left, right = table.rows[0].cells
    write(spaced(left.paragraphs[0], before=0), "Nơi nhận:", size=12, bold=True, italic=True, align=LEFT)
    for line in recipients:
        write(spaced(left.add_paragraph(), before=0), line, size=11, align=LEFT)
    for line in post:
        write(_next(right), line, bold=True)
    for _ in range(4):
        right.add_paragraph()  # room for signature and seal
    write(right.add_paragraph(), signer, bold=True, align=CENTRE)
    _mark(table.rows[0], "w:cantSplit")


def write(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = BODY,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> Paragraph:
    """Add `text` to the paragraph, composed (NFC) and without what XML cannot hold."""
    run = paragraph.add_run(composed(text))
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    if align is not None:
        paragraph.alignment = align
    return paragraph


def _next(cell: _Cell) -> Paragraph:
    """Return the cell's first paragraph while it is empty, else a new one; centred, without space around it."""
    first = cell.paragraphs[0]
    paragraph = first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()
    paragraph.alignment = CENTRE
    return spaced(paragraph, before=0)


def spaced(paragraph: Paragraph, *, before: float) -> Paragraph:
    """Set the space before the paragraph, in points, and none after it."""
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(0)
    return paragraph


def _is_number(text: str) -> bool:
    return bool(text) and text.replace(",", "").isdecimal()


def _rule(place: _Cell | Doc, *, length: float, within: float) -> None:
    """Draw a centred line of that length: the upper border of an empty paragraph."""
    paragraph = spaced(place.add_paragraph(), before=2)
    inset = Mm((within - length) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = inset
    paragraph.paragraph_format.line_spacing = Pt(6)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, *AFTER_BORDERS)


def _fix_widths(table: Table, widths: Sequence[int]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)  # LibreOffice goes by the columns, Word by the cells
    for cells in _cells(table):
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Mm(width)


def _cells(table: Table) -> list[list[_Cell]]:
    """Return the cells row by row; none of our tables merges any, so there is no need to look for merged ones."""
    return [[_Cell(cell, table) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def _mark(row: object, flag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(flag))  # type: ignore[attr-defined]


def _number_pages(paragraph: Paragraph) -> None:
    """Put the page's number into the middle of the header."""
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
