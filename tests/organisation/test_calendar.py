"""The office's calendar follows the province's table."""

from datetime import date

from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import CalendarDay

FRIDAY, SATURDAY = date(2026, 12, 4), date(2026, 12, 5)


def add(day: date, *, works: bool) -> None:
    db.session.add(
        CalendarDay(day=day, works=works, name="hoán đổi", source="Thông báo 12", known_from=date(2026, 11, 1))
    )


def test_a_swap_ordered_by_the_province_counts_at_once(app, writing):
    with writing():
        assert office_calendar().is_working_day(FRIDAY)
        assert not office_calendar().is_working_day(SATURDAY)
    with writing():
        add(FRIDAY, works=False)
        add(SATURDAY, works=True)
    with writing():
        assert not office_calendar().is_working_day(FRIDAY)
        assert office_calendar().is_working_day(SATURDAY)
        assert office_calendar().name_of(FRIDAY) == "hoán đổi"


def test_the_same_table_gives_the_same_calendar_back(app, reading):
    with reading():
        assert office_calendar() is office_calendar()
