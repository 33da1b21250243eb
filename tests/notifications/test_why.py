"""Why did I get this, why did I not: told from what was recorded then."""

from datetime import date, timedelta

import pytest

from app.cases.completing import complete_task
from app.cases.models import CasePerson, UserTask
from app.deadlines.ladders import Target
from app.extensions import db
from app.notifications import by_hand
from app.notifications.by_hand import Asked
from app.notifications.recipients import Recipient, Work
from app.notifications.skips.service import skip_once
from app.notifications.why.replay import replay
from app.organisation.models import User
from app.organisation.roles import Role
from app.organisation.service.absences import Away, report_absence
from app.organisation.service.seats import Sitters, hand_over
from tests.notifications.work import make_due_task, morning, plan
from tests.support import processes, units
from tests.support.factories import make_case
from tests.support.mails import untraced

WAVE = date(2026, 11, 25)
DAY = timedelta(days=1)


@pytest.fixture
def task(people, writing) -> UserTask:
    """The first step of a case of Sở Công Thương, due on Friday 27/11."""
    with writing():
        processes.deploy_approval()
        task_id = processes.start("approval", people.agency).task_id
    with writing():
        like = make_due_task(day=date(2026, 11, 27))
        task = db.session.get_one(UserTask, task_id)
        for moment in ("remind_by", "due_at", "overdue_after", "due_order", "opened_at"):
            setattr(task, moment, getattr(like, moment))
        db.session.delete(like)
        return task


def told(task, now=None, **values) -> str:
    """Return everything that is told about the task as one text."""
    with units.reading():
        found = replay(db.session.get_one(UserTask, task.id), now or morning(26), **values)
        episodes = [*found.coming, *found.past]
        return " ".join([*(" ".join([one.title, *one.sentences]) for one in episodes), *found.silence])


@pytest.mark.database
def test_it_names_step_policy_date_and_what_the_server_said(app, people, task, send, catcher):
    plan(app, morning(25))
    send(morning(25))
    said = told(task, day=WAVE)
    assert f"Nhắc {people.focal_point.name}" in said
    assert "mốc trước hạn 2 ngày làm việc đã báo cho người đang giữ việc" in said
    assert "Hạn khi đó: thứ Sáu, 27/11/2026" in said
    assert f"Máy chủ thư đã nhận thư gửi {people.focal_point.email} lúc 08:00, 25/11/2026" in said


def test_what_happened_later_does_not_change_what_was_recorded(app, people, task, send, catcher, writing):
    plan(app, morning(25))
    send(morning(25))
    with writing():
        outsider = db.session.get_one(User, people.outsider.id)
        hand_over(
            people.agency.id, Role.focal_point, Sitters(outsider, None), people.coordinator.actor, morning(25, 10)
        )
        db.session.get_one(UserTask, task.id).remind_by += 30 * DAY
    said = told(task, day=WAVE)
    assert people.focal_point.name in said
    assert people.outsider.name not in said
    assert "27/11/2026" in said


def test_whoever_stood_in_is_told_in_whose_place(app, people, task, writing, now):
    with writing():
        report_absence(people.focal_point.id, Away(WAVE, WAVE), people.focal_point.actor, now)
    plan(app, morning(25))
    assert f"Hôm đó {people.focal_point.name} vắng, nên đã nhắc người thay" in told(task, day=WAVE)
    absent = told(task, day=WAVE, person_id=people.focal_point.id)
    assert f"Nhắc {people.deputy.name}" in absent


@pytest.mark.database
def test_an_agency_left_alone_is_told_by_whom_and_why(app, people, task, writing):
    with writing():
        skip_once(people.agency.id, WAVE, "đã hẹn nộp", people.coordinator.actor, morning(23))
    ahead = told(task, morning(25, 7), day=WAVE)
    plan(app, morning(25))
    for said in (ahead, told(task, day=WAVE)):
        assert f"{people.coordinator.name} cho bỏ cơ quan lần đó: đã hẹn nộp" in said


