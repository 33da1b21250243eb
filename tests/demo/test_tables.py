"""The tables the story is made from: agencies and people, the plan's words."""

from collections import Counter
from datetime import date

import pytest

from app.deadlines.calendar import WorkingCalendar
from app.demo.days import Days
from app.demo.earlier_plan_words import earlier_plan
from app.demo.plan_document import as_word
from app.demo.plan_words import year_plan
from app.demo.register import CHANGES, address, entries
from app.demo.round import STORIES
from app.plans.reading import read_plan

ON_THE_ROSTER = 60


def test_sixty_agencies_report_and_each_has_a_story():
    reporting = [one for one in entries() if one.report]
    assert len(reporting) == ON_THE_ROSTER
    assert {word for one in reporting for word in one.report.split()} <= set(STORIES)


def test_no_two_people_share_an_address():
    named = [address(name, one.domain) for one in entries() for name in (one.focal_point, one.deputy, one.head) if name]
    assert [email for email, times in Counter(named).items() if times > 1] == []


def test_whoever_has_ended_and_whoever_succeeds_are_in_the_table():
    known = {one.code for one in entries()}
    assert {code for change in CHANGES for code in (change.ended, *change.successors)} <= known


@pytest.mark.parametrize("plan", [year_plan(date(2026, 3, 12), date(2026, 11, 30)), earlier_plan()])
def test_a_plan_is_read_as_it_was_written(plan):
    read = read_plan(as_word(plan), plan.file_name)
    written = [row for row in plan.rows if len(row) > 1]
    assert [(task.number or "", task.content, task.lead) for task in read.tasks] == [row[:3] for row in written]
    assert (read.head.number, read.head.issued) == (plan.number, plan.issued)


def test_the_plan_lays_the_duty_to_report_on_the_agencies():
    plan = year_plan(date(2026, 3, 12), date(2026, 11, 30))
    duties = read_plan(as_word(plan), plan.file_name).duties
    assert [duty.due.first_due for duty in duties if duty.due.first_due] == [date(2026, 11, 30)]


def test_far_from_november_the_season_is_moved_to_the_day_of_the_story():
    days = Days(date(2026, 7, 4), WorkingCalendar())
    assert (days.due - days.today).days == 10
