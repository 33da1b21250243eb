"""A plan as a .docx, as the Committee's office would have sent it: heads, body, annex on a landscape page."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

Row = tuple[str, ...]

_WIDTHS = (12, 80, 45, 50, 30, 30)  # millimetres


@dataclass(frozen=True)
class PlanText:
    """What a plan says: paragraphs as (style, text), and the annex, where a row of one text is a group heading."""

    number: str
    issued: date
    title: str
    body: Sequence[tuple[str, str]]
    annex_title: str
    headings: Row
    rows: Sequence[Row]

    @property
    def file_name(self) -> str:
        """The name its file arrives under."""
        return f"Ke hoach {self.number.replace('/', '-')}.docx"


def as_word(plan: PlanText) -> bytes:
    """Return the plan as a .docx."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    _masthead(document, plan)
    _centred(document, "KẾ HOẠCH")
    _centred(document, plan.title)
    for kind, text in plan.body:
        document.add_paragraph().add_run(text).bold = kind == "heading"
    _signature(document)
    _annex_page(document)
    _centred(document, "PHỤ LỤC")
    _centred(document, plan.annex_title)
    _centred(document, f"(Kèm theo Kế hoạch số {plan.number} {_day(plan.issued)} của Ủy ban nhân dân tỉnh)", bold=False)
    _annex(document, plan)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _masthead(document: Any, plan: PlanText) -> None:
    left = ("ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG", f"Số: {plan.number}")
    right = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", f"Lam Giang, {_day(plan.issued)}")
    table = document.add_table(rows=2, cols=2)
    for column, texts in enumerate((left, right)):
        for row, text in enumerate(texts):
            cell = table.cell(row, column)
            cell.text = text
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            cell.paragraphs[0].runs[0].bold = row == 0
            cell.paragraphs[0].runs[0].italic = (row, column) == (1, 1)


def _day(day: date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"  # NĐ 30/2020: only months 1 and 2 take a zero
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _signature(document: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Nơi nhận:\n- Bộ Khoa học và Công nghệ (b/c);\n- Các cơ quan tại Phụ lục (t/h);\n- Lưu: VT."
    table.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nNguyễn Khắc Toàn"
    table.cell(0, 1).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _annex_page(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)


def _annex(document: Any, plan: PlanText) -> None:
    table = document.add_table(rows=0, cols=len(plan.headings), style="Table Grid")
    for row in (plan.headings, *plan.rows):
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1]).text = row[0]
            continue
        for cell, text, width in zip(cells, row, _WIDTHS, strict=True):
            cell.text, cell.width = text, Mm(width)


def _centred(document: Any, text: str, *, bold: bool = True) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = bold
