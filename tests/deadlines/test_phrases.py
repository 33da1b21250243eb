"""Vietnamese time phrases and what they mean."""

from datetime import date

import pytest

from app.deadlines.phrases import DueKind, PlanPeriod, cadences_in, read_phrase

LONG_PLAN = PlanPeriod(issued=date(2025, 1, 24), start=2025)
YEAR_PLAN = PlanPeriod(issued=date(2026, 1, 15), start=2026, end=2026)


def kind_and_due(text: str, period: PlanPeriod = LONG_PLAN) -> tuple[str, str | None]:
    due = read_phrase(text, period).combined()
    return due.kind.value, due.first_due.isoformat() if due.first_due else None


# phrase, kind, first due in a plan issued on 24/01/2025; none of these needs a second look
CERTAIN = [
    ("Hàng năm", "every_year", "2025-12-31"),
    ("Hằng năm", "every_year", "2025-12-31"),
    ("Định kỳ hàng năm", "every_year", "2025-12-31"),
    ("Mỗi năm", "every_year", "2025-12-31"),
    ("Thường xuyên, hằng năm", "every_year", "2025-12-31"),
    ("01 lần/năm", "every_year", "2025-12-31"),
    ("Hàng năm, từ năm 2027", "every_year", "2027-12-31"),
    ("Hằng năm (2026-2030)", "every_year", "2026-12-31"),
    ("Hàng năm đến năm 2028", "every_year", "2025-12-31"),
    ("Hàng năm, từ năm 2021", "every_year", "2025-12-31"),
    ("Cả năm 2025", "year", "2025-12-31"),
    ("Năm 2025", "year", "2025-12-31"),
    ("Trong năm 2026", "year", "2026-12-31"),
    ("2026", "year", "2026-12-31"),
    ("Năm 2024-2025", "year_range", "2025-12-31"),
    ("Năm 2026 - 2028", "year_range", "2028-12-31"),
    ("Từ năm 2026 đến năm 2030", "year_range", "2030-12-31"),
    ("Từ 2026 đến năm 2030", "year_range", "2030-12-31"),
    ("Đến năm 2030", "by_year_end", "2030-12-31"),
    ("Đến hết năm 2027", "by_year_end", "2027-12-31"),
    ("Cuối năm 2026", "by_year_end", "2026-12-31"),
    ("Chậm nhất trong năm 2026", "by_year_end", "2026-12-31"),
    ("Quý III năm 2025", "quarter", "2025-09-30"),
    ("Quý IV, năm 2025", "quarter", "2025-12-31"),
    ("Quý 2/2026", "quarter", "2026-06-30"),
    ("Đến hết quý II/2026", "quarter", "2026-06-30"),
    ("Hoàn thành trong quý I năm 2026", "quarter", "2026-03-31"),
    ("Quý III - IV/2025", "quarter", "2025-12-31"),
    ("Từ quý III/2025 đến quý II/2026", "quarter", "2026-06-30"),
    ("Quý IV hằng năm", "quarter", "2025-12-31"),
    ("Hàng quý", "quarter", "2025-03-31"),
    ("Tháng 9/2026", "month", "2026-09-30"),
    ("Trong tháng 02 năm 2028", "month", "2028-02-29"),
    ("Từ tháng 3 đến tháng 10/2025", "month", "2025-10-31"),
    ("Tháng 12 hằng năm", "month", "2025-12-31"),
    ("Hằng tháng", "month", "2025-01-31"),
    ("6 tháng đầu năm 2026", "half_year", "2026-06-30"),
    ("Sáu tháng cuối năm 2026", "half_year", "2026-12-31"),
    ("6 tháng/lần", "half_year", "2025-06-30"),
    ("Giai đoạn 1: Từ năm 2021 đến năm 2025", "phase", "2025-12-31"),
    ("Giai đoạn II: Từ năm 2026 đến năm 2030", "phase", "2030-12-31"),
    ("Giai đoạn 2026 - 2030", "phase", "2030-12-31"),
    ("Năm 2026 và những năm sau", "from_year", "2026-12-31"),
    ("Năm 2026 và các năm tiếp theo", "from_year", "2026-12-31"),
    ("Từ năm 2027 trở đi", "from_year", "2027-12-31"),
    ("trước ngày 30/11 hàng năm", "before_date", "2025-11-30"),
    ("Hàng năm, trước ngày 30/11", "before_date", "2025-11-30"),
    ("Trước ngày 15 tháng 12 hằng năm", "before_date", "2025-12-15"),
    ("Trước 30/6/2026", "before_date", "2026-06-30"),
    ("Trước tháng 6/2026", "before_date", "2026-06-01"),
    ("Trước quý III/2026", "before_date", "2026-07-01"),
    ("Trước năm 2027", "before_date", "2027-01-01"),
    ("Trước ngày 15 hàng tháng", "before_date", "2025-02-15"),
    ("chậm nhất ngày 15 tháng cuối quý", "by_date", "2025-03-15"),
    ("Ngày 30 tháng 6 năm 2026", "by_date", "2026-06-30"),
    ("Chậm nhất ngày 05/3/2026", "by_date", "2026-03-05"),
    ("31/12/2026", "by_date", "2026-12-31"),
    ("29/2 hàng năm", "by_date", "2028-02-29"),
    ("khi có yêu cầu", "on_request", None),
    ("đột xuất", "on_request", None),
    ("Đột xuất khi có yêu cầu", "on_request", None),
    ("Theo yêu cầu của UBND tỉnh", "on_request", None),
]