def test_a_letter_that_was_held_back_says_why(app, people, task, send, catcher, writing):
    plan(app, morning(25))
    with writing():
        complete_task(task.id, {"subject": "x", "amount": 1}, actor=people.focal_point.actor, now=morning(25, 7))
    send(morning(25))
    assert "việc đã xong, đổi hạn hoặc giao người khác, nên được bỏ ra" in told(task, day=WAVE)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 21), "Đó là ngày nghỉ"),
        (date(2026, 11, 18), "Hôm đó không có đợt nhắc nào chạy"),
        (date(2026, 8, 3), "Việc tới ngày thứ Ba, 01/9/2026"),
        (date(2026, 11, 23), "không mốc nhắc nào của việc này đến lượt"),
    ],
)
def test_a_day_without_a_reminder_has_a_reason(app, people, task, day, why):
    for wave in (20, 23):
        plan(app, morning(wave))
    assert why in told(task, day=day)


def test_a_reminder_that_a_person_ordered_says_so(app, people, task, writing, now):
    with writing():
        person = Recipient(people.focal_point.id, people.focal_point.email)
        row = db.session.get_one(UserTask, task.id)
        asked = Asked(Work.of(row, row.case), person, Target.assignee)
        by_hand.queue("1", [asked], by_hand.Wish("Nhờ anh chị gửi sớm."), now)
    assert "Có người nhắc tay lần này" in told(task, day=now.date())


def test_what_comes_next_is_said_with_its_day(app, people, task):
    plan(app, morning(25))
    said = told(task, morning(25))
    assert "mốc trước hạn 1 ngày làm việc báo cho người đang giữ việc" in said


# Pages


def page_of(visit, reader, task, **values):
    return visit(reader).page("reminders.why_task", task_id=task.id, **values)


def test_everybody_reads_about_themselves_only(app, people, task, visit, clock):
    plan(app, morning(25))
    clock.move_to(morning(25))
    assert f"Nhắc {people.focal_point.name}" in page_of(visit, people.focal_point, task).text
    mine = page_of(visit, people.deputy, task, person=people.focal_point.id).text
    assert f"Nhắc {people.focal_point.name}" not in mine
    assert f"Nhắc {people.focal_point.name}" in page_of(visit, people.coordinator, task).text
    asked = page_of(visit, people.coordinator, task, person=people.head.id, day="25/11/2026")
    assert f"Hôm đó mốc nhắc của việc này gửi tới: {people.focal_point.name}" in asked.text


def test_what_one_may_not_know_of_is_not_there(app, people, task, visit, writing):
    path = f"/reminders/why/tasks/{task.id}"
    assert visit(people.outsider).client.get(path).status_code == 404
    with writing():
        db.session.get_one(UserTask, task.id).case.is_confidential = True
    for person in (people.coordinator, people.focal_point):
        assert visit(person).client.get(path).status_code == 404
    assert visit(people.coordinator).client.get("/reminders/why/tasks/999999").status_code == 404


def test_the_letter_of_a_day_is_explained_task_by_task(app, people, task, visit, clock):
    plan(app, morning(25))
    clock.move_to(morning(25))
    page = visit(people.focal_point).page("reminders.why_day", day=WAVE)
    assert "Viết đề nghị" in page.text
    assert "mốc trước hạn 2 ngày làm việc" in page.text
    assert "Không ghi lần nhắc nào" in visit(people.deputy).page("reminders.why_day", day=WAVE).text


def test_work_that_is_hidden_since_is_not_named(app, people, task, visit, clock, writing):
    plan(app, morning(25))
    clock.move_to(morning(25))
    with writing():
        db.session.get_one(UserTask, task.id).case.is_confidential = True
    page = visit(people.focal_point).page("reminders.why_day", day=WAVE)
    assert "Viết đề nghị" not in page.text
    assert "Việc mà bạn không còn được xem" in page.text


def test_the_letter_leads_to_its_reasons(app, people, task, send, catcher):
    plan(app, morning(25))
    send(morning(25))
    assert "/reminders/why/days/2026-11-25" in untraced(catcher.mails[-1].text)


def test_a_person_named_on_a_restricted_case_reads_about_it(app, people, writing, visit, clock):
    with writing():
        case = make_case(people.agency, is_confidential=True)
        hidden = make_due_task(case, day=date(2026, 11, 27), name="Việc kín")
        db.session.add(CasePerson(case_id=case.id, user_id=people.focal_point.id))
    plan(app, morning(25))
    clock.move_to(morning(25))
    assert "mốc trước hạn" in page_of(visit, people.focal_point, hidden).text
