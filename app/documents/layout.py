"""The parts every document of Decree 30/2020/NĐ-CP shares: page, heading, paragraphs, tables (annex I).

Sizes in points, lengths in millimetres. Rules under headings are borders, never underlined text.
"""

from collections.abc import Sequence
from datetime import date
from unicodedata import normalize

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENTATION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BODY = 14
A4 = (Mm(210), Mm(297))
WIDTH = 165  # between the margins
HEADING = (67, 98)
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
    properties = normal.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    properties.append(language)
    _number_pages(section.header.paragraphs[0])
    return document


def heading(document: Doc, *, above: Sequence[str], own: Sequence[str], number: str, place_and_day: str) -> None:
    """Write the national title, the issuer, the number and the place with its day, in two columns."""
    table = document.add_table(rows=2, cols=2)
    _fix_widths(table, HEADING)
    left, right = table.rows[0].cells
    for line in above:
        write(_next(left), line, size=12)
    for line in own:
        write(_next(left), line, size=12, bold=True)
    _rule(left, share=0.4, width=HEADING[0])
    write(_next(right), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True)
    write(_next(right), "Độc lập - Tự do - Hạnh phúc", size=13, bold=True)
    _rule(right, share=0.62, width=HEADING[1])
    left, right = table.rows[1].cells
    write(_next(left), number, size=13)
    write(_next(right), place_and_day, size=14, italic=True)


def title(document: Doc, kind: str, about: str) -> None:
    """Write the document's kind and what it is about, centred, with a short rule below."""
    write(spaced(document.add_paragraph(), before=12), kind, bold=True, align=CENTRE)
    write(document.add_paragraph(), about, bold=True, align=CENTRE)
    _rule(document, share=0.3, width=WIDTH)


def body(document: Doc, text: str, *, italic: bool = False) -> Paragraph:
    """Write one paragraph of the body: justified, first line indented, six points between paragraphs."""
    paragraph = spaced(document.add_paragraph(), before=6)
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    return write(paragraph, text, italic=italic, align=JUSTIFY)


def section_title(document: Doc, text: str) -> Paragraph:
    """Write a heading of the first level: "I. CAPITALS", bold; it stays with what follows."""
    paragraph = body(document, "")
    paragraph.paragraph_format.keep_with_next = True
    return write(paragraph, text, bold=True, align=JUSTIFY)


def grid(document: Doc, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Table:
    """Write a table with a heading that repeats on every page; no row breaks across pages. Widths in millimetres."""
    table: Table = document.add_table(rows=1, cols=len(headings))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, words in zip(table.rows[0].cells, headings, strict=True):
        write(cell.paragraphs[0], words, size=12, bold=True, align=CENTRE)
    _mark(table.rows[0], "w:tblHeader")
    for values in rows:
        cells = table.add_row().cells  # type: ignore[no-untyped-call]
        for cell, value in zip(cells, values, strict=True):
            write(spaced(cell.paragraphs[0], before=2), value, size=12, align=CENTRE if _is_number(value) else LEFT)
    for row in table.rows:
        _mark(row, "w:cantSplit")
    _fix_widths(table, widths)
    return table


def closing(document: Doc, *, recipients: Sequence[str], post: Sequence[str], signer: str) -> None:
    """Write the recipients on the left and the signature block on the right."""
    spaced(document.add_paragraph(), before=6)
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


def number_line(number: str | None, symbol: str) -> str:
    """Write "Số: 215/BC-SCT", with room for the number as long as the records office has not given one."""
    if number is None:
        return f"Số:        /{symbol}"
    return f"Số: {number}"


def place_and_day(place: str, day: date | None, year: int) -> str:
    """Write "Lam Giang, ngày 05 tháng 3 năm 2026"; a blank day until the document is signed."""
    if day is None:
        return f"{place}, ngày      tháng      năm {year}"
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


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
    clean = "".join(letter for letter in normalize("NFC", text) if letter >= " " or letter in "\n\t")
    run = paragraph.add_run(clean)
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


def _rule(place: _Cell | Doc, *, share: float, width: float) -> None:
    """Draw a centred line over a share of the width: the upper border of an empty paragraph."""
    paragraph = spaced(place.add_paragraph(), before=1)
    inset = Mm(width * (1 - share) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = inset
    paragraph.paragraph_format.line_spacing = Pt(6)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def _fix_widths(table: Table, widths: Sequence[int]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)  # LibreOffice goes by the columns, Word by the cells
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


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
