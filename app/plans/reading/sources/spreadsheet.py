"""Read a workbook: every visible sheet, merged cells, numbers and dates as a reader sees them."""

import re
import warnings
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Final

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from app.plans.reading.rows import FROM_ABOVE, FROM_LEFT, HIDDEN_SHEET, OWN, SourceKind, SourceRow, UnreadablePlan

_MAX_COLUMNS: Final = 60  # the widest annex met has 14; a stray mark in column XFD must not cost 16,384 cells a row
_MAX_MERGED: Final = 200_000  # openpyxl makes an object of every cell inside a merged range
_MERGE: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*ref=[\"']([A-Z]+\d+:[A-Z]+\d+)")


def read_spreadsheet(data: bytes) -> list[SourceRow]:
    """Return the rows of all visible sheets, later ones numbered on; a hidden sheet is one row of its own."""
    _check_merged_area(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and charts it drops; only text matters here
            workbook = load_workbook(BytesIO(data), data_only=True)
    except (InvalidFileException, KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile) as error:
        raise UnreadablePlan(
            "Tệp Excel bị hỏng hoặc không phải .xlsx. Mở bằng Excel, chọn Lưu thành… .xlsx rồi đọc lại.",
            "The workbook is damaged or is not an .xlsx. Open it in Excel and save it again as .xlsx.",
        ) from error
    rows: list[SourceRow] = []
    for position, sheet in enumerate(workbook.worksheets, start=1):
        last = rows[-1].number if rows else 0
        if sheet.sheet_state == "visible":
            rows += _read_sheet(sheet, position, last)
        else:
            rows.append(SourceRow(SourceKind.SHEET, last + 1, (sheet.title,), place=HIDDEN_SHEET))
    return rows


def _check_merged_area(data: bytes) -> None:
    """Refuse merged ranges so large that opening the workbook would not end."""
    merged = 0
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/"):
                continue
            for area in _MERGE.findall(archive.read(name)):
                left, top, right, bottom = (bound or 1 for bound in range_boundaries(area.decode()))
                merged += (right - left + 1) * (bottom - top + 1)
    if merged > _MAX_MERGED:
        raise UnreadablePlan(
            "Bảng tính gộp quá nhiều ô nên không đọc được. Bỏ gộp các ô ngoài bảng rồi đọc lại.",
            "The workbook merges too many cells to be read. Unmerge the cells outside the table.",
        )


def _read_sheet(sheet: Worksheet, position: int, offset: int) -> list[SourceRow]:
    origins = _merged_origins(sheet)
    # Only what is there: `sheet.rows` would create every cell up to a stray mark in row 1,048,576.
    used = {place: cell.value for place, cell in sheet._cells.items() if cell.value is not None}
    width = min(max((column for _, column in used), default=0), _MAX_COLUMNS)
    rows = []
    for number in sorted({row for row, _ in used} | {row for row, column in origins if origins[row, column] in used}):
        cells, merged = [], []
        for column in range(1, width + 1):
            row, left = origins.get((number, column), (number, column))
            mark = OWN if (row, left) == (number, column) else FROM_LEFT if left != column else FROM_ABOVE
            cells.append("" if mark == FROM_LEFT else _shown(used.get((row, left))))
            merged.append(mark)
        place = f"{sheet.title}, dòng {number}"
        rows.append(SourceRow(SourceKind.SHEET, offset + number, tuple(cells), position, tuple(merged), place))
    return rows


def _merged_origins(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each cell inside a merged range the cell that holds its text."""
    origins = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, min(area.max_col, _MAX_COLUMNS) + 1):
                origins[row, column] = (area.min_row, area.min_col)
    return origins


def _shown(value: object) -> str:
    """Return a cell's value as printed: whole numbers without a point, dates as dd/mm/yyyy."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return str(value)
