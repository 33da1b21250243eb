"""Which days the office works: weekends, public holidays, the province's own table."""

from datetime import date

import pytest

from app.deadlines.calendar import DayOff, WorkingCalendar, Works

CALENDAR = WorkingCalendar()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-20", True),
        ("2026-11-21", False),
        ("2026-11-22", False),
        ("2026-11-23", True),
        ("2026-11-24", False),  # Vietnam Cultural Day, a holiday from 2026
        ("2025-11-24", True),  # but not before
        ("2026-01-01", False),
        ("2026-02-13", True),
        ("2026-02-16", False),  # Tết
        ("2026-02-20", False),
        ("2026-02-23", True),
        ("2026-04-26", False),
        ("2026-04-27", False),  # the Hùng Kings' day fell on a Sunday
        ("2026-04-30", False),
        ("2026-05-01", False),
        ("2026-09-01", False),
        ("2026-09-02", False),
        ("2026-08-31", False),  # swapped against Saturday 22/8
        ("2026-08-22", True),
        ("2025-05-02", False),  # swapped against Saturday 26/4
        ("2025-04-26", True),
        ("2029-11-26", False),  # 24/11/2029 is a Saturday
    ],
)
def test_the_country_s_days(day, works):
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is works


def test_the_province_s_table_comes_before_everything_else():
    calendar = WorkingCalendar(
        {
            date(2026, 1, 2): DayOff("Nghỉ hoán đổi", "VPCP 12729"),
            date(2026, 1, 10): Works("Làm bù", "VPCP 12729"),
            date(2026, 11, 24): Works("Trực"),
        }
    )
    assert CALENDAR.is_working_day(date(2026, 1, 2))  # the library does not know it
    assert not calendar.is_working_day(date(2026, 1, 2))
    assert calendar.is_working_day(date(2026, 1, 10))
    assert calendar.is_working_day(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("day", "following", "preceding"),
    [
        ("2026-11-20", "2026-11-20", "2026-11-20"),
        ("2026-11-29", "2026-11-30", "2026-11-27"),
        ("2026-02-16", "2026-02-23", "2026-02-13"),
    ],
)
def test_a_day_off_rolls_to_the_nearest_working_day(day, following, preceding):
    day = date.fromisoformat(day)
    assert CALENDAR.next_working_day(day) == date.fromisoformat(following)
    assert CALENDAR.previous_working_day(day) == date.fromisoformat(preceding)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-20", 2, "2026-11-25"),  # over the 24th
        ("2026-11-27", -1, "2026-11-26"),
        ("2026-11-27", -5, "2026-11-19"),
        ("2026-02-13", 1, "2026-02-23"),  # over Tết
        ("2026-11-21", 1, "2026-11-23"),  # from a Saturday
        ("2026-12-31", 1, "2027-01-04"),  # over the new year
    ],
)
def test_working_days_are_added_without_counting_the_first(start, count, end):
    assert CALENDAR.add_working_days(date.fromisoformat(start), count) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2026-11-20", "2026-11-27", 4),  # 23, 25, 26 and 27
        ("2026-11-20", "2026-11-20", 0),
        ("2026-11-27", "2026-11-20", -4),
        ("2026-11-18", "2026-11-20", 2),
        ("2026-11-20", "2026-11-22", 0),
        ("2026-02-13", "2026-02-23", 1),
    ],
)
def test_working_days_between_count_the_last_day_and_not_the_first(start, end, count):
    assert CALENDAR.working_days_between(date.fromisoformat(start), date.fromisoformat(end)) == count


def test_days_off_have_names_in_both_languages():
    assert CALENDAR.name_of(date(2026, 11, 24)) == "Ngày Văn hóa Việt Nam"
    assert CALENDAR.name_of(date(2026, 11, 24), "en") == "Vietnam Cultural Day"
    assert CALENDAR.name_of(date(2026, 11, 29)) == "Chủ nhật"
    assert CALENDAR.name_of(date(2026, 11, 28), "en") == "Saturday"
    assert CALENDAR.name_of(date(2026, 11, 20)) is None
    assert WorkingCalendar({date(2026, 11, 20): DayOff("Lễ hội")}).name_of(date(2026, 11, 20)) == "Lễ hội"
