"""Figures and standing duties proposed from the words around the annex."""

from datetime import date

import pytest

from app.plans.reading import Duty, Target, read_plan
from tests.plans.annexes import PROVINCE_PLAN
from tests.plans.writing import as_text, read_lines

ANNEX = ("TT | Nội dung | Kết quả | Chủ trì | Thời gian", "1 | Mở lớp | | Sở Y tế | Đến năm 2027")


def targets(*body: str) -> list[Target]:
    return list(read_lines("KẾ HOẠCH", "Công tác giai đoạn 2026 - 2030", *body, *ANNEX).targets)


def duties(*body: str) -> list[Duty]:
    head = (
        "ỦY BAN NHÂN DÂN",
        "TỈNH LAM GIANG",
        "Lam Giang, ngày 03 tháng 02 năm 2026",
        "KẾ HOẠCH",
        "Công tác đo lường",
    )
    return list(read_lines(*head, "III. TỔ CHỨC THỰC HIỆN", *body, "PHỤ LỤC", *ANNEX).duties)


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "comparator", "counting"),
    [
        ("Hỗ trợ ít nhất 05 doanh nghiệp áp dụng.", 5, "doanh nghiệp", ">=", "distinct"),
        ("Kiểm định được tối thiểu 60% phương tiện đo.", 60, "%", ">=", "distinct"),
        ("Bồi dưỡng không dưới 1.200 lượt người tham gia.", 1200, "lượt người", ">=", "occurrence"),
        ("Lựa chọn ít nhất một doanh nghiệp tiêu biểu.", 1, "doanh nghiệp", ">=", "distinct"),
        ("Trang bị cho 34 xã.", 34, "xã", "=", "distinct"),
        ("100% các chợ có cân đối chứng.", 100, "%", "=", "distinct"),
        ("Giảm sai số trên 2,5% phép đo.", 2.5, "%", ">=", "distinct"),
    ],
)
def test_a_figure_is_proposed(sentence: str, value: float, unit: str, comparator: str, counting: str) -> None:
    (found,) = targets("I. MỤC TIÊU", f"- {sentence}")

    assert (found.value, found.unit, found.comparator, found.counting) == (value, unit, comparator, counting)
    assert sentence.strip(".") in found.source_text
    assert found.where == "I"


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện Quyết định số 996/QĐ-TTg ngày 10/8/2018.",
        "Áp dụng TCVN ISO/IEC 17025 và TCVN ISO 9001:2015.",
        "Kiểm tra phương tiện đo nhóm 2 trong năm 2026.",
        "Thực hiện Điều 5 khoản 3 của Luật.",
    ],
)
def test_numbers_of_documents_and_dates_are_no_figures(sentence: str) -> None:
    assert targets("I. MỤC TIÊU", f"- {sentence}") == []


def test_a_figure_takes_its_years_from_the_section() -> None:
    first, second = targets(
        "1. Giai đoạn 2026 - 2028",
        "a) Hỗ trợ ít nhất 05 doanh nghiệp.",
        "2. Giai đoạn 2029 - 2030",
        "a) Hỗ trợ ít nhất 06 doanh nghiệp.",
    )

    assert (first.where, first.horizon, first.period) == ("1.a", 2028, (2026, 2028))
    assert (second.where, second.horizon, second.period) == ("2.a", 2030, (2029, 2030))


def test_a_later_horizon_may_count_from_the_start_or_not() -> None:
    body = (
        "a) Đến năm 2028",
        "- Hỗ trợ ít nhất 05 doanh nghiệp.",
        "b) Đến năm 2030",
        "- Hỗ trợ ít nhất 09 doanh nghiệp.",
    )

    first, second = targets(*body)

    assert (first.horizon, first.period, first.review) == (2028, (2026, 2028), ())
    assert (second.horizon, second.period, second.review) == (2030, None, ("cumulative_unclear",))


