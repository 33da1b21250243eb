"""What a year of the calendar explains, and what it leaves to the weekdays."""

from datetime import date

from app.organisation.models import ChangeKind
from app.organisation.roles import SYSTEM
from app.working_calendar.service import enter
from app.working_calendar.yearly import Year
from tests.support.clock import NOW
from tests.working_calendar.province import day_off, swap


def test_plain_weekends_are_not_explained(app, reading):
    with reading():
        assert [one.day for one in Year(2026, "vi").in_month(3)] == []


def test_a_holiday_on_a_sunday_is_named_and_so_is_the_day_in_its_place(app, reading):
    with reading():
        april = {one.day.day: one.name for one in Year(2026, "vi").in_month(4)}
        assert april == {26: "Ngày Giỗ Tổ Hùng Vương", 27: "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)", 30: "Ngày Chiến thắng"}


def test_both_days_of_the_province_s_swap_carry_their_document(app, writing, reading):
    with writing():
        enter(swap(date(2026, 12, 4), date(2026, 12, 5)), actor=SYSTEM, now=NOW)
    with reading():
        december = [(one.day.day, one.works, one.source[:21]) for one in Year(2026, "vi").in_month(12)]
        assert december == [(4, False, "Văn bản số 215/TB-UBN"), (5, True, "Văn bản số 215/TB-UBN")]


def test_days_are_named_in_the_reader_s_language(app, reading):
    with reading():
        assert [one.name for one in Year(2026, "en").in_month(11)] == ["Vietnam Cultural Day"]


def test_a_month_is_whole_weeks_from_monday(app, reading):
    with reading():
        november = Year(2026, "vi").months[10]
        assert november.days[:7] == [None] * 6 + [date(2026, 11, 1)]
        assert len(november.days) % 7 == 0


def test_working_days_are_counted(app, reading):
    with reading():
        assert Year(2026, "vi").working_days == 261 - 13 + 1  # weekdays, those off, and the Saturday 22/8


def test_days_that_nobody_has_announced_say_so_until_the_province_enters_them(app, writing, reading):
    with reading():
        february = Year(2027, "vi").in_month(2)
        assert [one.is_likely for one in february] == [True] * len(february)
        assert not Year(2027, "vi").specials[date(2027, 11, 24)].is_likely
    with writing():
        days = tuple(date(2027, 2, day) for day in range(4, 11))
        enter(day_off(*days, kind=ChangeKind.range), actor=SYSTEM, now=NOW)
    with reading():
        assert not any(one.is_likely for one in Year(2027, "vi").in_month(2))
