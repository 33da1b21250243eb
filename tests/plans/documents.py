"""A plan as .docx for the tests of the wizard, in the shape real ones have; the register knows some of its names."""

import io
from collections.abc import Sequence
from datetime import date
from functools import cache

from docx import Document

from app.extensions import db
from app.organisation.models import Agency, AgencyAlias, AgencyKind, Succession, SuccessionKind
from tests.support.factories import make_agency

NAME = "Kế hoạch 12.docx"
HEADINGS = ("TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm")
ROWS: Sequence[Sequence[str]] = (
    ("I. Quản lý nhà nước",),
    ("1", "Rà soát văn bản về đo lường", "Sở KH&CN", "Sở Công thương", "Quý II năm 2026", "Báo cáo"),
    ("2", "Kiểm tra cột đo xăng dầu", "Sở Công Thương", "Sở TT&TT; Sở KH&CN", "Hằng năm", "42 cửa hàng"),
    ("3", "Quản lý cân tại chợ", "UBND các xã, phường, đặc khu", "Sở Công Thương", "Hằng năm", ""),
    ("II. Hỗ trợ doanh nghiệp",),
    ("4", "Hướng dẫn hộ kinh doanh", "UBND các huyện, thị xã, thành phố", "Sở KH&CN", "Hàng năm", ""),
    ("5", "So sánh liên phòng thí nghiệm", "Trung tâm Sao Mai", "Các phòng thí nghiệm", "", ""),
    ("6", "Đào tạo kiểm định viên", "Sở KH&CN", "Sở Nội vụ", "Đầu năm", "02 lớp"),
)
BODY = (
    "I. MỤC TIÊU",
    "1. Hướng dẫn ít nhất 30 doanh nghiệp tham gia Chương trình bảo đảm đo lường.",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Các sở, ban, ngành; UBND các xã, phường, đặc khu báo cáo kết quả thực hiện trước ngày 30/11 hàng năm về "
    "Ủy ban nhân dân tỉnh (qua Sở Khoa học và Công nghệ).",
)


@cache
def plan_docx(rows: Sequence[Sequence[str]] = ROWS, *, body: Sequence[str] = BODY, number: str = "12/KH-UBND") -> bytes:
    """Return the plan as a .docx file; a row of one text is a heading across the table."""
    document = Document()
    document.add_paragraph("ỦY BAN NHÂN DÂN TỈNH LAM GIANG")
    document.add_paragraph(f"Số: {number}")
    document.add_paragraph("Lam Giang, ngày 12 tháng 3 năm 2026")
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Phát triển hoạt động đo lường năm 2026")
    for paragraph in body:
        document.add_paragraph(paragraph)
    document.add_paragraph("PHỤ LỤC")
    table = document.add_table(rows=0, cols=len(HEADINGS))
    for row in (HEADINGS, *rows):
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1]).text = row[0]
            continue
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def settle_register(science: Agency, trade: Agency) -> dict[str, Agency]:
    """Add to the register: an alias, an ended department merged into `science`, and a department of its own."""
    db.session.add(AgencyAlias(agency_id=trade.id, name="Sở Công thương tỉnh", search_key="so cong thuong tinh"))
    ended = make_agency("Sở Thông tin và Truyền thông", valid_from=date(2008, 1, 1), valid_to=date(2025, 2, 28))
    db.session.add(
        Succession(
            from_id=ended.id, to_id=science.id, kind=SuccessionKind.merge, on=date(2025, 3, 1), legal_basis="NQ 18"
        )
    )
    return {
        "ended": ended,
        "interior": make_agency("Sở Nội vụ"),
        "laboratory": make_agency("Trung tâm Kỹ thuật", AgencyKind.laboratory),
    }
