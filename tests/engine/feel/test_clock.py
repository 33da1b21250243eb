"""The present is handed in, and shown in Vietnamese time."""

from datetime import UTC, date, datetime

import pytest

from app.engine.feel import FeelEvaluationError, parse, to_plain

LATE_EVENING_UTC = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


def test_today_is_the_day_in_vietnam():
    assert parse("today()").evaluate({}, now=LATE_EVENING_UTC) == date(2026, 11, 21)


def test_now_is_the_moment_in_vietnam():
    value = parse("now()").evaluate({}, now=LATE_EVENING_UTC)

    assert value == LATE_EVENING_UTC
    assert to_plain(value) == "2026-11-21T01:30:00@Asia/Ho_Chi_Minh"


@pytest.mark.parametrize("text", ["now()", "today()", 'if true then today() else @"2026-01-01"'])
def test_without_a_clock_the_present_is_refused(text):
    with pytest.raises(FeelEvaluationError, match="present time"):
        parse(text).evaluate({})


@pytest.mark.parametrize(
    "text",
    [
        'now() > date and time("2026-11-21T01:00:00")',
        'now() < date and time("2026-11-21T02:00:00")',
        'now() = date and time("2026-11-20T18:30:00Z")',
        'now() - date and time("2026-11-21T00:30:00") = duration("PT1H")',
        'today() + duration("P9D") = @"2026-11-30"',
    ],
)
def test_a_time_without_a_zone_is_vietnamese_beside_one_that_has_a_zone(text):
    assert parse(text).is_true({}, now=LATE_EVENING_UTC)


@pytest.mark.parametrize(("text", "true"), [("true", True), ("null", False), ("1", False), ('"true"', False)])
def test_only_true_is_true(text, true):
    assert parse(text).is_true({}) is true
