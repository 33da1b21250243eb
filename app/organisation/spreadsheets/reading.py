"""Read the spreadsheet: find the heading row, fold white space, keep row numbers. Write the template."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from app.files.guard import check_upload
from app.organisation.errors import SheetNotUsable
from app.organisation.spreadsheets.layout import Layout
from app.organisation.texts import N_

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_BYTES = 5 * 1024 * 1024
_SEARCH_ROWS = 15  # headings stand near the top
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class SheetRow:
    """A row of the sheet: its number there, and its texts by column name."""

    number: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


@dataclass(frozen=True)
class Sheet:
    """What was read; `ignored` are headings that mean nothing to us."""

    rows: Sequence[SheetRow]
    ignored: Sequence[str]


def read_sheet(content: bytes, filename: str, layout: Layout) -> Sheet:
    """Read an .xlsx file. Raises UnsafeFile and SheetNotUsable."""
    if not filename.lower().endswith(".xlsx"):
        raise SheetNotUsable(N_("This is not an Excel file. Save it as .xlsx and upload it again."))
    check_upload(content, filename, max_bytes=MAX_BYTES)
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        lines = list(_lines(workbook.worksheets[0], layout.max_rows))
    finally:
        workbook.close()
    at, headings = _headings(lines, layout)
    rows = list(_rows(lines[at + 1 :], headings))
    if not rows:
        raise SheetNotUsable(N_("There is nothing below the headings. Fill in at least one row."))
    if len(rows) > layout.max_rows:
        raise SheetNotUsable(N_("The sheet has more than %(count)s rows. Split it."), count=layout.max_rows)
    ignored = [text for text in lines[at][1] if text and layout.column_of(text) is None]
    return Sheet(rows, ignored)


def template(layout: Layout) -> bytes:
    """Return the spreadsheet to fill in: headings, one example, and what can be chosen on further pages."""
    workbook = Workbook()
    page: Any = workbook.active
    page.title = layout.title
    page.append([column.heading for column in layout.columns])
    page.append([column.example for column in layout.columns])
    for cell, column in zip(page[1], layout.columns, strict=True):
        cell.font = Font(bold=True)
        page.column_dimensions[cell.column_letter].width = max(len(column.heading), len(column.example)) + 3
    page.freeze_panes = "A2"
    for title, words in layout.choices.items():
        choices = workbook.create_sheet(title)
        for word in words:
            choices.append([word])
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def _lines(page: Any, max_rows: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, as texts with their numbers; never more than are allowed."""
    limit = max_rows + _SEARCH_ROWS + 1
    for number, row in enumerate(page.iter_rows(values_only=True, max_col=60), start=1):
        texts = [_text(value) for value in row]
        if any(texts):
            yield number, texts
            limit -= 1
        if limit == 0 or number > 10 * max_rows:
            return


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _SPACES.sub(" ", str(value)).strip()


def _headings(lines: Sequence[tuple[int, list[str]]], layout: Layout) -> tuple[int, dict[int, str]]:
    """Return which line has the headings, and the column name at each place of it."""
    for at, (_number, texts) in enumerate(lines[:_SEARCH_ROWS]):
        found = {place: column.name for place, text in enumerate(texts) if (column := layout.column_of(text))}
        if set(layout.required) <= set(found.values()):
            return at, found
    missing = N_("No row with the headings %(headings)s was found. Use the template.")
    raise SheetNotUsable(missing, headings=layout.required_headings)


def _rows(lines: Sequence[tuple[int, list[str]]], headings: Mapping[int, str]) -> Iterator[SheetRow]:
    for number, texts in lines:
        values = {name: texts[place] for place, name in headings.items() if place < len(texts) and texts[place]}
        if values:
            yield SheetRow(number, values)
