"""From a legal limit to the three moments, by Articles 147 and 148 of the Civil Code 2015."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import LOCAL
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.computing import compute
from app.deadlines.limits import Period, Unit
from app.deadlines.moments import exact_instant, fixed_date

CALENDAR = WorkingCalendar()


def days_of(deadline):
    return tuple(
        moment.astimezone(LOCAL).date().isoformat()
        for moment in (deadline.remind_by, deadline.due_at, deadline.overdue_after)
    )


def after(start, count, unit):
    return compute(Period(count=count, unit=unit), date.fromisoformat(start), CALENDAR).deadline


@pytest.mark.parametrize(
    ("year", "remind_by", "due", "overdue_after"),
    [
        (2025, "2025-11-28", "2025-11-29", "2025-12-01"),
        (2026, "2026-11-27", "2026-11-29", "2026-11-30"),
        (2027, "2027-11-29", "2027-11-29", "2027-11-29"),
        (2028, "2028-11-29", "2028-11-29", "2028-11-29"),
        (2029, "2029-11-29", "2029-11-29", "2029-11-29"),
        (2030, "2030-11-29", "2030-11-29", "2030-11-29"),
    ],
)
def test_before_30_november_is_by_the_29th(year, remind_by, due, overdue_after):
    deadline = fixed_date(date(year, 11, 30), inclusive=False, calendar=CALENDAR)
    assert days_of(deadline) == (remind_by, due, overdue_after)


def test_a_day_ends_with_its_last_second_in_viet_nam():
    deadline = fixed_date(date(2026, 11, 30), inclusive=False, calendar=CALENDAR)
    assert deadline.due_at == datetime(2026, 11, 29, 23, 59, 59, tzinfo=LOCAL)
    assert deadline.due_at.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    ("reading", "days"),
    [
        ("later", ("2026-11-27", "2026-11-29", "2026-11-30")),
        ("exact", ("2026-11-27", "2026-11-29", "2026-11-29")),
        ("conservative", ("2026-11-27", "2026-11-27", "2026-11-27")),
    ],
)
def test_an_obligation_chooses_how_a_limit_on_a_day_off_is_read(reading, days):
    assert days_of(fixed_date(date(2026, 11, 30), inclusive=False, calendar=CALENDAR, reading=reading)) == days


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-20", 5, "2026-11-30"),  # 23, 25, 26, 27, 30: not the 24th
        ("2026-02-12", 3, "2026-02-24"),  # over Tết
        ("2026-08-20", 2, "2026-08-22"),  # a Saturday that is worked
        ("2026-12-30", 1, "2026-12-31"),
    ],
)
def test_n_working_days_end_on_a_working_day(start, count, end):
    deadline = after(start, count, Unit.working_day)
    assert days_of(deadline) == (end, end, end)


@pytest.mark.parametrize(
    ("start", "period", "due", "overdue_after"),
    [
        ("2026-11-20", (10, Unit.day), "2026-11-30", "2026-11-30"),
        ("2026-11-20", (2, Unit.day), "2026-11-22", "2026-11-23"),  # a Sunday rolls to Monday (148.5)
        ("2026-11-20", (4, Unit.day), "2026-11-24", "2026-11-25"),  # so does a holiday
        ("2026-01-31", (1, Unit.month), "2026-02-28", "2026-03-02"),  # no 31st: the month's last day (148.3)
        ("2026-08-31", (3, Unit.month), "2026-11-30", "2026-11-30"),
        ("2024-02-29", (1, Unit.year), "2025-02-28", "2025-02-28"),  # no 29th (148.4)
        ("2024-02-29", (4, Unit.year), "2028-02-29", "2028-02-29"),
        ("2026-11-30", (13, Unit.month), "2027-12-30", "2027-12-30"),
    ],
)
def test_a_period_starts_the_day_after_and_rolls_off_a_day_off(start, period, due, overdue_after):
    deadline = after(start, *period)
    assert days_of(deadline)[1:] == (due, overdue_after)


def test_an_hour_of_its_own_does_not_roll():
    sunday_noon = datetime(2026, 11, 29, 12, 0, tzinfo=LOCAL)
    deadline = exact_instant(sunday_noon, CALENDAR)
    assert (deadline.due_at, deadline.overdue_after) == (sunday_noon, sunday_noon)
    assert days_of(deadline)[0] == "2026-11-27"


def test_every_date_says_why_in_both_languages():
    vi = " ".join(
        reason.vi for reason in fixed_date(date(2026, 11, 30), inclusive=False, calendar=CALENDAR).explanation
    )
    en = " ".join(reason.en for reason in after("2026-11-20", 5, Unit.working_day).explanation)
    assert "không tính ngày đó" in vi
    assert "khoản 5 Điều 148" in vi
    assert "thứ Hai, 30/11/2026" in vi
    assert "Article 147.2" in en
    assert "24/11/2026 (Vietnam Cultural Day)" in en


@given(
    day=st.dates(date(2020, 1, 1), date(2060, 12, 31)),
    inclusive=st.booleans(),
    reading=st.sampled_from(["later", "conservative", "exact"]),
)
def test_the_three_moments_are_always_in_order_and_reminders_on_working_days(day, inclusive, reading):
    deadline = fixed_date(day, inclusive=inclusive, calendar=CALENDAR, reading=reading)
    assert deadline.remind_by <= deadline.due_at <= deadline.overdue_after
    assert CALENDAR.is_working_day(deadline.remind_by.astimezone(LOCAL).date())
    if reading == "later":
        assert CALENDAR.is_working_day(deadline.overdue_after.astimezone(LOCAL).date())