def test_a_minimum_holds_for_the_rest_of_its_sentence() -> None:
    first, second = targets("- Đăng ít nhất 10 phóng sự; 20 bài báo trên các báo.")

    assert (first.value, second.value) == (10, 20)
    assert (second.comparator, second.review) == (">=", ("comparator_inherited",))


def test_a_figure_in_the_annex_is_due_with_its_task() -> None:
    plan = read_lines("TT | Nội dung | Kết quả | Chủ trì | Thời gian", "1 | Mở lớp | 02 lớp | Sở Y tế | Đến năm 2027")

    assert [(found.value, found.unit, found.horizon, found.where) for found in plan.targets] == [
        (2, "lớp", 2027, "phụ lục 1")
    ]


def test_reports_before_a_day_and_on_request_go_through_the_department() -> None:
    reports = [duty for duty in read_plan(as_text(PROVINCE_PLAN), "plan.txt").duties if duty.type == "report"]

    yearly, on_request, consolidated = reports
    assert yearly.who == ("Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố", "Các cơ quan liên quan")
    assert (yearly.to, yearly.via) == (("UBND tỉnh Lam Giang",), "Sở Khoa học và Công nghệ")
    assert (yearly.when, yearly.due.first_due, yearly.due.exclusive) == (
        "trước ngày 30/11 hàng năm",
        date(2025, 11, 30),
        True,
    )
    assert (on_request.when, on_request.due.kind.value) == ("đột xuất khi có yêu cầu", "on_request")
    assert consolidated.to == ("UBND tỉnh Lam Giang", "Bộ Khoa học và Công nghệ")
    assert consolidated.review == ("no_time",)


@pytest.mark.parametrize(
    ("sentence", "kind", "who", "when"),
    [
        ("1. Sở Y tế xây dựng kế hoạch hàng năm.", "annual_plan", "Sở Y tế", "hàng năm"),
        ("1. Giao Sở Y tế định kỳ 6 tháng và hàng năm báo cáo UBND tỉnh.", "report",
         "Sở Y tế", "định kỳ 6 tháng và hàng năm"),
        ("1. Sở Y tế: Đôn đốc các đơn vị.", "urging", "Sở Y tế", None),
        ("1. Sở Tài chính bố trí kinh phí thực hiện.", "budget", "Sở Tài chính", None),
        ("1. Sở Y tế tổ chức sơ kết, tổng kết Kế hoạch.", "review", "Sở Y tế", None),
        ("1. Sở Y tế là cơ quan thường trực.", "standing_agency", "Sở Y tế", None),
        ("Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan, đơn vị phản ánh về Sở Y tế.", "obstacle_report",
         "Các cơ quan, đơn vị", None),
        ("UBND tỉnh yêu cầu Thủ trưởng các sở, ban, ngành nghiêm túc triển khai; "
         "chậm nhất ngày 15 tháng cuối quý báo cáo về Sở Y tế.",
         "report", "Các sở, ban, ngành", "chậm nhất ngày 15 tháng cuối quý"),
    ],
)  # fmt: skip
def test_a_duty_is_proposed_with_its_bearer(sentence: str, kind: str, who: str, when: str | None) -> None:
    found = [duty for duty in duties(sentence) if duty.type == kind]

    assert [(duty.who, duty.when) for duty in found] == [((who,), when)]


def test_a_heading_names_who_bears_the_duties_below_it() -> None:
    found = duties(
        "1. Giao Sở Y tế, Sở Tài chính", "a) Tuyên truyền trong nhân dân.", "b) Định kỳ hàng năm báo cáo UBND tỉnh."
    )

    assert {duty.who for duty in found} == {("Sở Y tế", "Sở Tài chính")}
    assert {duty.type for duty in found} == {"propaganda", "report"}


def test_what_is_said_outside_the_organising_sections_is_no_duty() -> None:
    assert read_lines("I. MỤC ĐÍCH", "- Sở Y tế báo cáo hàng năm là nền nếp đã có.", *ANNEX).duties == ()
