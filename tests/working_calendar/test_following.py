"""Open deadlines follow the working calendar: what a preview shows is what happens."""

import random
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from app.cases.jobs import run_due
from app.cases.models import Case, TaskStatus, UserTask
from app.cases.opening import set_deadline
from app.cases.recalculating import Change, moves_of
from app.cases.touched import all_moves
from app.clock import LOCAL, end_of_day, local_date
from app.deadlines.moments import exact_instant, fixed_date
from app.extensions import db
from app.organisation.calendar import calendar_with, office_calendar
from app.organisation.models import ChangeKind
from app.organisation.roles import SYSTEM
from app.timeline.log import Subject
from app.timeline.queries import entries
from app.working_calendar.service import enter, withdraw
from tests.support import units
from tests.support.clock import NOW
from tests.support.factories import make_agency
from tests.working_calendar.province import (
    Dates,
    dates,
    day_off,
    differences,
    due_case,
    fill,
    order,
    random_order,
    ruled_task,
)

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)


@pytest.fixture
def agency(app, writing):
    with writing():
        return make_agency("Sở Công Thương")


def due_day(row: Case | UserTask) -> date:
    return local_date(row.due_at)


def moments(row: Case | UserTask) -> list[date]:
    return [local_date(moment) for moment in (row.remind_by, row.due_at, row.overdue_after)]


def case_now(key: int) -> Case:
    return db.session.get_one(Case, key)


def task_now(key: int) -> UserTask:
    return db.session.get_one(UserTask, key)


def test_a_count_of_working_days_ends_a_day_later_for_each_day_off_in_it(app, agency, writing, reading):
    with writing():
        task = ruled_task(due_case(agency, date(2026, 12, 31)), "5wd", date(2026, 11, 20))
        assert due_day(task) == FRIDAY.replace(day=30)  # 24/11 is a holiday
        key = task.id
    with writing():
        enter(day_off(date(2026, 11, 26)), actor=SYSTEM, now=NOW)
    with reading():
        assert moments(task_now(key)) == [date(2026, 12, 1)] * 3


def test_a_count_that_was_over_before_the_day_off_stays(app, agency, writing, reading):
    with writing():
        key = ruled_task(due_case(agency, date(2026, 12, 31)), "2wd", date(2026, 11, 20)).id
    with writing():
        enter(day_off(date(2026, 11, 27)), actor=SYSTEM, now=NOW)
    with reading():
        assert due_day(task_now(key)) == date(2026, 11, 25)


def test_a_printed_date_stays_and_only_what_days_off_make_of_it_follows(app, agency, writing, reading):
    with writing():
        key = due_case(agency, date(2026, 11, 29)).id
    with writing():
        enter(day_off(MONDAY), actor=SYSTEM, now=NOW)
    with reading():
        assert moments(case_now(key)) == [FRIDAY, date(2026, 11, 29), date(2026, 12, 1)]


@pytest.mark.parametrize(
    ("reading_of_it", "expected"),
    [
        ("later", [SATURDAY, date(2026, 11, 29), MONDAY]),
        ("conservative", [SATURDAY, SATURDAY, SATURDAY]),
        ("exact", [SATURDAY, date(2026, 11, 29), date(2026, 11, 29)]),
    ],
)
def test_a_case_keeps_its_reading(app, agency, writing, reading, reading_of_it, expected):
    with writing():
        key = due_case(agency, date(2026, 11, 29), reading_of_it).id
    with writing():
        enter(order(ChangeKind.worked, worked=(SATURDAY,)), actor=SYSTEM, now=NOW)
    with reading():
        assert moments(case_now(key)) == expected


def test_tasks_that_share_their_case_s_date_move_with_it_and_are_told_once(app, agency, writing, reading):
    with writing():
        case = due_case(agency, FRIDAY)
        keys = [ruled_task(case, "case", date(2026, 11, 20)).id for _ in range(2)]
        key = case.id
    with writing():
        enter(day_off(FRIDAY), actor=SYSTEM, now=NOW)
    with reading():
        assert [moments(task_now(one)) for one in keys] == [moments(case_now(key))] * 2
        assert moments(case_now(key)) == [date(2026, 11, 26), FRIDAY, MONDAY]
        told = [entry.action for entry in entries(Subject("case", key))]
        assert told == ["case.followed_calendar"]


