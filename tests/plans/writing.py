"""Write a sample plan into the formats the reader opens."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import Workbook

from app.plans.reading import PlanDocument, read_plan
from tests.plans.annexes import Sample

Row = Sequence[str]


def as_text(sample: Sample) -> bytes:
    """Return the sample as an extract with tabs; blank lines between paragraphs, as extracts have."""
    lines = [line for paragraph in sample.before for line in (paragraph, "")]
    return "\n".join([*lines, *("\t".join(row) for row in sample.rows)]).encode()


def as_word(sample: Sample) -> bytes:
    """Return the sample as a .docx; a row of one text becomes a cell over the whole width."""
    document = Document()
    for paragraph in sample.before:
        document.add_paragraph(paragraph)
    add_table(document, sample.rows)
    return saved(document)


def add_table(document: Any, rows: Sequence[Row]) -> Any:
    """Add a table to a Word document; a row whose only text is its first becomes one wide cell."""
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        cells = table.add_row().cells
        if row[0] and not any(row[1:]):
            cells[0].merge(cells[-1]).text = row[0]
            continue
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
    return table


def as_sheet(sample: Sample) -> bytes:
    """Return the sample as an .xlsx: a title block above the table, headings in merged rows."""
    workbook = Workbook()
    sheet = workbook.active
    for paragraph in sample.before:
        sheet.append([paragraph])
    for row in sample.rows:
        sheet.append([text or None for text in row])
        if row[0] and not any(row[1:]):
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=sample.width)
    return saved(workbook)


WRITERS = {"plan.txt": as_text, "plan.docx": as_word, "plan.xlsx": as_sheet}


def read_lines(*lines: str, **options: Any) -> PlanDocument:
    """Read an extract given line by line; bars stand for tabs."""
    text = "\n".join("\t".join(cell.strip() for cell in line.split("|")) for line in lines)
    return read_plan(text.encode(), "plan.txt", **options)


def saved(document: Any) -> bytes:
    """Return what `document.save` writes."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
