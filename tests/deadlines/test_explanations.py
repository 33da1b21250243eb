"""What a date says of itself: the rule, the article, each day passed over by name."""

from datetime import date

import pytest

from app.deadlines.calendar import DayOff, WorkingCalendar, Works
from app.deadlines.computing import compute
from app.deadlines.limits import CutOff, Direction, EndOf, FixedDay, OnDate, Period, Span, Unit

PLAIN = WorkingCalendar()


def why(limit, start="2026-11-20", calendar=PLAIN, reading="later", language="vi"):
    steps = compute(limit, date.fromisoformat(start), calendar, reading).explanation
    return " ".join(getattr(step, language) for step in steps)


def working_days(count, **more):
    return Period(count=count, unit=Unit.working_day, **more)


def test_a_count_names_every_day_it_passed_over():
    assert (
        "Không tính ngày nghỉ: 24/11/2026 (Ngày Văn hóa Việt Nam); "
        "Thứ Bảy 21/11/2026, Chủ nhật 22/11/2026, Thứ Bảy 28/11/2026, Chủ nhật 29/11/2026." in why(working_days(5))
    )


def test_a_count_names_the_saturdays_it_took_in():
    assert "Có tính ngày cuối tuần làm bù: Thứ Bảy 22/8/2026." in why(working_days(2), "2026-08-20")


def test_a_count_back_names_them_too():
    assert "24/11/2026 (Vietnam Cultural Day)" in why(
        working_days(3, direction=Direction.before), "2026-11-27", language="en"
    )


def test_a_limit_that_rolls_over_tet_names_each_day_between():
    said = why(OnDate(on=date(2026, 2, 17)))
    for name in (
        "14/02/2026",
        "15/02/2026",
        "Giao thừa",
        "Mùng hai",
        "Mùng ba",
        "Mùng bốn",
        "21/02/2026",
        "22/02/2026",
    ):
        assert name in said
    assert "khoản 5 Điều 148" in said
    assert "thứ Hai, 23/02/2026" in said


def test_a_weekend_passed_over_is_named_day_by_day():
    assert "Các ngày nghỉ bỏ qua: Thứ Bảy 28/11/2026, Chủ nhật 29/11/2026." in why(OnDate(on=date(2026, 11, 29)))


def test_a_single_day_passed_over_is_named_once():
    assert why(OnDate(on=date(2026, 11, 24))).count("Ngày Văn hóa Việt Nam") == 1


def test_the_province_s_days_name_their_document():
    calendar = WorkingCalendar(
        {
            date(2026, 1, 2): DayOff("Nghỉ hoán đổi", "Công văn 12729/VPCP"),
            date(2026, 1, 10): Works("Làm bù ngày 02/01", "Công văn 12729/VPCP"),
        }
    )
    assert "(Nghỉ hoán đổi, theo Công văn 12729/VPCP)" in why(working_days(1), "2025-12-31", calendar)
    assert "10/01/2026 (Làm bù ngày 02/01, by Công văn 12729/VPCP)" in why(
        working_days(1), "2026-01-09", calendar, language="en"
    )


@pytest.mark.parametrize(
    ("reading", "sentence"),
    [
        ("later", "Chỉ quá hạn sau thứ Hai, 30/11/2026"),
        ("conservative", "tính theo ngày làm việc cuối trước đó, thứ Sáu, 27/11/2026"),
        ("exact", "quá hạn ngay sau Chủ nhật, 29/11/2026"),
    ],
)
def test_each_reading_says_what_it_does(reading, sentence):
    assert sentence in why(OnDate(on=date(2026, 11, 30), inclusive=False), reading=reading)


@pytest.mark.parametrize(
    ("unit", "article"),
    [
        (Unit.day, "khoản 1 Điều 148"),
        (Unit.week, "khoản 2 Điều 148"),
        (Unit.month, "khoản 3 Điều 148"),
        (Unit.year, "khoản 4 Điều 148"),
    ],
)
def test_a_period_cites_the_paragraph_of_its_unit(unit, article):
    said = why(Period(count=1, unit=unit))
    assert "khoản 2 Điều 147" in said
    assert article in said


def test_a_month_that_is_too_short_is_said_to_be():
    assert "Tháng 02/2027 không có ngày 31" in why(Period(count=1, unit=Unit.month), "2027-01-31")
    assert "Tháng 02/2027 không có ngày 29" in why(FixedDay(day=29, month=2))
    assert "không có ngày" not in why(Period(count=1, unit=Unit.month), "2027-01-28")


def test_days_of_tet_that_nobody_has_settled_are_said_to_be_likely_only():
    tet = OnDate(on=date(2027, 2, 8))
    assert "năm 2027 mới là dự kiến" in why(tet)
    assert "dự kiến" not in why(OnDate(on=date(2026, 2, 17)))
    assert "dự kiến" not in why(OnDate(on=date(2027, 11, 24)))
    settled = {date(2027, 2, day): DayOff("Nghỉ Tết", "Quyết định 1") for day in range(4, 11)}
    assert "dự kiến" not in why(tet, calendar=WorkingCalendar(settled))


def test_a_part_of_the_year_is_named():
    assert "Quý IV năm 2026: hết thứ Năm, 31/12/2026." in why(EndOf(span=Span.quarter, number=4, year=2026))
    assert "khoản 3 Điều 146" in why(EndOf(span=Span.year, year=2026))


def test_a_report_says_which_days_its_data_cover():
    said = why(CutOff(span=Span.year, year=2026, within=2))
    assert "từ 15/12/2025 đến hết 14/12/2026 (Điều 12 Nghị định 09/2019/NĐ-CP)" in said
    assert "2 ngày làm việc sau ngày chốt số liệu" in said
