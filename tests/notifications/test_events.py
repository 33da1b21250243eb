"""The mails about work that has just arrived."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from app.cases import hooks
from app.cases.models import Case, CasePerson, TaskStatus, UserTask
from app.extensions import db
from app.notifications.arrivals import PER_HOUR
from app.notifications.events import on_tasks_opened
from app.organisation.models import Seat
from app.organisation.roles import Role
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from tests.notifications.work import make_due_task
from tests.support import units
from tests.support.factories import grant, make_case, make_task, make_user
from tests.support.mails import untraced


def opened(people, now, **values) -> UserTask:
    """Open a task in a unit of work of its own, as a command would."""
    with units.writing():
        case = values.pop("case", None) or make_case(people.agency, title="Báo cáo năm 2026")
        values = {"name": "Lập báo cáo", "day": date(2026, 11, 30), "inclusive": False, "opened_at": now, **values}
        task = make_due_task(db.session.merge(case), **values)
        on_tasks_opened(task.case, [task], now)
        return task


def status() -> list[tuple[MessageStatus, str | None]]:
    with units.reading():
        return [tuple(row) for row in db.session.execute(select(OutboxMessage.status, OutboxMessage.last_error))]


def test_every_command_that_opens_tasks_tells_us(app):
    assert hooks.tasks_opened.count(on_tasks_opened) == 1


@pytest.mark.database
def test_the_focal_point_is_told_at_once(database, people, now, send, catcher):
    task = opened(people, now)
    assert send(now) == 1
    mail = catcher.mails[0]
    assert mail.to == [people.focal_point.email]
    assert mail.subject == "Việc mới: Lập báo cáo"
    assert f"http://localhost/tasks/{task.id}" in untraced(mail.text)
    assert "Hạn: Thứ Sáu, 27/11/2026 (còn 4 ngày làm việc)" in mail.text
    assert "Báo cáo năm 2026" in mail.text
    assert f"Cách tính hạn này: http://localhost/tasks/{task.id}#why" in untraced(mail.text)


def test_the_same_task_is_told_of_once(people, now, send, catcher):
    task = opened(people, now)
    with units.writing():
        again = db.session.get(UserTask, task.id)
        on_tasks_opened(again.case, [again], now)
    assert send(now) == 1


def test_the_head_is_told_of_what_waits_for_the_head(people, now, send, catcher):
    opened(people, now, role=Role.agency_head)
    send(now)
    assert catcher.mails[0].to == [people.head.email]
    assert "thủ trưởng của Sở Công Thương" in catcher.mails[0].text


def test_a_task_without_a_deadline_is_told_of_too(people, now, send, catcher):
    with units.writing():
        task = make_task(make_case(people.agency), name="Việc không thời hạn")
        on_tasks_opened(task.case, [task], now)
    send(now)
    assert "Việc không thời hạn" in catcher.mails[0].text
    assert "Hạn:" not in catcher.mails[0].text


def test_work_done_before_the_mail_went_out_is_not_told_of(people, now, send, catcher):
    task = opened(people, now)
    with units.writing():
        db.session.get(UserTask, task.id).status = TaskStatus.completed
    assert send(now) == 0
    assert status() == [(MessageStatus.withheld, "the task is closed")]


def test_whoever_left_the_seat_before_the_mail_went_out_is_not_told(people, now, send, catcher):
    opened(people, now)
    with units.writing():
        seat = db.session.scalars(select(Seat).where(Seat.agency_id == people.agency.id, Seat.role == Role.focal_point))
        seat.one().holder_id = people.outsider.id
    assert send(now) == 0
    assert status() == [(MessageStatus.withheld, "the task is no longer this person's")]


def test_a_confidential_case_tells_named_persons_only_and_says_nothing_of_itself(people, now, send, catcher):
    with units.writing():
        case = make_case(people.agency, title="CANARY", is_confidential=True)
        db.session.add(CasePerson(case_id=case.id, user_id=people.focal_point.id))
    opened(people, now, case=case, name="CANARY")
    opened(people, now, case=case, name="CANARY", role=Role.agency_head)
    assert send(now) == 1
    mail = catcher.mails[0]
    assert mail.to == [people.focal_point.email]
    assert "CANARY" not in f"{mail.subject}{mail.text}{mail.html}{mail.headers}"


def test_a_case_that_became_confidential_before_the_mail_went_out_is_not_told_of(people, now, send, catcher):
    task = opened(people, now)
    with units.writing():
        db.session.get(Case, task.case_id).is_confidential = True
    assert send(now) == 0


def test_shared_work_is_announced_to_each_who_may_take_it(people, now, send, catcher):
    with units.writing():
        colleague = make_user("Lý Thu Cúc", "cuc@lamgiang.example")
        grant(colleague, Role.specialist)
    opened(people, now, role=Role.specialist, agency_id=None, name="Kiểm tra báo cáo")
    assert send(now) == 2
    assert {mail.to[0] for mail in catcher.mails} == {people.specialist.email, "cuc@lamgiang.example"}
    assert catcher.mails[0].subject == "1 việc chờ người nhận"
    assert "Kiểm tra báo cáo" in catcher.mails[0].text


def test_much_shared_work_is_gathered(people, now, send, catcher):
    for minute in range(20):
        at = now + timedelta(minutes=minute)
        opened(people, at, role=Role.specialist, agency_id=None, name=f"Kiểm tra {minute}")
        send(at)
    assert len(catcher.mails) == PER_HOUR
    assert send(now + timedelta(minutes=59)) == 0
    assert send(now + timedelta(minutes=60)) == 1
    assert catcher.mails[-1].subject == "20 việc chờ người nhận"
    assert "và 10 mục khác" in catcher.mails[-1].text
    assert send(now + timedelta(hours=9)) == 0


def test_work_that_arrives_in_a_crowd_is_announced_in_one_letter(people, now, send, catcher):
    for number in range(30):
        opened(people, now, role=Role.specialist, agency_id=None, name=f"Kiểm tra {number}")
    assert send(now) == 1
    assert catcher.mails[0].subject == "30 việc chờ người nhận"


def test_shared_work_that_was_taken_meanwhile_is_not_announced(people, now, send, catcher):
    task = opened(people, now, role=Role.specialist, agency_id=None)
    with units.writing():
        db.session.get(UserTask, task.id).assignee_id = people.specialist.id
    assert send(now) == 0


def test_telling_costs_two_statements(people, now, app):
    with units.writing():
        task = make_due_task(make_case(people.agency), day=date(2026, 11, 30))
        case = task.case
        statements: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
        on_tasks_opened(case, [task], now)
    assert len([statement for statement in statements if not statement.startswith(("BEGIN", "COMMIT"))]) == 2
