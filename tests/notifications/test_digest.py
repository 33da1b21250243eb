"""The digest as people get it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.cases.models import Case, CasePerson, TaskStatus, UserTask
from app.extensions import db
from app.notifications import delivery
from app.notifications.delivery import record_ends
from app.notifications.queries import reminders_for
from app.organisation.models import User
from app.organisation.roles import Role
from app.timeline.log import Subject
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from app.timeline.queries import entries
from tests.notifications.work import make_due_task, morning, plan
from tests.support import units
from tests.support.factories import make_case
from tests.support.mails import untraced

FRIDAY = morning(20)


@pytest.fixture
def tasks(people, writing) -> dict[str, UserTask]:
    """What the focal point of Sở Công Thương has on their desk on Friday 20/11."""
    with writing():
        case = make_case(people.agency, title="Nhiệm vụ 2.3, Kế hoạch 86/KH-UBND")
        return {
            "late": make_due_task(case, day=date(2026, 11, 18), name="Cập nhật tiến độ: kiểm tra cột đo xăng dầu"),
            "today": make_due_task(case, day=date(2026, 11, 20), name="Gửi Sở Y tế danh sách cơ sở"),
            "soon": make_due_task(case, day=date(2026, 11, 25), name="Đăng ký cán bộ dự lớp hiệu chuẩn"),
            "report": make_due_task(
                make_case(people.agency, title="Báo cáo năm 2026"),
                day=date(2026, 11, 30),
                inclusive=False,
                name="Lập báo cáo",
            ),
            "far": make_due_task(case, day=date(2026, 12, 31), name="Tổng kết năm"),
        }


def remind(app, send, at=FRIDAY) -> int:
    plan(app, at)
    return send(at)


def status() -> list[tuple[MessageStatus, str | None]]:
    with units.reading():
        rows = db.session.execute(select(OutboxMessage.status, OutboxMessage.last_error).order_by(OutboxMessage.id))
        return [(status, error) for status, error in rows]


def lines(mail) -> list[str]:
    return [line for line in untraced(mail.text).replace("\r\n", "\n").split("\n") if line]


def test_one_letter_says_what_is_overdue_due_and_near(app, tasks, people, send, catcher):
    assert remind(app, send) == 1
    mail = catcher.mails[0]
    assert mail.subject == "1 việc quá hạn, 1 việc hôm nay – Tiến Độ, thứ Sáu 20/11"
    assert mail.to == [people.focal_point.email]
    expected = f"""
Kính gửi ông/bà {people.focal_point.name},
Ông/bà đang giữ 4 việc cần chú ý tính đến thứ Sáu, 20/11/2026. Thứ Ba 24/11 là ngày nghỉ lễ.
== QUÁ HẠN: 1 VIỆC ==
* Cập nhật tiến độ: kiểm tra cột đo xăng dầu
  Nhiệm vụ 2.3, Kế hoạch 86/KH-UBND
  Hạn: Thứ Tư, 18/11/2026 (quá hạn 2 ngày làm việc)
  http://localhost/tasks/{tasks["late"].id}
== HÔM NAY: 1 VIỆC ==
* Gửi Sở Y tế danh sách cơ sở
  Nhiệm vụ 2.3, Kế hoạch 86/KH-UBND
  Hạn: Thứ Sáu, 20/11/2026 (hết hôm nay)
  http://localhost/tasks/{tasks["today"].id}
== ĐẾN HẾT THỨ SÁU 27/11: 2 VIỆC ==
* Đăng ký cán bộ dự lớp hiệu chuẩn
  Nhiệm vụ 2.3, Kế hoạch 86/KH-UBND
  Hạn: Thứ Tư, 25/11/2026 (còn 2 ngày làm việc)
  http://localhost/tasks/{tasks["soon"].id}
* Lập báo cáo
  Báo cáo năm 2026
  Hạn: Thứ Sáu, 27/11/2026 (còn 4 ngày làm việc)
  http://localhost/tasks/{tasks["report"].id}
