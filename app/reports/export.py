"""A round as a spreadsheet. Whatever an agency typed stays text: no cell can become a formula."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from app.cases.receipts import CHANNELS
from app.clock import LOCAL
from app.organisation.labels import AGENCY_KINDS
from app.organisation.models import User
from app.reports.board import Row
from app.reports.labels import STATES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY = "dd/mm/yyyy"
MOMENT = "dd/mm/yyyy hh:mm"
WIDTHS = (6, 44, 14, 24, 30, 8, 16, 14, 14, 18, 24, 18, 14, 28, 16)


def workbook(title: str, rows: Iterable[Row], people: dict[int, User]) -> bytes:
    """Return the .xlsx of the rows; `people` are the agencies' focal points, {} for those who may not see them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Reports"))
    sheet.freeze_panes = "C3"
    for number, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.append([_cell(sheet, title, Font(bold=True, size=13))])
    sheet.append([_cell(sheet, heading, Font(bold=True)) for heading in _headings()])
    for number, row in enumerate(rows, start=1):
        sheet.append([_cell(sheet, value) for value in _values(number, row, people)])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _headings() -> Sequence[str]:
    return (
        _("No."),
        _("Agency"),
        _("Code"),
        _("Kind"),
        _("State"),
        _("Late"),
        _("Nothing to report"),
        _("Deadline"),
        _("Extended to"),
        _("Sent at"),
        _("Channel"),
        _("Number"),
        _("Signed on"),
        _("Focal point"),
        _("Telephone"),
    )


def _values(number: int, row: Row, people: dict[int, User]) -> Sequence[Any]:
    it = row.submission
    person = people.get(it.agency_id)
    return (
        number,
        it.agency.name,
        it.agency.code,
        str(AGENCY_KINDS[it.agency.kind]),
        str(STATES[it.state]),
        _("yes") if row.late else "",
        _("yes") if it.is_nil else "",
        row.limit,
        it.extended_to,
        it.submitted_at,
        str(CHANNELS[it.channel]) if it.channel else "",
        it.document_number or (_("awaiting number") if row.is_here else ""),
        it.document_date,
        person.name if person else "",
        person.phone if person else "",
    )


def _cell(sheet: Worksheet, value: Any, font: Font | None = None) -> Cell:
    """Return a cell that says what it is: text is text, whatever it begins with."""
    if isinstance(value, datetime):
        value = value.astimezone(LOCAL).replace(tzinfo=None)  # a spreadsheet knows no zones
    cell: Cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(value, date):
        cell.number_format = MOMENT if isinstance(value, datetime) else DAY
    if font is not None:
        cell.font = font
    return cell
