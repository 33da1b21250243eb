"""Numbers, dates and times are read as people in Viet Nam write them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from app.forms.notation import read_date, read_moment, read_number, read_time, write_date, write_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("120,5", "120.5"),
        ("1.234", "1234"),
        ("1.234,5", "1234.5"),
        ("1 234 567", "1234567"),
        ("1\u00a0234,50", "1234.50"),
        ("12345,67", "12345.67"),
        ("-3", "-3"),
        ("−3,5", "-3.5"),
    ],
)
def test_a_vietnamese_number_is_read(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "khoảng 60",
        "120.5",
        "1.23",
        "1,234,567",
        "1.234 567",
        "1..234",
        ",5",
        "5,",
        "1e5",
        "٣",
        "",
        "0x10",
        "12 %",
        "NaN",
    ],
)
def test_what_could_mean_something_else_is_not_guessed(text):
    assert read_number(text) is None


@given(st.decimals(-(10**12), 10**12, places=3, allow_nan=False))
def test_a_number_written_is_read_back(number):
    assert read_number(write_number(number)) == number


def test_a_number_can_be_written_with_fixed_decimals():
    assert write_number(148, 1) == "148,0"
    assert write_number(1234567.5) == "1.234.567,5"


@pytest.mark.parametrize("text", ["27/11/2026", "27/ 11 /2026", "27-11-2026", "27.11.2026", "2026-11-27"])
def test_a_day_is_read(text):
    assert read_date(text) == date(2026, 11, 27)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_written_is_read_back(day):
    assert read_date(write_date(day)) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/11/2026", "no_such_day"),
        ("2026-11-31", "no_such_day"),
        ("00/11/2026", "no_such_day"),
        ("29/02/2026", "no_such_february"),
        ("01/13/2026", "no_such_month"),
        ("01/01/1026", "year"),
        ("cuối tháng", "date"),
        ("27/11/26", "date"),
        ("27/11", "date"),
        ("", "date"),
    ],
)
def test_a_day_that_is_none_says_why(text, code):
    with pytest.raises(ValidationError) as raised:
        read_date(text)
    assert raised.value.messages[0].code == code


def test_a_leap_day_is_read():
    assert read_date("29/02/2028") == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["08:30", "8:30", "8h30", "8 giờ 30", "8g30", "08:30:00", "8 giờ 30 phút"])
def test_a_time_is_read(text):
    assert read_time(text) == time(8, 30)


def test_a_full_hour_is_read():
    assert read_time("14h") == time(14)


@pytest.mark.parametrize("text", ["24:00", "8:60", "830", "sáng", ""])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValidationError):
        read_time(text)


@pytest.mark.parametrize(
    "text",
    ["27/11/2026 08:30", "27/11/2026 8h30", "2026-11-27T08:30", "2026-11-27T08:30:59+07:00", "2026-11-27T01:30:00Z"],
)
def test_day_and_time_are_one_instant_in_viet_nam(text):
    moment = read_moment(text)
    assert moment.astimezone(UTC) == datetime(2026, 11, 27, 1, 30, tzinfo=UTC)
    assert moment.isoformat() == "2026-11-27T08:30:00+07:00"


@pytest.mark.parametrize(
    "text", ["27/11/2026", "08:30", "31/11/2026 08:30", "27/11/2026 25:00", "2026-11-31T08:00", "x"]
)
def test_half_a_moment_is_refused(text):
    with pytest.raises(ValidationError):
        read_moment(text)
