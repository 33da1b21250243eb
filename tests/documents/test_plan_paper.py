"""The draft of a year's plan, laid out: number and day blank until they are recorded, the annex with every row."""

import io

import pytest
from docx import Document

from app.documents.layout import WIDE
from app.documents.plan_paper import WIDTHS
from tests.drafting.drafts import TO_THE_END, open_draft


@pytest.fixture
def consolidated(app, database, people):
    """A draft of two rows, allocated."""
    opened = open_draft(people, *TO_THE_END, roster=["department"])
    opened.propose()
    opened.close()
    opened.consolidate()
    return opened


def words_of(content: bytes) -> str:
    """Return all words of a .docx."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_draft_has_no_number_and_every_row(consolidated, visit, people):
    consolidated.allocate(100, 12.5)
    words = words_of(visit(people.specialist).client.get(f"/drafting/cases/{consolidated.case_id}/plan.docx").data)
    assert "Số:        /KH-UBND" in words
    assert "Kiểm tra cột đo xăng dầu" in words
    assert "Ngân sách tỉnh: 100 triệu đồng" in words
    assert "đề xuất 150,5 triệu đồng, bố trí 112,5 triệu đồng" in words


def test_an_issued_plan_has_what_was_recorded(consolidated, visit, people):
    consolidated.consult()
    consolidated.issue()
    words = words_of(visit(people.specialist).client.get(f"/drafting/cases/{consolidated.case_id}/plan.docx").data)
    assert "Số: 12/KH-UBND" in words
    assert "Lê Văn Chủ" in words


def test_the_draft_can_be_printed_by_those_who_may_read_it(consolidated, visit, people):
    path = f"/drafting/cases/{consolidated.case_id}/plan.pdf"
    assert visit(people.leader).client.get(path).data.startswith(b"%PDF")
    assert visit(people.outsider).client.get(path).status_code == 404


def test_the_annex_is_as_wide_as_the_page():
    assert sum(WIDTHS) == WIDE
