"""The files that people attach in the story: small, and what their names say."""

import io
from typing import Any

from docx import Document
from openpyxl import Workbook

from app.cases.attachments import Upload
from app.demo.register import Entry


def signed_report(entry: Entry, number: str) -> Upload:
    """Return the signed report of an agency as it would be scanned: here a short .docx that says so."""
    document = Document()
    document.add_paragraph(entry.name.upper())
    document.add_paragraph(f"Số: {number}")
    document.add_paragraph("BÁO CÁO kết quả thực hiện Kế hoạch 86/KH-UBND")
    document.add_paragraph("(Bản đã ký; tệp minh họa của tỉnh giả định.)")
    return _upload(document, f"Bao cao {number.replace('/', '-')}.docx")


def list_of_instruments(rows: int) -> Upload:
    """Return a list of measuring instruments as a spreadsheet."""
    workbook = Workbook()
    page: Any = workbook.active
    page.append(["TT", "Phương tiện đo", "Nơi dùng", "Đã kiểm định"])
    for number in range(1, rows + 1):
        page.append([number, f"Cân phân tích {number:03d}", "Khoa Xét nghiệm", "Có" if number % 8 else "Chưa"])
    return _upload(workbook, "Danh muc phuong tien do.xlsx")


def own_plan(entry: Entry, year: int) -> Upload:
    """Return the agency's own plan for the year."""
    document = Document()
    document.add_paragraph(f"{entry.name.upper()}: KẾ HOẠCH triển khai nhiệm vụ đo lường năm {year}")
    return _upload(document, f"Ke hoach 31-KH-{entry.code}.docx")


def _upload(document: Any, name: str) -> Upload:
    content = io.BytesIO()
    document.save(content)
    content.seek(0)
    return Upload(name, content, is_confirmed_open=True)