def test_a_date_counted_back_from_its_case_follows_both(app, agency, writing, reading):
    with writing():
        key = ruled_task(due_case(agency, FRIDAY), "case-2wd", date(2026, 11, 10)).id
        assert due_day(task_now(key)) == date(2026, 11, 25)
    with writing():
        enter(day_off(date(2026, 11, 26)), actor=SYSTEM, now=NOW)
    with reading():
        assert due_day(task_now(key)) == date(2026, 11, 23)  # 25, then over the holiday of the 24th


def test_a_date_that_a_person_moved_keeps_its_day(app, agency, writing, reading, now):
    with writing():
        task = ruled_task(due_case(agency, date(2026, 12, 31)), "5wd", date(2026, 11, 20), moved_at=now)
        set_deadline(task, fixed_date(date(2026, 12, 4), inclusive=True, calendar=office_calendar()))
        key = task.id
    with writing():
        enter(day_off(date(2026, 11, 26)), actor=SYSTEM, now=NOW)
        enter(day_off(date(2026, 12, 4)), actor=SYSTEM, now=NOW)
    with reading():
        assert moments(task_now(key)) == [date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 7)]


def test_a_date_that_its_rule_does_not_account_for_is_taken_as_written(app, agency, writing, reading):
    with writing():
        task = ruled_task(due_case(agency, date(2026, 12, 31)), "5wd", date(2026, 11, 20))
        set_deadline(task, fixed_date(date(2026, 12, 10), inclusive=True, calendar=office_calendar()))
        key = task.id
    with writing():
        enter(day_off(date(2026, 11, 26)), actor=SYSTEM, now=NOW)
    with reading():
        assert due_day(task_now(key)) == date(2026, 12, 10)


def test_a_limit_with_an_hour_keeps_it_and_is_reminded_of_earlier(app, agency, writing, reading):
    at = datetime.combine(FRIDAY, time(17), LOCAL)
    with writing():
        case = due_case(agency, FRIDAY)
        set_deadline(case, exact_instant(at, office_calendar()))
        key = case.id
    with writing():
        enter(day_off(FRIDAY), actor=SYSTEM, now=NOW)
    with reading():
        case = case_now(key)
        assert (case.due_at, case.overdue_after, local_date(case.remind_by)) == (at, at, date(2026, 11, 26))


def test_nobody_becomes_late_afterwards(app, agency, writing, reading):
    with writing():
        key = due_case(agency, SATURDAY).id  # overdue after Monday
    sunday = end_of_day(SATURDAY) + timedelta(hours=9)
    with writing():
        enter(order(ChangeKind.worked, worked=(SATURDAY,)), actor=SYSTEM, now=sunday)
    with reading():
        assert moments(case_now(key)) == [FRIDAY, SATURDAY, MONDAY]
        assert entries(Subject("case", key)) == []


def test_who_is_late_can_still_be_helped(app, agency, writing, reading):
    with writing():
        key = due_case(agency, FRIDAY).id
    with writing():  # a storm closed the offices on Friday; decided on Monday
        enter(day_off(FRIDAY), actor=SYSTEM, now=end_of_day(FRIDAY) + timedelta(days=3))
    with reading():
        assert moments(case_now(key)) == [date(2026, 11, 26), FRIDAY, MONDAY]


def test_closed_tasks_and_ended_cases_stay(app, agency, writing, reading):
    with writing():
        case = due_case(agency, FRIDAY, status="completed")
        task = ruled_task(due_case(agency, date(2026, 12, 31)), "5wd", date(2026, 11, 20), status=TaskStatus.completed)
        before = dates()
        assert case.id
        assert task.id
    with writing():
        enter(day_off(FRIDAY), actor=SYSTEM, now=NOW)
    with reading():
        assert dates() == before


