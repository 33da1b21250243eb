"""On which days a deadline is reminded of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.deadlines.calendar import WorkingCalendar
from app.deadlines.ladders import LADDERS, ladder, reached, rungs

CALENDAR = WorkingCalendar()
REPORT = rungs("standard", date(2026, 11, 27), date(2026, 11, 30), CALENDAR)
LONG_AGO = date(2026, 1, 1)


def test_the_standard_ladder_around_the_report_before_30_november():
    assert [(rung.name, rung.day.isoformat()) for rung in REPORT] == [
        ("-10", "2026-11-12"),
        ("-5", "2026-11-19"),
        ("-2", "2026-11-25"),
        ("-1", "2026-11-26"),
        ("0", "2026-11-27"),
        ("last", "2026-11-30"),
        ("+1", "2026-12-01"),
        ("+3", "2026-12-03"),
        ("+5", "2026-12-07"),
        ("+10", "2026-12-14"),
        ("+15", "2026-12-21"),
        ("+20", "2026-12-28"),
    ]


@pytest.mark.parametrize(
    ("today", "rung"),
    [("2026-11-11", None), ("2026-11-12", "-10"), ("2026-11-18", "-10"), ("2026-11-30", "last"), ("2027-03-01", "+20")],
)
def test_only_the_latest_rung_counts(today, rung):
    found = reached(REPORT, date.fromisoformat(today), LONG_AGO)
    assert (found.name if found else None) == rung


def test_a_rung_that_passed_before_the_work_arrived_is_not_made_up_for():
    assert reached(REPORT, date(2026, 11, 20), opened=date(2026, 11, 19)) is None
    assert reached(REPORT, date(2026, 11, 25), opened=date(2026, 11, 19)).name == "-2"


def test_a_policy_of_none_never_reminds():
    assert rungs("none", date(2026, 11, 27), date(2026, 11, 30), CALENDAR) == []


def test_a_task_without_a_policy_gets_the_standard_ladder():
    assert ladder(None) is LADDERS["standard"]


def test_an_unknown_policy_is_no_ladder_at_all():
    with pytest.raises(KeyError):
        ladder("hourly")


@given(policy=st.sampled_from(sorted(LADDERS)), day=st.dates(date(2021, 1, 1), date(2040, 12, 31)))
def test_rungs_fall_on_working_days_and_never_turn_back(policy, day):
    remind_by, overdue_after = CALENDAR.previous_working_day(day), CALENDAR.next_working_day(day)
    days = [rung.day for rung in rungs(policy, remind_by, overdue_after, CALENDAR)]
    assert days == sorted(set(days))
    assert all(CALENDAR.is_working_day(day) for day in days)
