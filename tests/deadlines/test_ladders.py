"""On which days a deadline is reminded of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.deadlines.calendar import WorkingCalendar
from app.deadlines.ladders import (
    LADDERS,
    Channel,
    Ladder,
    Rung,
    Step,
    Target,
    calls_of,
    ladder,
    latest_calls,
    rungs,
)

CALENDAR = WorkingCalendar()
REPORT = rungs("standard", date(2026, 11, 27), date(2026, 11, 30), CALENDAR)


def of(steps: Ladder) -> list[Rung]:
    return rungs(steps, date(2026, 11, 27), date(2026, 11, 30), CALENDAR)


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
    calls = {call.target: call.rung.name for call in latest_calls(REPORT, date.fromisoformat(today))}
    assert calls.get(Target.assignee) == rung


def test_each_target_s_latest_rung_counts_by_itself():
    steps = Ladder((Step(1, (Target.assignee, Target.agency_head)), Step(2)))
    calls = latest_calls(of(steps), date(2026, 12, 3))
    assert [(call.rung.name, call.target) for call in calls] == [("+1", Target.agency_head), ("+2", Target.assignee)]


def test_a_mail_of_its_own_stands_for_the_line_in_the_digest():
    steps = Ladder((Step(0, by=Channel.mail), Step(0)))
    assert [call.by for call in latest_calls(of(steps), date(2026, 11, 27))] == [Channel.mail]


def test_a_proposed_letter_is_a_matter_of_its_own():
    steps = Ladder((Step(1, (Target.coordinator,)), Step(1, (Target.coordinator,), Channel.letter)))
    assert {call.by for call in latest_calls(of(steps), date(2026, 12, 1))} == {Channel.digest, Channel.letter}


def test_the_standard_ladder_climbs_to_the_head_the_coordinator_and_the_leadership():
    first = {}
    for rung in REPORT:
        for call in calls_of(rung):
            first.setdefault((call.target, call.by), rung.name)
    assert first == {
        (Target.assignee, Channel.digest): "-10",
        (Target.agency_head, Channel.digest): "+3",
        (Target.coordinator, Channel.digest): "+5",
        (Target.coordinator, Channel.letter): "+10",
        (Target.leadership, Channel.digest): "+20",
    }


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
