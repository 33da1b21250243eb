"""What people above are told when nobody acts: one line a round or agency, an urgent mail, a proposed letter."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.cases.models import Case, CasePerson, TaskStatus, UserTask
from app.deadlines.ladders import Channel, Ladder, Step, Target
from app.extensions import db
from app.notifications.delivery import record_ends
from app.notifications.models import Reminder
from app.notifications.policies.models import PolicyVersion, ReminderPolicy
from app.notifications.policies.steps import to_json
from app.notifications.proof.openings import note_opening
from app.notifications.skips.models import ReminderSkip
from app.organisation.models import Absence, Seat
from app.organisation.roles import Role
from app.timeline.log import Subject
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from app.timeline.queries import entries
from tests.notifications.work import make_due_task, morning, plan
from tests.reports.rounds import open_round
from tests.support import units
from tests.support.clock import NOW
from tests.support.factories import make_agency, make_case, make_seat, make_user

DUE = date(2026, 11, 13)  # the fifth working day after it is Friday 20/11
FRIDAY = morning(20)


@pytest.fixture
def late(people, writing) -> UserTask:
    """A task of Sở Công Thương that is five working days overdue on Friday 20/11."""
    with writing():
        return make_due_task(make_case(people.agency, title="Kiểm tra cột đo"), day=DUE, name="Nộp biên bản")


def remind(app, send, at=FRIDAY) -> int:
    plan(app, at)
    return send(at)


def change_standard(*steps: Step) -> None:
    """Let the standard policy say this instead; inside a unit of work."""
    policy = ReminderPolicy(key="standard", created_at=NOW)
    db.session.add(policy)
    db.session.flush()
    version = {"policy_id": policy.id, "number": 1, "name": "Thường", "saved_at": NOW}
    db.session.add(PolicyVersion(**version, steps=to_json(Ladder(steps))))


def test_the_head_reads_which_tasks_of_the_agency_wait(app, late, people, send, catcher):
    remind(app, send)
    mail = catcher.to(people.head.email)[0]
    assert mail.subject == "1 việc cần đôn đốc – Tiến Độ, thứ Sáu 20/11"
    assert "== Ở CƠ QUAN ÔNG/BÀ, CHƯA XONG: 1 VIỆC ==" in mail.text
    assert "* Nộp biên bản" in mail.text
    assert "(quá hạn 5 ngày làm việc)" in mail.text
    assert "vì ông/bà là thủ trưởng của Sở Công Thương" in mail.text


def test_the_coordinator_reads_one_line_an_agency(app, people, writing, send, catcher):
    with writing():
        for _ in range(7):
            make_due_task(make_case(people.agency), day=DUE)
        make_due_task(make_case(people.other_agency), day=DUE)
    remind(app, send)
    mail = catcher.to(people.coordinator.email)[0]
    assert mail.subject == "8 việc cần đôn đốc – Tiến Độ, thứ Sáu 20/11"
    assert "== Ở CÁC CƠ QUAN, CHƯA XONG: 8 VIỆC ==" in mail.text
    assert mail.text.count("\n* ") == 2
    assert "* Sở Công Thương\r\n  7 việc chưa xong, hạn sớm nhất:" in mail.text
    assert len(catcher.to(people.coordinator.email)) == 1


def test_of_a_round_the_coordinator_reads_one_line_and_drafts_the_letters_from_it(app, people, send, catcher):
    opened = open_round(people)
    remind(app, send, morning(14, month=12))
    text = catcher.to(people.coordinator.email)[-1].text
    title = "Báo cáo kết quả thực hiện Kế hoạch 86/KH-UBND năm 2026"
    assert text.count(f"* {title}") == 2
    assert f"{title}\r\n  2 việc chưa xong, 2 cơ quan, hạn sớm nhất:" in text
    assert f"/campaigns/{opened.campaign_id}/letters/new" in text.partition("ĐẾN LÚC GỬI CÔNG VĂN")[2]


def test_many_agencies_do_not_flood_the_coordinator(app, people, writing, send, catcher):
    with writing():
        for _ in range(25):
            make_due_task(make_case(make_agency()), day=DUE)
    remind(app, send)
    mail = catcher.to(people.coordinator.email)[0]
    assert mail.text.count("\n* ") == 20
    assert "và 5 mục khác" in mail.text


def test_it_is_time_for_an_official_letter(app, late, people, send, catcher):
    remind(app, send, morning(27))
    text = catcher.to(people.coordinator.email)[0].text
    assert "== ĐẾN LÚC GỬI CÔNG VĂN ĐÔN ĐỐC ==" not in text
    remind(app, send, morning(30))
    text = catcher.to(people.coordinator.email)[-1].text
    assert "== ĐẾN LÚC GỬI CÔNG VĂN ĐÔN ĐỐC ==\r\n\r\n* Sở Công Thương" in text


def test_what_was_filed_since_planning_is_not_chased(app, late, people, writing, send, catcher):
    plan(app, FRIDAY)
    with writing():
        db.session.get(UserTask, late.id).status = TaskStatus.completed
    assert send(FRIDAY) == 0
    with units.reading():
        assert db.session.scalar(select(func.count()).where(Reminder.left_out_at.is_(None))) == 0


def test_a_task_paused_since_planning_is_not_chased(app, late, people, writing, send):
    plan(app, FRIDAY)
    with writing():
        db.session.get(UserTask, late.id).paused_at = FRIDAY
    assert send(FRIDAY) == 0


def test_a_head_who_has_left_is_told_nothing_and_the_new_one_is(app, late, people, writing, send, catcher):
    plan(app, FRIDAY)
    with writing():
        successor = make_user()
        seat = db.session.scalars(
            select(Seat).where(Seat.agency_id == people.agency.id, Seat.role == Role.agency_head)
        ).one()
        seat.holder_id = successor.id
    send(FRIDAY)
    assert catcher.to(people.head.email) == []
    remind(app, send, morning(23))
    assert len(catcher.to(successor.email)) == 1


def test_a_new_focal_point_gets_what_the_old_one_was_reminded_of(app, late, people, writing, send, catcher):
    remind(app, send)
    with writing():
        successor = make_user()
        seat = db.session.scalars(
            select(Seat).where(Seat.agency_id == people.agency.id, Seat.role == Role.focal_point)
        ).one()
        seat.holder_id, seat.deputy_id = successor.id, None
    remind(app, send, morning(23))
    assert "Nộp biên bản" in catcher.to(successor.email)[0].text
    assert len(catcher.to(people.focal_point.email)) == 1


def test_the_words_of_a_confidential_case_reach_no_mail_of_those_above(app, people, writing, send, catcher):
    with writing():
        agency = make_agency("CANARY đơn vị")
        make_seat(agency, holder=make_user())
        case = make_case(agency, title="CANARY tố giác", is_confidential=True)
        for person in (people.coordinator, people.leader):
            db.session.add(CasePerson(case_id=case.id, user_id=person.id))
        make_due_task(case, day=DUE, name="CANARY xác minh")
    remind(app, send, morning(30))
    assert [mail.to for mail in catcher.mails] == [[people.coordinator.email]]
    mail = catcher.mails[0]
    assert "CANARY" not in f"{mail.subject}{mail.text}{mail.html}{mail.headers}"
    assert "Việc trong hồ sơ hạn chế người xem" in mail.text


def test_those_who_are_not_named_on_a_confidential_case_are_told_nothing(app, late, people, writing, send, catcher):
    plan(app, FRIDAY)
    with writing():
        db.session.get(Case, late.case_id).is_confidential = True
    assert send(FRIDAY) == 0


def test_an_urgent_step_is_a_mail_of_its_own_once(app, people, writing, send, catcher):
    with writing():
        change_standard(Step(5, (Target.assignee,), Channel.mail))
        make_due_task(make_case(people.agency, title="Kiểm tra cột đo"), day=DUE, name="Nộp biên bản")
    assert remind(app, send) == 1
    assert catcher.mails[0].subject == "Gấp: Nộp biên bản, quá hạn 5 ngày làm việc"
    assert remind(app, send, morning(23)) == 0
    with units.reading():
        assert db.session.scalars(select(OutboxMessage.kind)).all() == ["urgent_reminder"]


def test_an_urgent_mail_is_proved_like_a_digest(app, people, writing, send):
    with writing():
        change_standard(Step(5, (Target.assignee,), Channel.mail))
        task = make_due_task(make_case(people.agency), day=DUE)
    remind(app, send)
    with app.app_context():
        record_ends(FRIDAY)
    with units.reading():
        assert [entry.action for entry in entries(Subject("case", task.case_id))] == ["task.reminded"]


def test_those_above_being_told_is_proved_and_is_no_reminder_of_the_agency(app, late, people, send):
    remind(app, send, morning(27))
    with app.app_context():
        record_ends(morning(27))
    with units.reading():
        acts = [(entry.action, entry.payload["to"]) for entry in entries(Subject("case", late.case_id))]
        assert sorted(acts) == [
            ("task.reminded", people.focal_point.name),
            ("task.reminded", people.head.name),
            ("task.told_above", people.coordinator.name),
        ]


def test_the_coordinator_s_opening_is_not_taken_for_the_agency_s(app, late, people, send):
    remind(app, send, morning(27))
    with units.writing():
        digest = OutboxMessage.key == f"digest:{people.coordinator.id}:2026-11-27"
        message = db.session.scalars(select(OutboxMessage).where(digest)).one()
        note_opening(message.id, people.coordinator.id, morning(27))
    with app.app_context():
        record_ends(morning(27))
    with units.reading():
        assert "message.opened" not in {entry.action for entry in entries(Subject("case", late.case_id))}


def test_a_proposed_letter_is_on_the_timeline(app, late, people, send):
    remind(app, send, morning(30))
    with app.app_context():
        record_ends(morning(30))
    with units.reading():
        told = {entry.action for entry in entries(Subject("case", late.case_id))}
    assert told == {"task.reminded", "task.letter_proposed", "task.told_above"}


@pytest.mark.parametrize("change", [{"status": TaskStatus.completed}, {"paused_at": FRIDAY}], ids=["filed", "paused"])
def test_an_urgent_mail_that_no_longer_holds_is_withheld(app, people, writing, send, change):
    with writing():
        change_standard(Step(5, (Target.assignee,), Channel.mail))
        task = make_due_task(make_case(people.agency), day=DUE)
    plan(app, FRIDAY)
    with writing():
        for name, value in change.items():
            setattr(db.session.get(UserTask, task.id), name, value)
    assert send(FRIDAY) == 0


def test_only_the_newest_urgent_mail_about_a_task_goes_out(app, people, writing, send, catcher):
    with writing():
        change_standard(Step(5, by=Channel.mail), Step(6, by=Channel.mail))
        make_due_task(make_case(people.agency), day=DUE)
    plan(app, FRIDAY)
    plan(app, morning(23))
    assert send(morning(23)) == 1
    with units.reading():
        statuses = db.session.scalars(select(OutboxMessage.status).order_by(OutboxMessage.id)).all()
    assert statuses == [MessageStatus.withheld, MessageStatus.sent]


def test_an_urgent_mail_waits_for_the_office_to_open(app, people, writing, send):
    with writing():
        change_standard(Step(5, by=Channel.mail))
        make_due_task(make_case(people.agency), day=DUE)
    plan(app, FRIDAY)
    assert send(FRIDAY + timedelta(hours=11)) == 0
    assert send(morning(23)) == 1


def test_an_agency_skipped_for_once_is_not_made_up_for_the_next_day(app, late, people, writing, send):
    with writing():
        db.session.add(
            ReminderSkip(
                agency_id=people.agency.id,
                day=FRIDAY.date(),
                reason="đã gọi",
                skipped_by_id=people.coordinator.id,
                skipped_at=NOW,
            )
        )
    assert remind(app, send) == 0
    assert remind(app, send, morning(23)) == 0


def test_an_agency_skipped_after_planning_gets_no_mail(app, late, people, writing, send):
    plan(app, FRIDAY)
    with writing():
        db.session.add(
            ReminderSkip(
                agency_id=people.agency.id,
                day=FRIDAY.date(),
                reason="đã gọi",
                skipped_by_id=people.coordinator.id,
                skipped_at=NOW,
            )
        )
    assert send(FRIDAY) == 0


def test_who_stands_in_gets_the_letter_and_reads_for_whom(app, late, people, writing, send, catcher):
    with writing():
        away = {"first_day": date(2026, 11, 16), "last_day": date(2026, 11, 20)}
        person = people.focal_point.id
        db.session.add(Absence(user_id=person, reported_by_id=person, reported_at=NOW, **away))
    remind(app, send)
    assert catcher.to(people.focal_point.email) == []
    mail = catcher.to(people.deputy.email)[0]
    assert "Nộp biên bản" in mail.text
    assert "Ông/bà nhận nhắc thay Nguyễn Minh Hà đang vắng mặt." in mail.text


def test_back_at_work_one_is_reminded_again(app, late, people, writing, send, catcher):
    with writing():
        away = {"first_day": date(2026, 11, 16), "last_day": date(2026, 11, 20)}
        person = people.focal_point.id
        db.session.add(Absence(user_id=person, reported_by_id=person, reported_at=NOW, **away))
    remind(app, send)
    remind(app, send, morning(23))
    assert "Nộp biên bản" in catcher.to(people.focal_point.email)[0].text
