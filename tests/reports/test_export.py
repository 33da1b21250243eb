"""The spreadsheet of a round: text stays text whatever it begins with."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from app.extensions import db
from app.organisation.models import Agency, User

DANGEROUS = ('=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\x00=1", "=cmd|' /C calc'!A0")


@pytest.fixture
def sheet_of(opened, visit, people):
    """Export the round and return the bytes and the sheet."""

    def export(somebody="coordinator", **wanted):
        visitor = visit(getattr(people, somebody))
        answer = visitor.client.get(visitor.url("campaigns.export", campaign_id=opened.campaign_id, **wanted))
        assert answer.status_code == 200
        return answer.data, load_workbook(BytesIO(answer.data)).active

    return export


@pytest.mark.parametrize("words", DANGEROUS)
def test_no_cell_becomes_a_formula(opened, sheet_of, people, writing, words):
    with writing():
        db.session.get_one(Agency, people.agency.id).name = words
        db.session.get_one(User, people.focal_point.id).name = words
        opened.submission().document_number = words
    data, sheet = sheet_of()
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    assert any(words.replace("\x00", "").strip() in cell.value for cell in cells)
    with ZipFile(BytesIO(data)) as parts:
        assert all(b"<f>" not in parts.read(name) and b"<f " not in parts.read(name) for name in parts.namelist())


def test_dates_are_dates_and_the_filter_holds(opened, sheet_of, people):
    opened.file()
    opened.approve()
    _data, sheet = sheet_of(show="submitted")
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert len(rows) == 1
    assert rows[0][1] == "Sở Công Thương"
    assert f"{rows[0][7]:%d/%m/%Y}" == "27/11/2026"
    assert f"{rows[0][9]:%d/%m/%Y %H:%M}" == "20/11/2026 09:00"
    assert rows[0][11] == "chờ số"


def test_an_auditor_gets_no_names(sheet_of):
    data, _sheet = sheet_of("auditor")
    with ZipFile(BytesIO(data)) as parts:
        assert not any("Nguyễn Minh Hà".encode() in parts.read(name) for name in parts.namelist())
