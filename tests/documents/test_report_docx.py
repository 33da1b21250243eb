"""An agency's report as .docx: read back, it holds what Decree 30/2020 asks and what the agency wrote."""

from io import BytesIO

import pytest
from docx import Document

from app.extensions import db
from app.plans.models import Part, Plan, PlanStatus, PlanTask, PlanTaskAgency
from app.tasks.drafts import save_draft
from tests.documents.measuring import measured
from tests.reports.rounds import NIL, REPORT, open_round
from tests.support import processes
from tests.support.clock import NOW

FULL = {
    **REPORT,
    "no_obstacles": False,
    "obstacles": "Thiếu kinh phí kiểm định.\nThiếu người.",
    "proposals": "Đề nghị bố trí kinh phí",
}


@pytest.fixture
def opened(app, database, people):
    return open_round(people)


@pytest.fixture
def document_of(visit, people, opened):
    """Download the report as somebody and read it."""

    def download(somebody="focal_point", status=200):
        visitor = visit(getattr(people, somebody))
        answer = visitor.client.get(f"/reports/{opened.report_case()}/report.docx")
        assert answer.status_code == status, answer.text
        return Document(BytesIO(answer.data)) if status == 200 else None

    return download


def words(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_page_and_font_are_those_of_the_decree(opened, document_of):
    opened.file()
    document = document_of()
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 15)
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert section.different_first_page_header_footer


def test_the_heading_names_state_issuer_and_place_and_leaves_number_and_day_blank(opened, document_of):
    opened.file()
    heading = document_of().tables[0]
    left, right = heading.rows[0].cells
    assert left.text.split("\n")[:2] == ["UBND TỈNH LAM GIANG", "SỞ CÔNG THƯƠNG"]
    assert right.text.split("\n")[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    left, right = heading.rows[1].cells
    assert left.text == "Số:        /BC-SCT"
    assert right.text == "Lam Giang, ngày      tháng      năm 2026"


def test_a_recorded_number_and_day_are_written_as_the_decree_writes_them(opened, document_of):
    opened.file({**FULL, "document_number": "215/BC-SCT", "document_date": "2026-03-05"})
    left, right = document_of().tables[0].rows[1].cells
    assert (left.text, right.text) == ("Số: 215/BC-SCT", "Lam Giang, ngày 05 tháng 3 năm 2026")


def test_the_five_parts_hold_what_was_written(opened, document_of):
    opened.file(FULL)
    said = words(document_of())
    parts = ["I. CÔNG TÁC CHỈ ĐẠO", "II. KẾT QUẢ", "III. KHÓ KHĂN", "IV. PHƯƠNG HƯỚNG", "V. ĐỀ XUẤT"]
    assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)
    assert "Thiếu kinh phí kiểm định." in said
    assert "Đề nghị bố trí kinh phí./." in said
    assert "Kính gửi: Ủy ban nhân dân tỉnh Lam Giang (qua Sở Khoa học và Công nghệ)" in said
    assert "ước thực hiện đến ngày 31/12/2026" in said


def test_the_tasks_of_the_plan_stand_in_a_table_with_both_figures(app, database, people, writing, visit):
    with writing():
        plan = Plan(title="Kế hoạch 86", number="86/KH-UBND", status=PlanStatus.in_force, **_plan_values())
        db.session.add(plan)
        db.session.flush()
        task = PlanTask(plan_id=plan.id, position=1, number="1", content="Kiểm định phương tiện đo nhóm 2",
                        **_task_values())  # fmt: skip
        db.session.add(task)
        db.session.flush()
        db.session.add(
            PlanTaskAgency(task_id=task.id, agency_id=people.agency.id, part=Part.lead, name="Sở Công Thương")
        )
    opened = open_round(people)
    row = {"to_cut_off": 12.5, "full_year_estimate": 15, "spent": 120.5, "progress": "in_progress", "result": "Đúng."}
    opened.file({**FULL, "plan_tasks": [row]})
    visitor = visit(people.head)
    document = Document(BytesIO(visitor.client.get(f"/reports/{opened.report_case()}/report.docx").data))
    table = document.tables[1]
    assert [cell.text for cell in table.rows[0].cells][:4] == ["TT", "Nhiệm vụ", "Đến 15/11/2026", "Ước cả năm"]
    assert [cell.text for cell in table.rows[1].cells] == [
        "1", "Kiểm định phương tiện đo nhóm 2", "12,5", "15", "120,5", "Đang thực hiện. Đúng.",
    ]  # fmt: skip
    assert "w:tblHeader" in table._tbl.xml


