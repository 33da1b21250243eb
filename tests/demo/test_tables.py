"""The tables the story is made from: agencies and people, the plan's words."""

from collections import Counter
from datetime import date

from app.deadlines.calendar import WorkingCalendar
from app.demo.days import Days
from app.demo.plan_document import plan_document
from app.demo.plan_words import annex
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


def test_the_plan_is_read_as_it_was_written():
    days = Days(date(2026, 11, 20), WorkingCalendar())
    plan = read_plan(plan_document(days.year, days.plan_issued, days.due), "ke-hoach.docx")
    written = [row for row in annex(days.year)[1:] if len(row) > 1]
    assert [(task.number or "", task.content, task.lead, task.time) for task in plan.tasks if task.time][:3] == [
        (row[0], row[1], row[2], row[4]) for row in written[:3]
    ]
    assert [task.content for task in plan.tasks] == [row[1] for row in written]


def test_the_plan_lays_the_duty_to_report_on_the_agencies():
    days = Days(date(2026, 11, 20), WorkingCalendar())
    plan = read_plan(plan_document(days.year, days.plan_issued, days.due), "ke-hoach.docx")
    assert [duty.when for duty in plan.duties if duty.when and duty.when.startswith("trước ngày 30/11")]


def test_far_from_november_the_season_is_moved_to_the_day_of_the_story():
    days = Days(date(2026, 7, 4), WorkingCalendar())
    assert (days.due - days.today).days == 10
