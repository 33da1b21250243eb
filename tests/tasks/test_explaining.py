"""Why a task is due when it is: reasons that agree with the stored date, and the days until then."""

from datetime import date, timedelta

import pytest

from app.cases.models import UserTask
from app.cases.opening import set_deadline
from app.deadlines.moments import fixed_date
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.tasks.explaining import explain

TODAY = date(2026, 11, 20)


def why(task, day):
    return explain(task, day, TODAY, office_calendar())


def test_a_count_of_working_days_explains_itself(started, reading):
    with reading():
        reasons = why(db.session.get_one(UserTask, started.task_id), date(2026, 11, 30)).reasons
    assert "5 ngày làm việc sau" in reasons[0].vi
    assert "24/11/2026 (Ngày Văn hóa Việt Nam)" in reasons[1].vi


def test_a_date_that_was_moved_by_hand_explains_itself_instead(started, writing, reading):
    with writing():
        task = db.session.get_one(UserTask, started.task_id)
        set_deadline(task, fixed_date(date(2026, 12, 4), inclusive=True, calendar=office_calendar()))
    with reading():
        reasons = why(db.session.get_one(UserTask, started.task_id), date(2026, 12, 4)).reasons
    assert [reason.vi for reason in reasons] == ["Hết thứ Sáu, 04/12/2026."]


def test_a_date_that_follows_the_case_explains_the_case(owed, reading):
    with reading():
        reasons = why(db.session.get_one(UserTask, owed.task_id), date(2026, 11, 27)).reasons
    assert "29/11/2026 là ngày nghỉ" in reasons[1].vi


def test_the_strip_runs_from_this_week_to_the_week_of_the_day(owed, reading):
    with reading():
        explanation = why(db.session.get_one(UserTask, owed.task_id), date(2026, 11, 27))
    kinds = {day.number: day.kind for day in explanation.days}
    assert list(kinds) == list(range(16, 30))
    assert (kinds[20], kinds[21], kinds[23], kinds[24], kinds[27]) == ("td", "off", "wk", "off", "end")
    assert [(day, name.vi) for day, name in explanation.days_off] == [(date(2026, 11, 24), "Ngày Văn hóa Việt Nam")]


@pytest.mark.parametrize("days_ahead", [60, -60])
def test_a_distant_day_shows_the_last_two_weeks_only(owed, reading, days_ahead):
    with reading():
        explanation = why(db.session.get_one(UserTask, owed.task_id), TODAY + timedelta(days=days_ahead))
    assert len(explanation.days) == 14


def test_a_task_without_a_date_has_nothing_to_explain(started, writing):
    with writing():
        task = db.session.get_one(UserTask, started.task_id)
        set_deadline(task, None)
        assert why(task, None) is None