@pytest.mark.parametrize(("text", "kind", "due"), CERTAIN)
def test_a_phrase_is_read_without_doubt(text: str, kind: str, due: str | None) -> None:
    reading = read_phrase(text, LONG_PLAN)

    assert kind_and_due(text) == (kind, due)
    assert reading.review == ()


# phrase, kind, first due, reason
DOUBTFUL = [
    ("Thường xuyên", "none", None, "no_date"),
    ("Định kỳ", "none", None, "no_date"),
    ("Kịp thời", "none", None, "no_date"),
    ("Theo tiến độ", "none", None, "no_date"),
    ("", "none", None, "no_time"),
    ("-", "none", None, "no_time"),
    ("Sau Đại hội", "none", None, "unreadable_time"),
    ("Quý VI năm 2025", "none", None, "unreadable_time"),
    ("Từ năm 2030 đến năm 2025", "none", None, "unreadable_time"),
    ("Tháng 13/2026", "none", None, "unreadable_time"),
    ("trước ngày 31/11/2026", "before_date", None, "impossible_date"),
    ("30/02/2026", "by_date", None, "impossible_date"),
    ("Quý III", "quarter", None, "year_missing"),
    ("Đến hết quý II", "quarter", None, "year_missing"),
    ("6 tháng đầu năm", "half_year", None, "year_missing"),
    ("Trước ngày 30/11", "before_date", None, "year_missing"),
    ("Cả năm", "year", None, "year_missing"),
    ("Đầu năm 2026", "year", None, "vague_time"),
    ("Giai đoạn 2", "phase", None, "phase_unknown"),
    ("3 năm/lần", "every_n_years", None, "no_anchor_year"),
    ("năm năm một lần", "every_n_years", None, "no_anchor_year"),
    ("đến năm 2030 và những năm tiếp theo", "by_year_end", "2030-12-31", "partly_read"),
    ("Năm 2026, theo chỉ đạo của Tỉnh ủy", "year", "2026-12-31", "set_elsewhere"),
    ("Năm 2025, 2026", "year", "2025-12-31", "several_dates"),
    ("- Năm 2025; - Năm 2030.", "year", "2025-12-31", "several_dates"),
    ("Quý II và quý IV năm 2026", "quarter", "2026-06-30", "several_dates"),
    ("Tháng 3, tháng 9 hằng năm", "month", "2025-03-31", "several_dates"),
    ("Định kỳ 6 tháng, năm", "half_year", "2025-06-30", "several_dates"),
]


@pytest.mark.parametrize(("text", "kind", "due", "reason"), DOUBTFUL)
def test_a_doubtful_phrase_says_why(text: str, kind: str, due: str | None, reason: str) -> None:
    assert kind_and_due(text) == (kind, due)
    assert reason in read_phrase(text, LONG_PLAN).review


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("HÀNG NĂM", "Hàng năm"),
        ("Hang nam", "Hàng năm"),
        ("Hăng năm", "Hằng năm"),
        ("Hằng  năm .", "Hằng năm"),
        ("QUÝ III NĂM 2025", "Quý III năm 2025"),
        ("Quý lll năm 2025", "Quý III năm 2025"),
        ("Quý 1V năm 2025", "Quý IV năm 2025"),
        ("Năm 2O25", "Năm 2025"),
        ("Năm 202l", "Năm 2021"),
        ("Năm 2024 – 2025", "Năm 2024-2025"),
        ("Đên năm 2030", "Đến năm 2030"),
        ("(Năm 2025)", "Năm 2025"),
        ("Thời gian thực hiện: Quý III/2025", "Quý III năm 2025"),
    ],
)
def test_slips_of_ocr_and_typing_do_not_matter(slip: str, meant: str) -> None:
    assert read_phrase(slip, LONG_PLAN).dates == read_phrase(meant, LONG_PLAN).dates


