"""Dates, numbers and sizes as people here write them."""

from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from app.web import formatting


@pytest.fixture(autouse=True)
def _in_vietnamese(app):
    with app.test_request_context(), force_locale("vi"):
        yield


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 27), "27/11/2026"),
        (date(2026, 5, 6), "06/5/2026"),
        (date(2026, 2, 5), "05/02/2026"),
        (date(2027, 1, 15), "15/01/2027"),
        (date(2025, 7, 1), "01/7/2025"),
    ],
)
def test_only_low_days_and_the_first_two_months_take_a_zero(day, written):
    assert formatting.date_short(day) == written


@pytest.mark.parametrize(("day", "written"), [(date(2026, 1, 5), "05/01"), (date(2025, 12, 31), "31/12/2025")])
def test_a_day_that_is_behind_has_its_year_when_that_is_another(day, written):
    assert formatting.day_near(day, datetime(2026, 11, 20, 3, 0, tzinfo=UTC)) == written


def test_a_date_has_its_weekday_before_it():
    assert formatting.date_vi(date(2026, 11, 27)) == "Thứ Sáu, 27/11/2026"


def test_a_weekday_within_a_sentence_is_not_capitalised():
    assert formatting.date_vi(date(2026, 11, 27), within=True) == "thứ Sáu, 27/11/2026"


def test_english_names_the_weekday_in_english():
    with force_locale("en"):
        assert formatting.date_vi(date(2026, 11, 27), within=True) == "Friday, 27/11/2026"


def test_an_instant_is_written_in_local_time():
    assert formatting.datetime_vi(datetime(2026, 11, 19, 1, 1, tzinfo=UTC)) == "19/11/2026 08:01"


def test_an_instant_late_in_the_utc_day_belongs_to_the_next_local_day():
    assert formatting.date_short(datetime(2026, 11, 19, 18, 0, tzinfo=UTC)) == "20/11/2026"


def test_a_moment_of_today_says_today():
    now = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    assert formatting.moment(datetime(2026, 11, 20, 1, 1, tzinfo=UTC), now) == "Hôm nay 08:01"


def test_a_moment_of_another_day_says_which():
    now = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    assert formatting.moment(datetime(2026, 11, 18, 9, 40, tzinfo=UTC), now) == "Thứ Tư, 18/11/2026 16:40"


@pytest.mark.parametrize(
    ("value", "written"), [(120.5, "120,5"), (1234567, "1.234.567"), (0.1 + 0.2, "0,3"), (-3, "-3")]
)
def test_numbers_take_vietnamese_separators(value, written):
    assert formatting.number(value) == written


@pytest.mark.parametrize(
    ("size", "written"),
    [(0, "1 KB"), (428_032, "418 KB"), (2_202_010, "2,1 MB"), (34 * 1024**2, "34 MB")],
)
def test_sizes_are_written_as_people_read_them(size, written):
    assert formatting.file_size(size) == written
