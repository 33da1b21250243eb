"""Progress on the agreed rhythm: asked for, filed, late; and tasks that stay without a result."""

from datetime import date, timedelta

import pytest

from app.cases.timers import fire_due
from app.clock import LOCAL
from app.errors import Invalid
from app.plan_tasks.queries import latest_percent, updates_of
from tests.plan_tasks.yearly import UPDATE
from tests.reports.rounds import open_elements

pytestmark = pytest.mark.database


@pytest.fixture
def at(clock):
    """Let it be 9 o'clock on a day, with everything done that timers have to do by then."""

    def move(year, month, day):
        moment = clock.move_to(_nine(year, month, day))
        fire_due(moment)
        return moment

    return move


def _nine(year, month, day):
    from datetime import datetime

    return datetime(year, month, day, 9, 0, tzinfo=LOCAL)


def updates(task, reading):
    with reading():
        return [(one.period_to, one.percent, one.filed_at) for one in updates_of(task.assignment.id)]


def test_an_update_is_asked_for_when_the_month_is_over(running, at, app, reading):
    with app.app_context():
        at(2026, 12, 1)
    assert updates(running, reading) == [(date(2026, 11, 30), None, None)]
    assert "update_progress" in elements(running, reading)


def elements(task, reading):
    with reading():
        return list(open_elements(task.case_id))


def test_what_is_filed_is_kept_and_the_next_is_asked_for_a_month_later(running, at, app, people, reading):
    with app.app_context():
        filed_at = at(2026, 12, 1)
    running.do("update_progress", UPDATE, people.focal_point.actor, filed_at)
    with app.app_context():
        at(2027, 1, 1)
    assert updates(running, reading) == [(date(2026, 12, 31), None, None), (date(2026, 11, 30), 40, filed_at)]
    with reading():
        assert latest_percent([running.assignment.id]) == {running.assignment.id: 40}


def test_one_late_update_stands_for_all_that_is_over(running, at, app, people, reading):
    with app.app_context():
        at(2026, 12, 1)
        filed_at = at(2027, 2, 10)
    running.do("update_progress", UPDATE, people.focal_point.actor, filed_at)
    with app.app_context():
        at(2027, 3, 1)
    with reading():
        newest, late = updates_of(running.assignment.id)
        assert newest.period_to == date(2027, 2, 28)
        assert late.filed_at == filed_at > late.overdue_after


def test_who_has_finished_is_not_asked_again(running, at, app, people, reading):
    with app.app_context():
        filed_at = at(2026, 12, 1)
    running.do("update_progress", {**UPDATE, "progress_state": "finished"}, people.focal_point.actor, filed_at)
    with app.app_context():
        at(2027, 1, 5)
    assert elements(running, reading) == ["deliver_result"]


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_share_outside_of_0_to_100_is_refused(running, at, app, people, percent):
    with app.app_context():
        moment = at(2026, 12, 1)
    with pytest.raises(Invalid) as refused:
        running.do("update_progress", {**UPDATE, "percent": percent}, people.focal_point.actor, moment)
    assert list(refused.value.errors) == ["percent"]


def test_a_result_that_was_sent_ends_the_asking(running, at, app, reading):
    running.deliver()
    running.confirm()
    with app.app_context():
        at(2027, 1, 20)
    assert elements(running, reading) == ["check_result"]


def test_a_task_long_overdue_is_looked_into_and_again_a_month_later(running, at, app, reading):
    with app.app_context():
        moment = at(2027, 1, 11)
    running.decide("review_stalled", {"review": "urged", "review_note": "Hẹn gửi trước Tết."}, moment)
    assert "review_stalled" not in elements(running, reading)
    with app.app_context():
        at(2027, 1, 11 + 18)
    assert "review_stalled" not in elements(running, reading)
    with app.app_context():
        clock_later = moment + timedelta(days=32)
        at(clock_later.year, clock_later.month, clock_later.day)
    assert "review_stalled" in elements(running, reading)
