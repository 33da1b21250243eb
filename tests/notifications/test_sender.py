"""The sender: what is due goes out once, what is not taken comes again, what is refused is shown."""

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from app.cases.models import Incident
from app.extensions import db
from app.notifications.delivery import record_ends
from app.notifications.mail_server import read_mail_url
from app.notifications.sender import LEASE, send_due
from app.notifications.transport import Transport
from app.timeline.log import Subject
from app.timeline.outbox import enqueue
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from app.timeline.queries import entries
from tests.support import units
from tests.support.catcher import broken_server, hang
from tests.support.factories import make_case, make_user


def queue(now: datetime, key: str = "k", **changes) -> None:
    values = {
        "recipient_id": None,
        "address": f"{key}@lamgiang.example",
        "subject": f"Thư {key}",
        "text": "Chào bà Hà.",
    }
    assert enqueue(**{"key": key, "kind": "test", "now": now, **values, **changes})


def message(key: str = "k") -> OutboxMessage:
    with units.reading():
        found = db.session.scalars(select(OutboxMessage).where(OutboxMessage.key == key)).one()
        db.session.expunge(found)
        return found


def test_a_mail_arrives_as_it_was_queued(writing, now, send, catcher):
    with writing():
        queue(
            now,
            subject="Việc mới: Lập báo cáo",
            text="Kính gửi bà Hà,\n\nBà có một việc.",
            html="<p>Bà có một việc.</p>",
        )
    assert send(now) == 1
    mail = catcher.mails[0]
    assert mail.subject == "Việc mới: Lập báo cáo"
    assert mail.text.replace("\r\n", "\n").strip() == "Kính gửi bà Hà,\n\nBà có một việc."
    assert mail.html.strip() == "<p>Bà có một việc.</p>"
    headers = dict(mail.headers)
    assert headers["From"] == "Tiến Độ <nhac-viec@tiendo.example>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert mail.message_id == message().message_id
    assert message().status is MessageStatus.sent
    assert message().sent_at == now


def test_nothing_is_sent_before_its_time_nor_twice(writing, now, send, catcher, later):
    with writing():
        queue(now, send_after=later(hours=1))
    assert send(now) == 0
    assert send(later(hours=1)) == 1
    assert send(later(hours=2)) == 0
    assert len(catcher.mails) == 1


