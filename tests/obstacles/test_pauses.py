"""What an obstacle pauses rests until the obstacle is over, whatever else is decided about it meanwhile."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from app.cases.cancelling import cancel_case
from app.cases.models import Case
from app.cases.rescheduling import move_deadline
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.extensions import db
from app.obstacles.queries import in_the_way
from app.obstacles.service.raising import Blocked, raise_obstacle
from app.organisation.calendar import office_calendar
from app.plan_tasks.service.suspending import suspend
from app.reports.service.extensions import ask_extension
from tests.obstacles.obstacles import PAUSE, WORDS, Raised, deploy
from tests.plan_tasks import yearly
from tests.reports.rounds import open_round
from tests.support import processes, units
from tests.support.clock import NOW

pytestmark = pytest.mark.database

GRANT = {"extension_decision": "grant", "extended_to": "2026-12-04"}
REFUSE = {"extension_decision": "refuse", "refusal_reason": "Đã gia hạn một lần trong năm."}
RESUME = {"resumption": "resume"}
IN_TEN_DAYS = NOW + timedelta(days=10)


def obstructed(people, case_id, element, what=WORDS.what):
    """Raise an obstacle in the way of one task, whose reminders rest meanwhile."""
    with units.writing():
        words = type(WORDS)(what, WORDS.since, WORDS.cause, WORDS.proposal)
        task = processes.open_task(case_id, element)
        found = raise_obstacle(words, Blocked(task_id=task.id), actor=people.focal_point.actor, now=NOW)
        raised = Raised(people, found.id, found.case_id)
    raised.triage(PAUSE)
    return raised


def end(obstacle):
    with units.writing():
        cancel_case(obstacle.case_id, "Đã hết vướng.", actor=obstacle.people.coordinator.actor, now=NOW)


@pytest.fixture
def report(app, database, people, writing):
    """A report that an agency writes, where obstacles can be raised."""
    opened = open_round(people)
    with writing():
        deploy()
    return opened


@pytest.fixture
def task(app, database, people, writing):
    """A plan task that is being carried out, where obstacles can be raised."""
    begun = yearly.begin(people)
    with writing():
        deploy()
    begun.accept()
    return begun


def rests(case_id, element):
    with units.reading():
        return processes.open_task(case_id, element).paused_at is not None


@pytest.mark.parametrize("decision", [GRANT, REFUSE], ids=["granted", "refused"])
@pytest.mark.parametrize("last", ["obstacle", "other obstacle", "request"])
def test_a_report_rests_until_the_last_of_its_reasons_is_over(report, people, writing, decision, last):
    with units.reading():
        case_id = report.submission().case_id
    first = obstructed(people, case_id, "draft_report")
    with writing():
        actor = people.focal_point.actor
        request = ask_extension(case_id, date(2026, 12, 4), "Thiếu số liệu.", actor=actor, now=NOW).id
    second = obstructed(people, case_id, "draft_report", "Kế toán nghỉ ốm")
    ends = {
        "obstacle": lambda: end(first),
        "other obstacle": lambda: end(second),
        "request": lambda: report.do("decide_extension", decision, people.coordinator.actor, case_id=request),
    }
    seen = []
    for name in (*(one for one in ends if one != last), last):
        ends[name]()
        seen.append(rests(case_id, "draft_report"))
    assert seen == [True, True, False]


@pytest.mark.parametrize("order", list(permutations(("extension", "suspension"))), ids="-".join)
def test_a_plan_task_that_comes_back_is_still_blocked_and_rests(task, people, writing, order):
    """Asking for more time, and a rest of the whole task, each close the step and open it anew."""
    obstacle = obstructed(people, task.case_id, "deliver_result")
    for event in order:
        if event == "extension":
            task.deliver(yearly.MORE_TIME)
            task.decide("decide_extension", yearly.GRANT)
        else:
            with writing():
                suspend(task.case_id, "Chờ Bộ.", date(2026, 12, 11), actor=people.coordinator.actor, now=NOW)
            task.decide("decide_resumption", RESUME)
            task.accept()
    with units.reading():
        again = processes.open_task(task.case_id, "deliver_result")
        blocking = in_the_way([task.case_id], people.focal_point.actor)[task.case_id]
        assert [one.obstacle.blocked_task_id for one in blocking] == [again.id]
        assert again.paused_at is not None
    end(obstacle)
    assert not rests(task.case_id, "deliver_result")


def test_an_obstacle_that_ended_does_not_come_back_with_its_task(task, people):
    end(obstructed(people, task.case_id, "deliver_result"))
    task.deliver(yearly.MORE_TIME)
    task.decide("decide_extension", yearly.REFUSE)
    assert not rests(task.case_id, "deliver_result")


def test_the_days_of_an_obstacle_within_a_rest_are_given_back_once(task, people, writing):
    obstacle = obstructed(people, task.case_id, "deliver_result")
    with writing():
        suspend(task.case_id, "Chờ Bộ.", date(2026, 12, 11), actor=people.coordinator.actor, now=NOW)
    task.decide("decide_resumption", RESUME, IN_TEN_DAYS)
    end(obstacle)
    assert limit_of(task) == date(2027, 1, 10)


def test_a_date_that_was_set_while_the_task_rested_stands(task, people, writing):
    with writing():
        actor = people.coordinator.actor
        suspend(task.case_id, "Chờ Bộ.", date(2026, 12, 11), actor=actor, now=NOW)
        later = fixed_date(date(2027, 1, 15), inclusive=True, calendar=office_calendar())
        move_deadline(task.case_id, later, reason="Tỉnh cho lùi.", actor=actor, now=NOW)
    task.decide("decide_resumption", RESUME, IN_TEN_DAYS)
    assert limit_of(task) == date(2027, 1, 15)


def limit_of(task):
    with units.reading():
        assert local_date(task.assignment.due_at) == local_date(db.session.get_one(Case, task.case_id).due_at)
        return local_date(task.assignment.due_at)


def test_the_page_of_a_task_says_every_reason_for_which_reminders_rest(report, people, writing, visit):
    with units.reading():
        case_id = report.submission().case_id
        task_id = processes.open_task(case_id, "draft_report").id
    obstacle = obstructed(people, case_id, "draft_report")
    with writing():
        ask_extension(case_id, date(2026, 12, 4), "Thiếu số liệu.", actor=people.focal_point.actor, now=NOW)
    page = visit(people.focal_point).page("tasks.show", task_id=task_id).text
    assert f"Tạm dừng nhắc việc cho đến khi vướng mắc #{obstacle.number} kết thúc." in page
    assert "Tạm dừng nhắc việc cho đến khi có quyết định về đề nghị gia hạn." in page
