"""The coordinator learns whose mail came back, with the number to call: one mail a day at most."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from app.notifications.bounces.collecting import take_in
from app.notifications.bounces.queries import STAYED_OUT, bouncing, unreachable
from app.organisation.models import Agency, User
from app.timeline.outbox import enqueue
from app.timeline.outbox_models import OutboxMessage
from tests.notifications.bounces.samples import sample
from tests.notifications.work import morning
from tests.support import units

MONDAY = morning(16)
ALARM = "Thư gửi 1 người bị trả lại"


@pytest.fixture
def bounce(app, people, send, catcher):
    """Let a mail to a person come back: `bounce(person, at)`."""
    app.config["BOUNCE_ADDRESS"] = "bounces@tiendo.example"

    def bounce(person, at, name="gmail-report") -> None:
        mail_to(person, at)
        send(at)
        returned = catcher.to(person.email)[-1].sender
        with app.app_context():
            assert take_in(sample(name, return_address=returned, recipient=person.email), at + timedelta(minutes=1))

    return bounce


def mail_to(person, at) -> None:
    with units.writing():
        enqueue(
            key=f"{person.id}-{at}", kind="news", recipient_id=person.id, address=person.email, subject="Tin",
            text="Có tin.", now=at,
        )  # fmt: skip


def alarms(catcher, people) -> list:
    return [mail for mail in catcher.to(people.coordinator.email) if "bị trả lại" in mail.subject]


def change(model, key, **values) -> None:
    with units.writing():
        row = db.session.get_one(model, key)
        for name, value in values.items():
            setattr(row, name, value)


def test_the_alarm_names_the_agency_the_day_the_reason_and_the_number_to_call(bounce, people, send, catcher):
    change(Agency, people.agency.id, phone="0000 000 000")
    bounce(people.focal_point, MONDAY)
    send(MONDAY + timedelta(minutes=5))
    assert alarms(catcher, people) == []  # more may come back within a quarter of an hour
    send(MONDAY + timedelta(minutes=20))
    [mail] = alarms(catcher, people)
    assert mail.subject == ALARM
    assert f"Sở Công Thương: {people.focal_point.name}" in mail.text
    said = " ".join(mail.text.split())
    assert f"Thư ngày 16/11 gửi {people.focal_point.email} bị trả lại: địa chỉ không tồn tại." in said
    assert "Gọi 0000 000 000 hoặc sửa đầu mối." in said


def test_there_is_one_alarm_a_day_and_what_came_later_is_in_the_next(bounce, people, send, catcher):
    bounce(people.focal_point, MONDAY)
    send(MONDAY + timedelta(minutes=20))
    bounce(people.outsider, MONDAY + timedelta(hours=1))
    for hour in range(2, 9):
        send(MONDAY + timedelta(hours=hour))
    assert len(alarms(catcher, people)) == 1
    send(morning(17))
    assert len(alarms(catcher, people)) == 2
    newest = alarms(catcher, people)[-1].text
    assert people.outsider.name in newest
    assert people.focal_point.name not in newest


def test_several_at_once_make_one_alarm(bounce, people, send, catcher):
    for person in (people.focal_point, people.outsider, people.head):
        bounce(person, MONDAY)
    send(MONDAY + timedelta(minutes=30))
    [mail] = alarms(catcher, people)
    assert mail.subject == "Thư gửi 3 người bị trả lại"


def test_at_night_nobody_is_alarmed(bounce, people, send, catcher):
    bounce(people.focal_point, morning(20, hour=20))  # on Friday
    send(morning(20, hour=23))
    send(morning(21, hour=9))
    assert alarms(catcher, people) == []
    send(morning(23))
    assert len(alarms(catcher, people)) == 1


def test_what_was_corrected_before_the_alarm_needs_none(bounce, people, send, catcher):
    bounce(people.focal_point, MONDAY)
    change(User, people.focal_point.id, email="ha.moi@congthuong.example")
    send(MONDAY + timedelta(hours=1))
    assert alarms(catcher, people) == []
    with units.reading():
        alarm = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "bounces")).one()
        assert alarm.last_error == "every address was corrected meanwhile"


def bounces(people, at) -> bool:
    with units.reading():
        return people.focal_point.id in bouncing([people.focal_point.id], at)


def test_an_address_bounces_until_it_is_corrected(bounce, people):
    bounce(people.focal_point, MONDAY)
    assert bounces(people, morning(30))
    change(User, people.focal_point.id, email="ha.moi@congthuong.example")
    assert not bounces(people, morning(30))


def test_an_address_bounces_until_a_later_mail_is_opened(bounce, people, send, catcher):
    bounce(people.focal_point, MONDAY)
    mail_to(people.focal_point, morning(17))
    send(morning(17))
    assert bounces(people, morning(17, hour=9))
    with units.reading():
        newest = max(db.session.scalars(select(OutboxMessage.id).where(OutboxMessage.kind == "news")))
    change(OutboxMessage, newest, opened_at=morning(17, hour=10))
    assert not bounces(people, morning(17, hour=11))


def test_an_address_bounces_until_a_later_mail_has_stayed_out(bounce, people, send):
    bounce(people.focal_point, MONDAY)
    mail_to(people.focal_point, morning(17))
    send(morning(17))
    assert bounces(people, morning(17) + STAYED_OUT - timedelta(seconds=1))
    assert not bounces(people, morning(17) + STAYED_OUT)


@pytest.mark.parametrize(("name", "in_vain"), [("gmail-report", True), ("exim-full-mailbox", False)])
def test_only_where_there_is_no_mailbox_it_is_in_vain_to_write(bounce, people, name, in_vain):
    bounce(people.focal_point, MONDAY, name)
    with units.reading():
        assert (people.focal_point.id in unreachable(morning(17))) is in_vain


def test_whoever_follows_up_sees_whose_mail_comes_back_and_may_vouch_for_an_address(bounce, people, visit):
    change(Agency, people.agency.id, phone="0000 111 222")
    bounce(people.focal_point, MONDAY)
    lan = visit(people.coordinator)
    page = lan.page("returned_mail.index")
    assert "0000 111 222" in page.text
    assert people.focal_point.email in page.text
    page.form("/vouch").submit()
    assert "Không có thư bị trả lại" in lan.page("returned_mail.index").text
    assert not bounces(people, morning(30))
