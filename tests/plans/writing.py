"""Write a sample plan into the formats the reader opens."""

from io import BytesIO

from docx import Document
from openpyxl import Workbook

from tests.plans.annexes import Sample


def as_text(sample: Sample) -> bytes:
    """Return the sample as an extract with tabs; blank lines between paragraphs, as extracts have."""
    lines = [line for paragraph in sample.before for line in (paragraph, "")]
    lines += ["\t".join(row) for row in (*sample.header, *sample.rows)]
    lines += ["", *sample.after]
    return "\n".join(lines).encode()


def as_word(sample: Sample) -> bytes:
    """Return the sample as a .docx; a row of one text becomes a cell over the whole width."""
    document = Document()
    for paragraph in sample.before:
        document.add_paragraph(paragraph)
    width = len(sample.header[0])
    table = document.add_table(rows=0, cols=width)
    for row in (*sample.header, *sample.rows):
        cells = table.add_row().cells
        if len([cell for cell in row if cell]) == 1 and row[0]:
            cells[0].merge(cells[-1]).text = row[0]
            continue
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
    for paragraph in sample.after:
        document.add_paragraph(paragraph)
    return saved(document)


def as_sheet(sample: Sample) -> bytes:
    """Return the sample as an .xlsx: a title block above the table, headings in merged rows."""
    workbook = Workbook()
    sheet = workbook.active
    for paragraph in sample.before:
        sheet.append([paragraph])
    width = len(sample.header[0])
    for row in (*sample.header, *sample.rows):
        sheet.append([text or None for text in row])
        if len([cell for cell in row if cell]) == 1 and row[0]:
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width)
    for paragraph in sample.after:
        sheet.append([paragraph])
    return saved(workbook)


def saved(document: object) -> bytes:
    """Return what `document.save` writes."""
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()
