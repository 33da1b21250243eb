"""The office's calendar follows the province's table, and under it the country's holidays."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from app.deadlines.calendar import WorkingCalendar
from app.extensions import db
from app.organisation.calendar import calendar_with, office_calendar
from app.organisation.models import CalendarDay
from tests.support.factories import make_calendar_day

FRIDAY, SATURDAY = date(2026, 12, 4), date(2026, 12, 5)


def swap() -> None:
    change = make_calendar_day(FRIDAY)
    db.session.add(CalendarDay(change=change, day=SATURDAY, works=True))


@pytest.mark.database
def test_a_swap_ordered_by_the_province_counts_at_once(database, app, writing, reading):
    with reading():
        assert office_calendar().is_working_day(FRIDAY)
        assert not office_calendar().is_working_day(SATURDAY)
    with writing():
        swap()
    with reading():
        assert not office_calendar().is_working_day(FRIDAY)
        assert office_calendar().is_working_day(SATURDAY)
        assert office_calendar().name_of(FRIDAY) == "Hoán đổi"


def test_the_same_table_gives_the_same_calendar_back(app, reading):
    with reading():
        assert office_calendar() is office_calendar()


def test_what_was_withdrawn_does_not_count(app, writing, reading, now):
    with writing():
        change = make_calendar_day(FRIDAY, withdrawn_at=now)
        change.days[0].withdrawn_at = now
    with reading():
        assert office_calendar().is_working_day(FRIDAY)


@pytest.mark.database
def test_two_decisions_cannot_both_hold_a_day(database, app, writing, reading):
    with writing():
        make_calendar_day(FRIDAY)
    with pytest.raises(IntegrityError), writing():
        make_calendar_day(FRIDAY, works=True)
    with reading():
        assert not office_calendar().is_working_day(FRIDAY)


def test_a_calendar_can_be_tried_out_without_writing_it(app, writing, reading):
    with writing():
        change = make_calendar_day(FRIDAY)
        key = change.id
    with reading():
        with_saturday = calendar_with([(SATURDAY, True, "Làm bù", "")])
        assert with_saturday.is_working_day(SATURDAY)
        assert not with_saturday.is_working_day(FRIDAY)
        assert calendar_with(without=[key]).is_working_day(FRIDAY)
        assert not office_calendar().is_working_day(SATURDAY)


# Weekdays off, year by year: Labour Code 2019, Articles 111.3 and 112; Resolution 28/2026/QH16 from 2026; Tết by the
# Prime Minister's plans, where there is none yet by the lunar calendar.
WEEKDAYS_OFF = {
    2025: "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9",
    2026: "1/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11",
    2027: "1/1 4/2 5/2 8/2 9/2 10/2 16/4 30/4 3/5 2/9 3/9 24/11",
    2028: "3/1 24/1 25/1 26/1 27/1 28/1 4/4 1/5 2/5 1/9 4/9 24/11",
    2029: "1/1 12/2 13/2 14/2 15/2 16/2 23/4 30/4 1/5 3/9 4/9 26/11",
    2030: "1/1 31/1 1/2 4/2 5/2 6/2 12/4 30/4 1/5 2/9 3/9 25/11",
}


def weekdays_off(calendar: WorkingCalendar, year: int) -> list[date]:
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    return [day for day in days if day.year == year and day.weekday() < 5 and not calendar.is_working_day(day)]


@pytest.mark.parametrize("year", WEEKDAYS_OFF)
def test_the_country_s_holidays_are_those_of_the_law(year):
    written = [
        date(year, int(month), int(day)) for day, month in (one.split("/") for one in WEEKDAYS_OFF[year].split())
    ]
    assert weekdays_off(WorkingCalendar(), year) == written


@pytest.mark.parametrize(("year", "worked"), [(2025, date(2025, 4, 26)), (2026, date(2026, 8, 22))])
def test_the_country_s_swapped_saturdays_are_worked(year, worked):
    assert WorkingCalendar().is_working_day(worked)
    assert worked.weekday() == 5


def test_the_province_may_know_better_than_the_library(app, writing, reading):
    with writing():  # official Tết 2027, were it 5 to 11 February
        make_calendar_day(date(2027, 2, 4), works=True)
        make_calendar_day(date(2027, 2, 11))
    with reading():
        assert office_calendar().is_working_day(date(2027, 2, 4))
        assert not office_calendar().is_working_day(date(2027, 2, 11))