def test_a_nil_report_says_so_in_words(opened, document_of):
    opened.file(NIL)
    said = words(document_of())
    assert "Sở Công Thương không phát sinh nội dung phải báo cáo./." in said
    assert "II. KẾT QUẢ" not in said


def test_whoever_signs_is_named_below_the_post_and_nobody_has_signed(opened, document_of):
    opened.file()
    closing = document_of().tables[-1]
    left, right = (cell.text for cell in closing.rows[0].cells)
    assert left.startswith("Nơi nhận:\n- Như trên;")
    assert right.startswith("GIÁM ĐỐC")
    assert right.endswith("Trần Văn Bình")


def test_a_commune_signs_in_its_own_place_for_its_committee(opened, visit, people):
    opened.do("draft_report", NIL, people.outsider.actor, case_id=opened.report_case(people.other_agency.id))
    answer = visit(people.outsider).client.get(f"/reports/{opened.report_case(people.other_agency.id)}/report.docx")
    document = Document(BytesIO(answer.data))
    left = document.tables[0].rows[0].cells[0]
    assert left.text.split("\n")[:2] == ["ỦY BAN NHÂN DÂN", "XÃ HÒA BÌNH"]
    assert document.tables[0].rows[1].cells[0].text == "Số:        /BC-UBND"
    assert document.tables[0].rows[1].cells[1].text.startswith("Hòa Bình, ngày")
    assert document.tables[-1].rows[0].cells[1].text.startswith("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH")


def test_its_own_people_download_what_they_have_typed_so_far_nobody_else_does(
    opened, document_of, people, writing, now
):
    with writing():
        task = processes.open_task(opened.submission().case_id, "draft_report")
        save_draft(task.id, {**REPORT, "direction": "Mới gõ."}, base_version=0, actor=people.focal_point.actor, now=now)
    assert "Mới gõ." in words(document_of())
    document_of("specialist", 404)
    opened.file({**REPORT, "direction": "Đã trình."})
    assert "Đã trình." in words(document_of("specialist"))


def test_an_outsider_does_not_learn_that_there_is_a_report(opened, document_of):
    opened.file()
    document_of("outsider", 404)


def test_letters_that_xml_cannot_hold_do_not_break_a_draft(opened, document_of, people, writing, now):
    with writing():
        task = processes.open_task(opened.submission().case_id, "draft_report")
        typed = {**REPORT, "direction": "Bị dán \x0b từ nơi khác"}
        save_draft(task.id, typed, base_version=0, actor=people.focal_point.actor, now=now)
    assert "từ nơi khác" in words(document_of())


def _plan_values() -> dict[str, object]:
    return {"source_name": "kh86.docx", "source_sha256": "0" * 64, "reading": "{}", "imported_at": NOW}


def _task_values() -> dict[str, object]:
    texts = {"group_path": "[]", "lead_text": "Sở Công Thương", "due_kind": "year", "source": "1-1"}
    return {**texts, "due_from": 2026, "due_to": 2026}


def test_the_pdf_says_what_the_docx_says(opened, document_of, visit, people):
    opened.file(FULL)
    visitor = visit(people.focal_point)
    answer = visitor.client.get(f"/reports/{opened.report_case()}/report.pdf")
    assert answer.mimetype == "application/pdf"
    assert sorted(measured(answer.data).text.split()) == sorted(words(document_of()).split())


def test_an_outsider_does_not_learn_of_the_pdf_either(opened, visit, people):
    opened.file()
    assert visit(people.outsider).client.get(f"/reports/{opened.report_case()}/report.pdf").status_code == 404
