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
from app.organisation.importing.columns import COLUMNS, KIND_WORDS, REQUIRED, column_of
from app.organisation.texts import N_

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 2_000
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


def read_sheet(content: bytes, filename: str) -> Sheet:
    """Read an .xlsx file. Raises UnsafeFile and SheetNotUsable."""
    if not filename.lower().endswith(".xlsx"):
        raise SheetNotUsable(N_("This is not an Excel file. Save it as .xlsx and upload it again."))
    check_upload(content, filename, max_bytes=MAX_BYTES)
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        lines = list(_lines(workbook.worksheets[0]))
    finally:
        workbook.close()
    at, headings = _headings(lines)
    rows = list(_rows(lines[at + 1 :], headings))
    if not rows:
        raise SheetNotUsable(N_("There is nothing below the headings. Fill in at least one row."))
    if len(rows) > MAX_ROWS:
        raise SheetNotUsable(N_("The sheet has more than %(count)s rows. Split it."), count=MAX_ROWS)
    ignored = [text for text in lines[at][1] if text and column_of(text) is None]
    return Sheet(rows, ignored)


def template() -> bytes:
    """Return the spreadsheet to fill in: headings, one example, and the kinds of agency."""
    workbook = Workbook()
    page: Any = workbook.active
    page.title = "Cơ quan"
    page.append([column.heading for column in COLUMNS])
    page.append([column.example for column in COLUMNS])
    for cell, column in zip(page[1], COLUMNS, strict=True):
        cell.font = Font(bold=True)
        page.column_dimensions[cell.column_letter].width = max(len(column.heading), len(column.example)) + 3
    page.freeze_panes = "A2"
    kinds = workbook.create_sheet("Loại cơ quan")
    for words in KIND_WORDS.values():
        kinds.append([words[0]])
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def _lines(page: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, as texts with their numbers; never more than are allowed."""
    limit = MAX_ROWS + _SEARCH_ROWS + 1
    for number, row in enumerate(page.iter_rows(values_only=True, max_col=60), start=1):
        texts = [_text(value) for value in row]
        if any(texts):
            yield number, texts
            limit -= 1
        if limit == 0 or number > 10 * MAX_ROWS:
            return


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _SPACES.sub(" ", str(value)).strip()


def _headings(lines: Sequence[tuple[int, list[str]]]) -> tuple[int, dict[int, str]]:
    """Return which line has the headings, and the column name at each place of it."""
    for at, (_number, texts) in enumerate(lines[:_SEARCH_ROWS]):
        found = {place: column.name for place, text in enumerate(texts) if (column := column_of(text))}
        if set(REQUIRED) <= set(found.values()):
            return at, found
    raise SheetNotUsable(N_("No heading row with “Mã cơ quan” and “Tên cơ quan” was found. Use the template."))


def _rows(lines: Sequence[tuple[int, list[str]]], headings: Mapping[int, str]) -> Iterator[SheetRow]:
    for number, texts in lines:
        values = {name: texts[place] for place, name in headings.items() if place < len(texts) and texts[place]}
        if values:
            yield SheetRow(number, values)
