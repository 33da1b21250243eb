"""Annexes in all the shapes plans have, each read alike from text, Word and Excel."""

from datetime import date
from typing import Any

import pytest

from app.plans.reading import PlanDocument, PlanTask, read_plan
from tests.plans.accounting import lost_words
from tests.plans.annexes import DEPARTMENT_PLAN, PROVINCE_PLAN, Sample
from tests.plans.writing import WRITERS, read_lines

formats = pytest.mark.parametrize("filename", WRITERS)
samples = pytest.mark.parametrize("sample", [DEPARTMENT_PLAN, PROVINCE_PLAN], ids=["department", "province"])


def read(sample: Sample, filename: str = "plan.txt") -> PlanDocument:
    return read_plan(WRITERS[filename](sample), filename)


def without_source(task: PlanTask) -> dict[str, Any]:
    return {field: value for field, value in task.as_json().items() if field != "source"}


@samples
@formats
def test_every_format_gives_the_same_reading(sample: Sample, filename: str) -> None:
    as_text, other = read(sample), read(sample, filename)

    assert [without_source(task) for task in other.tasks] == [without_source(task) for task in as_text.tasks]
    assert other.head == as_text.head
    assert [duty.type for duty in other.duties] == [duty.type for duty in as_text.duties]


@samples
@formats
def test_no_printed_word_is_lost(sample: Sample, filename: str) -> None:
    plan = read(sample, filename)
    first = min(note.source[0] for note in plan.not_tasks if note.why == "table_header")

    assert lost_words(plan, first, len(plan.rows)) == []


def test_a_departments_plan_of_one_year() -> None:
    plan = read(DEPARTMENT_PLAN)

    assert plan.head.as_json() == {
        "title": "Kế hoạch Triển khai hoạt động tiêu chuẩn và đo lường năm 2024",
        "number": None,
        "issued": None,
        "issuer": "Sở Khoa học và Công nghệ",
    }
    assert [task.number for task in plan.tasks] == ["-"] * 5
    assert [task.group for task in plan.tasks] == [("Công tác tuyên truyền",)] + [("Công tác chuyên môn",)] * 4
    assert [task.due.first_due for task in plan.tasks] == [date(2024, 12, 31)] * 4 + [date(2025, 12, 31)]
    assert plan.tasks[0].result == "01 phóng sự; 02 bài báo"
    assert plan.tasks[0].funding == "Ngân sách"
    assert plan.tasks[3].review == ("lead_not_agency",)


def test_a_row_cut_by_a_page_is_joined_in_every_column() -> None:
    last = read(DEPARTMENT_PLAN).tasks[-1]

    assert last.content == "Hỗ trợ doanh nghiệp áp dụng Chương trình theo nhiệm vụ được phê duyệt"
    assert last.lead == "Các doanh nghiệp theo nhiệm vụ được phê duyệt"
    assert last.coordinating == "Phòng Quản lý Tiêu chuẩn"
    assert last.time == "Năm 2024-2025"


def test_a_provinces_plan_with_a_directing_column() -> None:
    plan = read(PROVINCE_PLAN)

    assert plan.head.issued == date(2025, 4, 18)
    assert plan.head.issuer == "Ủy ban nhân dân tỉnh Lam Giang"
    assert [task.number for task in plan.tasks] == ["1", "2", "1", "2", "3", "1", None, "2", "1", "2"]
    assert [task.due.kind.value for task in plan.tasks] == [
        "quarter", "every_year", "every_year", "quarter", "year", "every_year", "every_year", "every_n_years",
        "from_year", "every_year",
    ]  # fmt: skip
    assert plan.tasks[0].parsed_directing == ("Chủ tịch UBND tỉnh",)
    assert plan.tasks[6].group == ("Đào tạo nguồn nhân lực",)


def test_the_scope_of_a_document_in_the_content_is_no_deadline() -> None:
    task = read(PROVINCE_PLAN).tasks[3]

    assert "giai đoạn 2026 - 2030" in task.content
    assert task.due.first_due == date(2025, 12, 31)
    assert task.review == ()


def test_a_cycle_in_the_content_stands_in_for_an_empty_time_cell() -> None:
    task = read(PROVINCE_PLAN).tasks[7]

    assert (task.time, task.due.first_due, task.due.every_months) == ("", None, 36)
    assert task.review == ("no_anchor_year",)


