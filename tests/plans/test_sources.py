"""What Word and Excel do to a table, and what may not be opened at all."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

from app.plans.reading import UnreadablePlan, read_plan
from tests.plans.annexes import PROVINCE_PLAN, table
from tests.plans.writing import add_table, as_text, as_word, saved

HEADER = table("TT | Nội dung | Chủ trì | Phối hợp | Thời gian")
ROW = table("1 | Mở lớp | Sở Y tế | Công an tỉnh | Năm 2026")


def word(*rows: tuple[str, ...]) -> Any:
    """Return a Word document with one annex table, and the table."""
    document = Document()
    return document, add_table(document, [*HEADER, *rows])


def test_merged_header_cells_stand_over_the_columns_they_cover() -> None:
    document = Document()
    rows = table("""
TT | Nội dung | Cơ quan thực hiện | | Thời gian
 | | Chủ trì | Phối hợp |
1 | Mở lớp | Sở Y tế | Công an tỉnh | Năm 2026
""")
    annex = add_table(document, rows)
    annex.cell(0, 2).merge(annex.cell(0, 3))
    for column in (0, 1, 4):
        annex.cell(0, column).merge(annex.cell(1, column))

    (task,) = read_plan(saved(document), "plan.docx").tasks

    assert (task.number, task.content, task.lead, task.coordinating, task.time) == ROW[0]


def test_an_agency_merged_over_two_rows_leads_both() -> None:
    document, annex = word(*ROW, ("2", "In sách", "", "", "Năm 2027"))
    annex.cell(1, 2).merge(annex.cell(2, 2))

    assert [task.lead for task in read_plan(saved(document), "plan.docx").tasks] == ["Sở Y tế", "Sở Y tế"]


def test_content_merged_over_two_rows_makes_two_tasks_to_look_at() -> None:
    document, annex = word(*ROW, ("", "", "Sở Nội vụ", "", "Năm 2027"))
    annex.cell(1, 0).merge(annex.cell(2, 0))
    annex.cell(1, 1).merge(annex.cell(2, 1))

    first, second = read_plan(saved(document), "plan.docx").tasks

    assert (first.content, second.content) == ("Mở lớp", "Mở lớp")
    assert (first.lead, second.lead) == ("Sở Y tế", "Sở Nội vụ")
    assert second.review == ("content_merged",)


def test_a_table_going_on_in_a_new_one_without_header_is_the_same_table() -> None:
    document, _ = word(*ROW)
    document.add_paragraph("")
    add_table(document, [("2", "In sách", "Sở Nội vụ", "", "Năm 2027")])

    assert [task.number for task in read_plan(saved(document), "plan.docx").tasks] == ["1", "2"]


def test_a_letterhead_in_a_table_is_read_as_lines() -> None:
    document = Document()
    head = document.add_table(rows=1, cols=2).rows[0].cells
    head[0].text = "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG\nSố: 12/KH-UBND"
    head[1].text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLam Giang, ngày 05 tháng 02 năm 2026"
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Công tác năm 2026")
    add_table(document, [*HEADER, *ROW])

    plan = read_plan(saved(document), "plan.docx")

    assert plan.head.as_json() == {
        "title": "Kế hoạch Công tác năm 2026",
        "number": "12/KH-UBND",
        "issued": "2026-02-05",
        "issuer": "Ủy ban nhân dân tỉnh Lam Giang",
    }


def test_numbers_that_word_prints_by_itself_are_read() -> None:
    document, annex = word(("", *ROW[0][1:]), ("", "In sách", "Sở Nội vụ", "", "Năm 2027"))
    for row in (1, 2):
        annex.cell(row, 0).paragraphs[0].style = document.styles["List Number"]
        _number(document, annex.cell(row, 0).paragraphs[0])

    assert [task.number for task in read_plan(saved(document), "plan.docx").tasks] == ["1.", "2."]


def _number(document: Any, paragraph: Any) -> None:
    """Give a paragraph the list number its style stands for, as Word writes it into the paragraph."""
    style = document.styles["List Number"].element.find(qn("w:pPr")).find(qn("w:numPr"))
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", "0"), ("w:numId", style.find(qn("w:numId")).get(qn("w:val")))):
        child = OxmlElement(name)
        child.set(qn("w:val"), value)
        numbering.append(child)
    properties.append(numbering)


def test_deleted_text_is_left_out_and_inserted_text_kept() -> None:
    document, annex = word(*ROW)
    paragraph = annex.cell(1, 1).paragraphs[0]._p
    for tag, text_tag, text in (("w:del", "w:delText", " cũ"), ("w:ins", "w:t", " mới")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        change.append(run)
        paragraph.append(change)

    assert read_plan(saved(document), "plan.docx").tasks[0].content == "Mở lớp mới"


def sheet_with(*rows: tuple[Any, ...]) -> tuple[Workbook, Any]:
    workbook = Workbook()
    sheet = workbook.active
    for row in rows:
        sheet.append(list(row))
    return workbook, sheet


def test_numbers_and_dates_of_a_sheet_read_as_printed() -> None:
    from datetime import datetime

    workbook, _ = sheet_with(
        HEADER[0], (1.0, "Mở lớp", "Sở Y tế", None, datetime(2026, 6, 15)), (2, "In", "Sở Y tế", None, 2027)
    )

    first, second = read_plan(saved(workbook), "plan.xlsx").tasks

    assert (first.number, first.time, str(first.due.first_due)) == ("1", "15/06/2026", "2026-06-15")
    assert (second.number, second.time, str(second.due.first_due)) == ("2", "2027", "2027-12-31")


def test_a_group_heading_merged_over_the_row_is_a_heading() -> None:
    workbook, sheet = sheet_with(HEADER[0], ("A. TUYÊN TRUYỀN",), ROW[0])
    sheet.merge_cells("A2:E2")

    assert read_plan(saved(workbook), "plan.xlsx").tasks[0].group == ("TUYÊN TRUYỀN",)


def test_every_sheet_with_a_table_is_read_and_a_hidden_one_is_named() -> None:
    workbook, _ = sheet_with(("PHỤ LỤC I",), HEADER[0], ROW[0])
    second = workbook.create_sheet("Tiếp")
    for row in (("PHỤ LỤC II",), HEADER[0], ROW[0]):
        second.append(row)
    hidden = workbook.create_sheet("Danh mục ẩn")
    hidden.append(("x", "y"))
    hidden.sheet_state = "hidden"

    plan = read_plan(saved(workbook), "plan.xlsx")

    assert [task.source for task in plan.tasks] == [(3, 3), (6, 6)]
    assert ("hidden_sheet", "Danh mục ẩn") in [(note.why, note.text) for note in plan.not_tasks]


def test_a_two_row_header_with_money_by_year() -> None:
    workbook, sheet = sheet_with(
        ("STT", "Nhiệm vụ", "Chủ trì", "Kinh phí", None),
        (None, None, None, "Năm 2026", "Năm 2027"),
        (1, "Mở lớp", "Sở Y tế", 100, 250.5),
    )
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
        sheet.merge_cells(area)

    assert read_plan(saved(workbook), "plan.xlsx").tasks[0].funding == "100; 250.5"


def test_a_mark_far_below_the_table_costs_nothing() -> None:
    workbook, sheet = sheet_with(HEADER[0], ROW[0])
    sheet["XFD1048576"] = "x"

    assert len(read_plan(saved(workbook), "plan.xlsx").tasks) == 1


def test_merging_the_whole_sheet_is_refused() -> None:
    workbook, _ = sheet_with(HEADER[0], ROW[0])
    data = replaced(saved(workbook), "xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheetData>" + MERGE_ALL)

    with pytest.raises(UnreadablePlan, match="merges too many cells"):
        read_plan(data, "plan.xlsx")


MERGE_ALL = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'


def replaced(data: bytes, member: str, old: bytes, new: bytes) -> bytes:
    """Return the archive with `old` replaced by `new` in one member."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name == member else content)
    return changed.getvalue()