def test_a_mail_not_taken_backs_off(writing, now, send, catcher):
    with writing():
        queue(now)
    catcher.at_recipient = lambda _: "451 later"
    waits, at = [], now
    for _ in range(6):
        send(at)
        waits.append(int((message().next_attempt_at - at).total_seconds() // 60))
        assert send(message().next_attempt_at - timedelta(seconds=1)) == 0
        at = message().next_attempt_at
    assert waits == [1, 5, 15, 30, 30, 30]
    assert "451" in message().last_error
    catcher.at_recipient = lambda _: None
    assert send(at) == 1


def test_after_72_hours_a_mail_is_given_up_and_shown(app, writing, now, send, catcher, later):
    with writing():
        case = make_case()
        queue(now, case_id=case.id)
    catcher.at_recipient = lambda _: "451 later"
    send(now)
    send(later(hours=71))
    assert message().status is MessageStatus.queued
    send(later(hours=72))
    assert message().status is MessageStatus.failed
    with app.app_context():
        assert_shown(case, later(hours=72), "451")


def assert_shown(case, at, cause):
    """The failure is on the case's timeline, and an incident tells the administrators."""
    assert record_ends(at)
    with units.reading():
        incident = db.session.scalars(select(Incident)).one()
        assert incident.case_id == case.id
        assert cause in incident.cause
        assert [entry.action for entry in entries(Subject("case", case.id))] == ["message.failed"]


def test_the_72_hours_start_with_the_first_try(writing, now, send, catcher, later):
    with writing():
        queue(now)
    catcher.down()
    assert send(later(days=10)) == 0  # the worker was off for ten days, and then the server is away too
    assert message().status is MessageStatus.queued
    catcher.up()
    assert send(later(days=11)) == 1


def test_a_refused_recipient_fails_at_once_and_the_others_get_theirs(app, writing, now, send, catcher):
    with writing():
        case = make_case()
        for key in ("ha", "nobody", "binh"):
            queue(now, key, case_id=case.id if key == "nobody" else None)
    catcher.at_recipient = lambda address: "550 no such user" if address.startswith("nobody") else None
    assert send(now) == 2
    assert message("nobody").status is MessageStatus.failed
    with app.app_context():
        assert_shown(case, now, "550")


@pytest.mark.database
def test_a_server_that_refuses_for_an_hour_loses_nothing(database, writing, now, send, catcher):
    with writing():
        for number in range(40):
            queue(now, f"m{number}")
    catcher.down()
    for minute in range(60):
        assert send(now + timedelta(minutes=minute)) == 0
    catcher.up()
    end = now + timedelta(minutes=60)
    arrived = 0
    for minute in range(10):
        arrived += send(end + timedelta(minutes=minute))
    assert arrived == 40
    assert sorted(mail.to[0] for mail in catcher.mails) == sorted(f"m{n}@lamgiang.example" for n in range(40))


def test_a_line_cut_after_the_mail_doubles_it_at_most_once_with_the_same_id(writing, now, send, catcher, later):
    with writing():
        queue(now)
    catcher.drop_after_data = True
    send(now)
    catcher.drop_after_data = False
    send(later(minutes=1))
    send(later(minutes=2))
    assert len(catcher.mails) == 2
    assert len({mail.message_id for mail in catcher.mails}) == 1


def test_a_hanging_server_is_left_alone_until_the_next_tick(app, writing, now):
    with writing():
        for number in range(5):
            queue(now, f"m{number}")
    with broken_server(hang) as port, app.app_context():
        transport = Transport(read_mail_url(f"smtp://127.0.0.1:{port}"), time_limit=0.3)
        assert send_due(transport, lambda: now) == 0
    assert sum(message(f"m{number}").attempts for number in range(5)) == 1


@pytest.mark.database
def test_two_senders_at_once_send_each_mail_once(database, app, writing, now, catcher):
    with writing():
        for number in range(60):
            queue(now, f"m{number}")
    counts = []

    def work():
        transport = Transport(read_mail_url(catcher.url))
        with app.app_context():
            counts.append(send_due(transport, lambda: now))
        transport.close()

    senders = [threading.Thread(target=work) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sum(counts) == 60
    assert len({mail.to[0] for mail in catcher.mails}) == len(catcher.mails) == 60


def test_a_claim_is_taken_over_only_when_its_lease_has_ended(writing, now, send, catcher):
    with writing():
        queue(now)
        claimed = db.session.scalar(select(OutboxMessage))
        claimed.leased_by, claimed.leased_until = "a sender that died", now + LEASE
    assert send(now) == 0
    assert send(now + LEASE) == 1


def test_a_message_that_cannot_be_written_stops_no_other(writing, now, send, catcher):
    with writing():
        user = make_user("Nguyễn Văn Hỏng", "hong@lamgiang.example")
        queue(now, "after")
        db.session.add(broken_message(user, now))
    assert send(now) == 1
    assert [mail.to for mail in catcher.mails] == [["after@lamgiang.example"]]
    assert "KeyError" in message("broken").last_error
    assert message("broken").next_attempt_at > now


def broken_message(user, now) -> OutboxMessage:
    return OutboxMessage(
        key="broken", kind="test", recipient_id=user.id, address=user.email, template="no such template",
        message_id="<broken@tiendo.example>", status=MessageStatus.queued, first_queued_at=now, send_after=now,
        next_attempt_at=now,
    )  # fmt: skip


def test_words_queued_for_a_case_that_is_confidential_by_now_stay_here(writing, now, send, catcher):
    with writing():
        case = make_case()
        queue(now, case_id=case.id)
    with writing():
        db.session.merge(case).is_confidential = True
    assert send(now) == 0
    assert message().status is MessageStatus.withheld
    assert catcher.mails == []


def test_a_closed_account_gets_no_mail(writing, now, send, catcher):
    with writing():
        user = make_user(disabled_at=now)
        queue(now, recipient_id=user.id, address=user.email)
    assert send(now) == 0
    assert message().status is MessageStatus.withheld


@pytest.mark.parametrize("end_of_line", ["\r\n", "\n", "\x00", "\u2028"])
def test_a_name_cannot_add_a_header(writing, now, send, catcher, end_of_line):
    with writing():
        user = make_user(f"Hà{end_of_line}Bcc: ke-xau@example.com", "ha@lamgiang.example")
        queue(now, recipient_id=user.id, address=user.email, subject=f"S{end_of_line}X-Evil: 1")
    assert send(now) == 1
    mail = catcher.mails[0]
    assert mail.to == ["ha@lamgiang.example"]
    assert {"bcc", "x-evil"}.isdisjoint(name.lower() for name, _ in mail.headers)