def test_the_lead_is_taken_out_of_its_own_coordinators_and_the_print_stays() -> None:
    task = read(PROVINCE_PLAN).tasks[2]

    assert task.parsed_coordinating == ("Sở Tư pháp", "Các sở, ngành")
    assert task.coordinating == "Sở Tư pháp, Sở KH&CN và các sở, ngành liên quan"
    assert task.review == ("lead_also_coordinating",)


def test_a_group_that_leads_and_coordinates_says_so() -> None:
    task = read(PROVINCE_PLAN).tasks[-1]

    assert task.parsed_lead == ("Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố")
    assert task.parsed_coordinating == ()
    assert "group_leads_and_coordinates" in task.review


HEADER = "TT | Nội dung | Chủ trì | Phối hợp | Thời gian"


def test_columns_are_found_in_any_order() -> None:
    task = read_lines(
        "Thời hạn | Cơ quan phối hợp | Nhiệm vụ | Stt | Đơn vị chủ trì", "Năm 2026 | Sở B | Việc | 1 | Sở Y tế"
    ).tasks[0]

    assert (task.number, task.content, task.lead, task.time) == ("1", "Việc", "Sở Y tế", "Năm 2026")


def test_a_two_row_header_is_one_header() -> None:
    plan = read_lines(
        "STT | Nhiệm vụ | Cơ quan thực hiện | | Thời gian",
        "| | Chủ trì | Phối hợp |",
        "1 | Việc | Sở Y tế | Công an tỉnh | Năm 2026",
    )

    assert [(task.lead, task.coordinating) for task in plan.tasks] == [("Sở Y tế", "Công an tỉnh")]
    assert [note.why for note in plan.not_tasks] == ["table_header", "table_header"]


def test_a_row_of_column_numbers_is_no_task() -> None:
    plan = read_lines(HEADER, "(1) | (2) | (3) | (4) | (5)", "1 | Việc | Sở Y tế | | Năm 2026")

    assert len(plan.tasks) == 1
    assert ("column_numbers", (2, 2)) in [(note.why, note.source) for note in plan.not_tasks]


def test_a_heading_with_nothing_under_it_is_kept_as_a_task_to_decide() -> None:
    tasks = read_lines(
        HEADER, "1 | Việc một | Sở Y tế | | Năm 2026", "2 | Việc hai | | |", "3 | Việc ba | Sở Y tế | | Năm 2026"
    ).tasks

    assert [task.content for task in tasks] == ["Việc một", "Việc hai", "Việc ba"]
    assert {"no_agencies", "lead_missing", "no_time"} <= set(tasks[1].review)


def test_a_number_that_does_not_follow_is_reported() -> None:
    tasks = read_lines(HEADER, "1 | Việc một | Sở Y tế | | Năm 2026", "3 | Việc ba | Sở Y tế | | Năm 2026").tasks

    assert tasks[1].review == ("number_gap",)


def test_a_table_without_time_takes_it_from_the_heading_above() -> None:
    header = "TT | Nội dung | Chủ trì | Phối hợp"
    plan = read_lines(
        "I. Giai đoạn 1: Từ năm 2021 đến năm 2025", "", header, "1 | Việc | Sở Y tế |", "",
        "II. Giai đoạn 2: Từ năm 2026 đến năm 2030", "", header, "1 | Việc | Sở Y tế |",
    )  # fmt: skip

    assert [task.time for task in plan.tasks] == [
        "Giai đoạn 1: Từ năm 2021 đến năm 2025",
        "Giai đoạn 2: Từ năm 2026 đến năm 2030",
    ]
    assert [task.due.first_due for task in plan.tasks] == [date(2025, 12, 31), date(2030, 12, 31)]
    assert all(task.review == () for task in plan.tasks)


def test_remarks_about_money_are_funding_and_others_are_noted() -> None:
    money = read_lines(f"{HEADER} | Ghi chú", "1 | Việc | Sở Y tế | | Năm 2026 | Nguồn kinh phí sự nghiệp")
    remark = read_lines(f"{HEADER} | Ghi chú", "1 | Việc | Sở Y tế | | Năm 2026 | Họp trực tuyến")

    assert money.tasks[0].funding == "Nguồn kinh phí sự nghiệp"
    assert remark.tasks[0].funding is None
    assert ("note", "Họp trực tuyến") in [(note.why, note.text) for note in remark.not_tasks]
    assert remark.tasks[0].review == ("cell_not_read",)


