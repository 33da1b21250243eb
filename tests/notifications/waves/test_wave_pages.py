"""The pages on which waves are seen and steered."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.cases.models import CasePerson, UserTask
from app.extensions import db
from app.notifications.skips.models import ReminderSkip
from app.timeline.outbox_models import OutboxMessage
from tests.notifications.waves.looking import DUE, EARLY, TWO_BEFORE, reminders
from tests.notifications.work import make_due_task, morning, plan
from tests.support import units
from tests.support.factories import make_agency, make_case


def test_a_letter_about_every_agency_is_not_worked_out_where_there_are_too_many(
    people, task, visit, clock, monkeypatch
):
    clock.move_to(EARLY)
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    form = page.form(f"/letters/{people.focal_point.id}")
    form.action = form.action.replace(f"/{people.focal_point.id}", f"/{people.coordinator.id}")
    monkeypatch.setattr("app.notifications.waves.foreseeing.EXACT_UP_TO", 0)
    assert "không dựng trước được" in form.submit(409).text


def test_the_page_says_numbers_and_time(people, task, visit, clock, writing):
    clock.move_to(EARLY)
    with writing():
        make_due_task(make_case(make_agency("Sở Vắng Người")), day=DUE)
    page = visit(people.coordinator).page("reminders.index")
    assert "Nhắc 2 cơ quan: 1 thư sẽ gửi lúc 08:00, 1 cơ quan không gửi lần này" in page.text
    assert "Không có ai để nhắc" in page.text


@pytest.mark.database
def test_the_letter_is_seen_as_it_will_look_and_nothing_is_kept(people, task, visit, clock):
    clock.move_to(EARLY)
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    shown = page.form(f"/letters/{people.focal_point.id}").submit()
    assert "Báo cáo năm 2026" in shown.one(".letter").text
    assert "còn 2 ngày làm việc" in shown.one(".letter").text
    assert reminders() == []
    with units.reading():
        assert db.session.scalar(select(func.count(OutboxMessage.id))) == 0


@pytest.mark.database
def test_no_letter_shows_what_the_coordinator_may_not_know_of(people, task, visit, clock, writing):
    clock.move_to(EARLY)
    with writing():
        case = make_case(people.agency, title="Hồ sơ kín", is_confidential=True)
        make_due_task(case, day=DUE, name="Việc kín")
        db.session.add(CasePerson(case_id=case.id, user_id=people.focal_point.id))
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    shown = page.form(f"/letters/{people.focal_point.id}").submit()
    assert "hạn chế" not in shown.one(".letter").text
    assert "1 việc" in shown.one(".letter").text
    with units.reading():
        assert db.session.scalars(select(UserTask.status)).all() == ["open", "open"]


def test_an_agency_is_left_alone_from_the_page_and_reminded_after_all(people, task, visit, clock):
    clock.move_to(EARLY)
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    left = page.form("/skip").submit(reason="đã hẹn nộp")
    assert "Phạm Thu Lan cho bỏ cơ quan này lần này: đã hẹn nộp" in left.text
    assert "1 cơ quan không gửi lần này" in left.text
    again = left.form("/remind").submit()
    assert "1 thư sẽ gửi lúc 08:00" in again.text


def test_between_planning_and_eight_an_agency_is_still_left_alone_from_the_page(app, people, task, visit, clock):
    half_past_seven = clock.move_to(morning(25, 7) + timedelta(minutes=31))
    plan(app, half_past_seven)
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    left = page.form("/skip").submit(reason="đã hẹn nộp")
    assert reminders() == [(TWO_BEFORE, "-2", "skipped", False)]
    left.form("/remind").submit()
    assert reminders() == [(TWO_BEFORE, "-2", "send", True)]


def test_a_reason_has_to_be_given(people, task, visit, clock, reading):
    clock.move_to(EARLY)
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    assert "Ghi ngắn gọn vì sao" in page.form("/skip").submit(422, reason=" ").text
    with reading():
        assert db.session.scalar(select(func.count(ReminderSkip.id))) == 0


def test_a_reason_that_is_too_long_is_kept_to_be_shortened(people, task, visit, clock):
    clock.move_to(EARLY)
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    again = page.form("/skip").submit(422, reason="đã hẹn " * 60)
    assert again.one("input[name=reason]")["value"].startswith("đã hẹn đã hẹn")
    assert again.title.startswith("Lỗi:")


def test_the_days_ahead_lead_to_their_waves(people, task, visit, clock):
    clock.move_to(EARLY)
    page = visit(people.coordinator).page("reminders.days")
    assert "/reminders/waves/2026-11-26" in [link["href"] for link in page.all("td a")]


def test_a_wave_that_was_planned_is_read_in_the_history(app, people, task, visit, clock):
    plan(app, morning(25))
    clock.move_to(morning(25))
    page = visit(people.coordinator).page("reminders.wave", day=TWO_BEFORE)
    assert page.path == "/reminders/history"
    assert "mốc trước hạn 2 ngày làm việc" in page.text


@pytest.mark.parametrize("who", ["focal_point", "specialist", "leader", "administrator", "auditor"])
def test_only_coordinators_see_waves(people, visit, who):
    for path in ("/reminders", "/reminders/days", "/reminders/history", "/reminders/waves/2026-11-25"):
        assert visit(getattr(people, who)).client.get(path).status_code == 404


def test_a_day_that_does_not_exist_is_not_there(people, visit):
    for day in ("2026-02-30", "2099-01-01", "hôm-nay"):
        assert visit(people.coordinator).client.get(f"/reminders/waves/{day}").status_code == 404