def test_the_timeline_says_from_when_to_when_and_by_which_document(app, agency, writing, reading):
    with writing():
        key = due_case(agency, FRIDAY).id
    with writing():
        enter(day_off(FRIDAY), actor=SYSTEM, now=NOW)
    with reading():
        (entry,) = entries(Subject("case", key))
        assert entry.payload["source"] == ("Văn bản số 215/TB-UBND ngày 18/11/2026 của Ủy ban nhân dân tỉnh Lam Giang")
        assert entry.payload["old"]["overdue"].startswith("2026-11-27")
        assert entry.payload["new"]["overdue"].startswith("2026-11-30")


def tasks_of(case: Case) -> list[UserTask]:
    return list(db.session.scalars(select(UserTask).where(UserTask.case_id == case.id).order_by(UserTask.id)))


def previewed(rows) -> Dates:
    change = Change(office_calendar(), calendar_with(rows), [row[0] for row in rows])
    found: Dates = {}
    for move in all_moves(change, NOW):
        new = (move.new.remind_by, move.new.due_at, move.new.overdue_after)
        if move.is_case:
            found["case", move.case_id] = new
        found |= {("task", key): new for key in move.task_ids}
    return found


@pytest.mark.database
@pytest.mark.parametrize("seed", range(12))
def test_a_preview_shows_exactly_what_happens(database, app, agency, seed):
    chance = random.Random(seed)
    with units.unit(app, writes=True):
        fill(agency, chance)
        before = dates()
    decided = random_order(chance)
    with units.unit(app, writes=False):
        shown = previewed(decided.rows)
    with units.unit(app, writes=True):
        enter(decided, actor=SYSTEM, now=NOW)
    with units.unit(app, writes=False):
        assert differences(before, dates()) == shown


@pytest.mark.parametrize("seed", range(60, 68))
def test_what_has_followed_does_not_move_again_at_the_second_look(app, agency, seed):
    chance = random.Random(seed)
    with units.unit(app, writes=True):
        fill(agency, chance)
    with units.unit(app, writes=True):
        enter(random_order(chance), actor=SYSTEM, now=NOW)
        moved = dates()
    with app.app_context():
        run_due(lambda: NOW + timedelta(minutes=3))
    with units.unit(app, writes=False):
        assert differences(moved, dates()) == {}


@pytest.mark.database
@pytest.mark.parametrize("seed", range(20, 28))
def test_a_withdrawn_decision_restores_every_date(database, app, agency, seed):
    chance = random.Random(seed)
    with units.unit(app, writes=True):
        fill(agency, chance)
        before = dates()
    early = datetime(2026, 11, 1, tzinfo=LOCAL)  # before any of the dates: nobody has to be spared
    with units.unit(app, writes=True):
        key = enter(random_order(chance), actor=SYSTEM, now=early).id
    with units.unit(app, writes=True):
        withdraw(key, "Ban hành nhầm", actor=SYSTEM, now=early + timedelta(minutes=5))
    with units.unit(app, writes=False):
        assert differences(before, dates()) == {}


@pytest.mark.parametrize("seed", range(40, 46))
def test_only_what_the_indexes_offer_can_move(app, agency, seed):
    """What lies outside the window would not move either: reckoned over all the work there is."""
    chance = random.Random(seed)
    with units.unit(app, writes=True):
        fill(agency, chance)
    rows = random_order(chance).rows
    with units.unit(app, writes=False):
        change = Change(office_calendar(), calendar_with(rows), [row[0] for row in rows])
        everything = [
            move
            for case in db.session.scalars(select(Case).order_by(Case.id))
            for move in moves_of(
                case,
                db.session.scalars(select(UserTask).where(UserTask.case_id == case.id).order_by(UserTask.id)),
                change,
                NOW,
            )
        ]
        assert list(all_moves(change, NOW)) == everything