def test_a_column_nobody_knows_is_noted_cell_by_cell() -> None:
    plan = read_lines(f"{HEADER} | Mã hiệu", "1 | Việc | Sở Y tế | | Năm 2026 | A-17")

    assert ("unknown_column", "A-17") in [(note.why, note.text) for note in plan.not_tasks]
    assert plan.tasks[0].review == ("cell_not_read",)


def test_lead_and_coordinating_in_one_column_are_divided_by_their_labels() -> None:
    task = read_lines(
        "TT | Nội dung | Cơ quan chủ trì, phối hợp | Thời gian",
        "1 | Việc | Chủ trì: Sở Y tế; Phối hợp: Công an tỉnh | Năm 2026",
    ).tasks[0]

    assert (task.parsed_lead, task.parsed_coordinating) == (("Sở Y tế",), ("Công an tỉnh",))
    assert task.review == ("roles_in_one_column",)


def test_totals_and_signatures_below_the_table_are_no_tasks() -> None:
    plan = read_lines(
        HEADER,
        "1 | Việc | Sở Y tế | | Năm 2026",
        "| Tổng cộng | | | 12",
        "TM. ỦY BAN NHÂN DÂN | | | |",
        "Nguyễn Văn A | | | |",
    )

    assert len(plan.tasks) == 1
    assert [note.why for note in plan.not_tasks] == ["table_header", "total", "signature", "signature"]


def test_page_numbers_between_rows_are_no_tasks() -> None:
    plan = read_lines(HEADER, "1 | Việc | Sở Y tế | | Năm 2026", "", "7", "", "2 | Việc | Sở Y tế | | Năm 2026")

    assert len(plan.tasks) == 2
    assert [note.why for note in plan.not_tasks] == ["table_header", "page_number"]


def test_one_body_has_one_name_in_the_whole_document() -> None:
    tasks = read_lines(
        HEADER, "1 | A | Sở Y tế | Các doanh nghiệp | Năm 2026", "2 | B | Sở Y tế | Doanh nghiệp | Năm 2026"
    ).tasks

    assert [task.parsed_coordinating for task in tasks] == [("Doanh nghiệp",), ("Doanh nghiệp",)]


def test_without_a_day_of_issue_yearly_tasks_ask_for_it() -> None:
    row = "1 | Việc | Sở Y tế | | Hàng năm"

    assert read_lines(HEADER, row).tasks[0].review == ("no_start_year",)
    assert read_lines(HEADER, row, issued=date(2026, 3, 1)).tasks[0].due.first_due == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            [
                "KẾ HOẠCH",
                "Thực hiện Chỉ thị số 38-CT/TW ngày 30/7/2024 của Ban Bí thư",
                "về đo lường",
                "Thực hiện Quyết định số 5, ban hành Kế hoạch như sau:",
            ],
            "Kế hoạch Thực hiện Chỉ thị số 38-CT/TW ngày 30/7/2024 của Ban Bí thư về đo lường",
        ),
        (["KẾ HOẠCH CÔNG TÁC NĂM 2026", "Sở Y tế ban hành Kế hoạch"], "Kế hoạch CÔNG TÁC NĂM 2026"),
        (["KẾ HOẠCH", "Công tác đo lường", "-------", "I. MỤC ĐÍCH"], "Kế hoạch Công tác đo lường"),
        (["KẾ HOẠCH", "Công tác đo lường (Kèm theo Quyết định số 5/QĐ-UBND)"], "Kế hoạch Công tác đo lường"),
        (["BÁO CÁO", "Công tác đo lường"], None),
    ],
)
def test_the_title_is_what_stands_under_the_words_ke_hoach(lines: list[str], title: str | None) -> None:
    assert read_lines(*lines, HEADER, "1 | Việc | Sở Y tế | | Năm 2026").head.title == title


def test_number_and_day_may_stand_only_under_the_title_of_the_annex() -> None:
    head = read_lines(
        "PHỤ LỤC",
        "(Kèm theo Kế hoạch số 24/KH-UBND ngày 24/01/2025 của UBND tỉnh Lam Giang)",
        HEADER,
        "1 | A | Sở Y tế | | Hàng năm",
    ).head

    assert (head.number, head.issued, head.issuer) == (
        "24/KH-UBND",
        date(2025, 1, 24),
        "Ủy ban nhân dân tỉnh Lam Giang",
    )