Xem tất cả 5 việc của tôi: http://localhost/tasks
Vắng mặt? Báo vắng mặt để có người nhận nhắc thay: http://localhost/account/absence
--
Tiến Độ, Sở Khoa học và Công nghệ
Thư này gửi cho ông/bà vì ông/bà là đầu mối của Sở Công Thương. Mỗi ngày làm việc có nhiều nhất một thư tổng hợp.
Vì sao tôi nhận thư này? http://localhost/reminders/why/days/2026-11-20
Hỗ trợ: Phạm Thu Lan. Thư tự động, xin không trả lời.
"""
    assert lines(mail) == [line for line in expected.split("\n") if line]


def test_the_html_says_the_same_with_links(app, tasks, send, catcher):
    remind(app, send)
    html = untraced(catcher.mails[0].html)
    for task in ("late", "today", "soon", "report"):
        assert tasks[task].name in html
        assert f'href="http://localhost/tasks/{tasks[task].id}"' in html
    assert tasks["far"].name not in html
    assert "quá hạn 2 ngày làm việc" in html


def test_it_speaks_english_to_those_who_chose_it(app, tasks, people, writing, send, catcher):
    with writing():
        db.session.get(User, people.focal_point.id).locale = "en"
    remind(app, send)
    assert catcher.mails[0].subject == "1 task overdue, 1 task due today – Tiến Độ, Friday 20/11"
    assert "2 working days overdue" in catcher.mails[0].text
    assert "You have 4 tasks that need attention as of Friday, 20/11/2026." in catcher.mails[0].text


def test_markup_in_a_title_stays_text(app, people, writing, send, catcher):
    with writing():
        make_due_task(
            make_case(people.agency, title="<script>alert(1)</script>"), day=date(2026, 11, 20), name="<b>Việc</b>"
        )
    remind(app, send)
    assert "<script>" not in catcher.mails[0].html
    assert "&lt;b&gt;Việc&lt;/b&gt;" in catcher.mails[0].html


def test_what_was_filed_since_planning_is_left_out(app, tasks, writing, send, catcher):
    plan(app, FRIDAY)
    with writing():
        db.session.get(UserTask, tasks["today"].id).status = TaskStatus.completed
    send(FRIDAY)
    assert tasks["today"].name not in catcher.mails[0].text
    assert catcher.mails[0].subject.startswith("1 việc quá hạn – ")


def test_no_mail_when_all_was_filed_since_planning(app, people, writing, send, catcher):
    with writing():
        task = make_due_task(make_case(people.agency), day=date(2026, 11, 20))
    plan(app, FRIDAY)
    with writing():
        db.session.get(UserTask, task.id).status = TaskStatus.completed
    assert send(FRIDAY) == 0
    assert status() == [(MessageStatus.withheld, "nothing left to remind of")]


def test_no_mail_to_whoever_has_lost_the_task_since_planning(app, people, writing, send, catcher):
    with writing():
        task = make_due_task(make_case(people.agency), day=date(2026, 11, 20))
    plan(app, FRIDAY)
    with writing():
        db.session.get(UserTask, task.id).assignee_id = people.deputy.id
    assert send(FRIDAY) == 0


def test_a_case_made_confidential_since_planning_is_told_of_to_nobody(app, people, writing, send, catcher):
    with writing():
        task = make_due_task(make_case(people.agency), day=date(2026, 11, 20))
    plan(app, FRIDAY)
    with writing():
        db.session.get(Case, task.case_id).is_confidential = True
    assert send(FRIDAY) == 0
    assert catcher.mails == []


def test_the_words_of_a_confidential_case_are_in_no_mail(app, people, writing, send, catcher):
    with writing():
        case = make_case(people.agency, title="CANARY tố giác ông X", is_confidential=True)
        db.session.add(CasePerson(case_id=case.id, user_id=people.focal_point.id))
        task = make_due_task(case, day=date(2026, 11, 20), name="CANARY xác minh")
    assert remind(app, send) == 1
    mail = catcher.mails[0]
    assert "CANARY" not in f"{mail.subject}{mail.text}{mail.html}{mail.headers}"
    assert "Việc trong hồ sơ hạn chế người xem" in mail.text
    assert f"/tasks/{task.id}" in mail.text


def test_at_most_one_digest_a_day_though_the_server_was_away(app, tasks, send, catcher):
    catcher.down()
    remind(app, send, morning(19))
    remind(app, send, morning(20))
    catcher.up()
    for minute in range(30):
        send(morning(20) + timedelta(minutes=minute))
    assert len(catcher.mails) == 1
    assert "thứ Sáu 20/11" in catcher.mails[0].subject


def test_a_digest_that_missed_office_hours_waits_for_the_next(app, tasks, send, catcher):
    plan(app, FRIDAY)
    assert send(morning(20, hour=18)) == 0
    assert send(morning(22, hour=10)) == 0
    assert send(morning(23)) == 1


def test_proof_stands_on_the_timeline_and_in_the_agency_s_history(app, tasks, people, send):
    remind(app, send)
    with app.app_context():
        assert record_ends(FRIDAY) == 1
        assert record_ends(FRIDAY) == 0
    with units.reading():
        reminded = [
            entry for entry in entries(Subject("case", tasks["late"].case_id)) if entry.action == "task.reminded"
        ]
        assert {entry.payload["task"] for entry in reminded} == {
            tasks["late"].name,
            tasks["today"].name,
            tasks["soon"].name,
        }
        assert {entry.payload["to"] for entry in reminded} == {people.focal_point.name}
        history = reminders_for(people.agency.id)
        assert [(line.rung, line.status, line.recipient) for line in history if line.task_id == tasks["report"].id] == [
            ("-5", "sent", people.focal_point.name)
        ]
        assert history[0].accepted_at == FRIDAY
        assert reminders_for(people.agency.id, case_ids=[tasks["report"].case_id])[0].task == "Lập báo cáo"


def test_shared_work_is_in_the_digest_of_everybody_with_the_role(app, people, writing, send, catcher):
    with writing():
        make_due_task(day=date(2026, 11, 20), role=Role.specialist, agency_id=None, name="Kiểm tra báo cáo")
    assert remind(app, send) == 1
    assert catcher.to(people.specialist.email)[0].text.count("Kiểm tra báo cáo") == 1


def test_a_long_digest_is_recorded_in_pieces(app, people, writing, send, monkeypatch):
    monkeypatch.setattr(delivery, "CHUNK", 3)
    with writing():
        case = make_case(people.agency)
        for _ in range(7):
            make_due_task(case, day=date(2026, 11, 20))
    remind(app, send)
    with app.app_context():
        assert record_ends(FRIDAY) == 3
    with units.reading():
        assert [entry.action for entry in entries(Subject("case", case.id))] == ["task.reminded"] * 7


def test_yesterday_s_digest_is_not_sent_beside_today_s(app, tasks, writing, send, catcher):
    catcher.at_recipient = lambda _: "451 later"
    remind(app, send, morning(19))
    catcher.at_recipient = lambda _: None
    remind(app, send, morning(20))
    with writing():  # its back-off ends only now
        late = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).first()
        late.status, late.next_attempt_at = MessageStatus.queued, morning(20, hour=9)
    send(morning(20, hour=9))
    assert len(catcher.mails) == 1
