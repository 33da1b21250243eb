"""Rules of reading that the table of phrases (phrases.tsv) cannot show line by line."""

from datetime import date

import pytest

from app.deadlines.phrases import DueKind, PlanPeriod, cadences_in, read_phrase

LONG_PLAN = PlanPeriod(issued=date(2025, 1, 24), start=2025)
YEAR_PLAN = PlanPeriod(issued=date(2026, 1, 15), start=2026, end=2026)


def kind_and_due(text: str, period: PlanPeriod = LONG_PLAN) -> tuple[str, str | None]:
    due = read_phrase(text, period).combined()
    return due.kind.value, due.first_due.isoformat() if due.first_due else None


@pytest.mark.parametrize("nothing", ["", "  ", "\n", "-", "…", "\u200b"])
def test_an_empty_cell_says_that_no_time_is_printed(nothing: str) -> None:
    reading = read_phrase(nothing, LONG_PLAN)

    assert (reading.dates, reading.review) == ((), ("no_time",))


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