def test_before_a_date_is_exclusive_and_by_a_date_is_not() -> None:
    assert read_phrase("trước ngày 30/11 hàng năm", LONG_PLAN).combined().exclusive
    assert not read_phrase("chậm nhất ngày 30/11 hàng năm", LONG_PLAN).combined().exclusive


def test_a_yearly_date_already_past_at_issue_falls_due_the_year_after() -> None:
    issued_late = PlanPeriod(issued=date(2025, 12, 10))

    assert kind_and_due("trước ngày 30/11 hàng năm", issued_late) == ("before_date", "2026-11-30")


def test_on_the_very_day_an_exclusive_limit_is_already_missed() -> None:
    issued_on_the_day = PlanPeriod(issued=date(2025, 11, 30))

    assert kind_and_due("trước ngày 30/11 hàng năm", issued_on_the_day)[1] == "2026-11-30"
    assert kind_and_due("ngày 30/11 hàng năm", issued_on_the_day)[1] == "2025-11-30"


def test_a_plan_of_one_year_lends_its_year_to_phrases_without_one() -> None:
    assert kind_and_due("Cả năm", YEAR_PLAN) == ("year", "2026-12-31")
    assert kind_and_due("Quý III", YEAR_PLAN) == ("quarter", "2026-09-30")
    assert kind_and_due("6 tháng đầu năm", YEAR_PLAN) == ("half_year", "2026-06-30")
    assert kind_and_due("Trước ngày 30/11", YEAR_PLAN) == ("before_date", "2026-11-30")


def test_a_phase_takes_its_years_from_the_document() -> None:
    phased = PlanPeriod(start=2021, end=2030, phases=((2021, 2025), (2026, 2030)))

    assert kind_and_due("Giai đoạn II", phased) == ("phase", "2030-12-31")


def test_every_year_runs_through_the_plans_period() -> None:
    due = read_phrase("Hàng năm", PlanPeriod(issued=date(2020, 7, 20), start=2020, end=2030)).combined()

    assert (due.start, due.end, due.every_months) == (2020, 2030, 12)


def test_without_a_day_of_issue_a_series_has_no_first_date() -> None:
    reading = read_phrase("Hàng năm", PlanPeriod())

    assert reading.combined().first_due is None
    assert reading.review == ("no_start_year",)


def test_two_dates_in_one_cell_stay_two() -> None:
    due = read_phrase("- Năm 2025; - Năm 2030.", LONG_PLAN).combined()

    assert [milestone.due for milestone in due.milestones] == [date(2025, 12, 31), date(2030, 12, 31)]
    assert (due.start, due.end) == (2025, 2030)


def test_a_year_printed_once_serves_both_quarters() -> None:
    dates = read_phrase("Quý II và quý IV năm 2026", LONG_PLAN).dates

    assert [due.first_due for due in dates] == [date(2026, 6, 30), date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("content", "years"),
    [
        ("Sơ kết Kế hoạch: 5 năm/lần; tổng kết", [5]),
        ("Tổ chức hội thảo (năm/lần)", [1]),
        ("Tham quan học tập (03 năm một lần)", [3]),
        ("hai năm/lần", [2]),
        ("Xây dựng kế hoạch giai đoạn 2026 - 2030", []),
        ("Dự án đầu tư trang thiết bị (giai đoạn 2)", []),
        ("Đề án đến năm 2025, định hướng đến năm 2030", []),
        ("Kiểm tra 02 lần trong năm", []),
    ],
)
def test_only_cycles_are_taken_from_running_text(content: str, years: list[int]) -> None:
    assert [cadence.years for cadence in cadences_in(content)] == years


def test_json_has_the_keys_of_the_contract() -> None:
    assert read_phrase("Hàng năm, trước ngày 30/11", LONG_PLAN).combined().as_json() == {
        "kind": "before_date",
        "from": 2025,
        "to": None,
        "first_due": "2025-11-30",
        "exclusive": True,
        "milestones": [],
    }


def test_every_kind_of_the_contract_exists() -> None:
    contract = {
        "every_year", "year", "year_range", "by_year_end", "quarter", "month", "half_year", "phase", "from_year",
        "every_n_years", "before_date", "by_date", "on_request", "none",
    }  # fmt: skip
    assert {kind.value for kind in DueKind} == contract