@pytest.mark.parametrize(
    ("data", "filename", "sentence"),
    [
        (b"", "plan.txt", "Tệp trống"),
        (b"   \n", "plan.docx", "Tệp trống"),
        (b"%PDF-1.7", "plan.pdf", "Không đọc được tệp đuôi “.pdf”"),
        (b"abc", "plan", "Không đọc được tệp đuôi"),
        (b"abc", "plan.docx", "Tệp bị hỏng"),
        (b"PK\x03\x04 rest", "plan.xlsx", "Tệp bị hỏng"),
        ("Nội dung".encode("utf-16-le"), "plan.txt", "bảng mã Unicode"),
        (b"\xce\xd2\xc4\xe3", "plan.txt", "bảng mã Unicode"),
        (b"\x00\x01\x02", "plan.txt", "bảng mã Unicode"),
        ("Chỉ có lời, không có bảng.".encode(), "plan.txt", "Không tìm thấy bảng"),
        ("TT\tNội dung\tChủ trì".encode(), "plan.txt", "Không tìm thấy bảng"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, filename: str, sentence: str) -> None:
    with pytest.raises(UnreadablePlan) as refused:
        read_plan(data, filename)

    assert sentence in refused.value.message_vi
    assert refused.value.message_en


def test_a_bomb_and_a_doctype_are_refused_before_parsing() -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 50_000_000)
    doctype = replaced(
        as_word(PROVINCE_PLAN), "word/document.xml", b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document'
    )

    for data in (bomb.getvalue(), doctype):
        with pytest.raises(UnreadablePlan):
            read_plan(data, "plan.docx")


def test_utf_16_and_windows_line_ends_read_the_same() -> None:
    text = as_text(PROVINCE_PLAN).decode()

    plain = read_plan(text.encode(), "plan.txt").as_json()

    assert read_plan(text.encode("utf-16"), "plan.txt").as_json() == plain
    assert read_plan(text.replace("\n", "\r\n").encode("utf-8-sig"), "plan.txt").as_json() == plain


def test_markup_of_extracts_is_dropped_and_other_signs_stay() -> None:
    rows = ["TT\tNội dung\tChủ trì\tThời gian", '<b>1</b>\t<ul style="x"> - Sai số < 5% <p>đo</p>\tSở Y tế\tNăm 2026']

    task = read_plan("\n".join(rows).encode(), "plan.txt").tasks[0]

    assert (task.number, task.content) == ("1", "- Sai số < 5% đo")


def test_a_markdown_table_is_a_table() -> None:
    lines = ["| TT | Nội dung | Chủ trì | Thời gian |", "|---|:---|---|---|", "| 1 | Mở lớp | Sở Y tế | Năm 2026 |"]

    assert read_plan("\n".join(lines).encode(), "plan.md").tasks[0].content == "Mở lớp"
