"""Mails that come back are noted once, told to timelines, and put away; others are left to people."""

import threading
from imaplib import IMAP4

import pytest
from imap_tools import MailboxLoginError
from sqlalchemy import func, select

from app.cases.models import Incident
from app.extensions import db
from app.notifications.bounces import collecting
from app.notifications.bounces.mailbox import BadMailboxUrl, account_of, read_mailbox_url
from app.notifications.bounces.queries import bouncing
from app.notifications.bounces.verp import message_returned_to, return_address
from app.notifications.delivery import record_ends
from app.notifications.proof.models import EventKind, MessageEvent
from app.timeline.log import Subject
from app.timeline.outbox import enqueue
from app.timeline.outbox_models import OutboxMessage
from app.timeline.queries import entries
from app.timeline.wording import lines_of
from tests.notifications.bounces.samples import sample
from tests.support import units
from tests.support.factories import make_case
from tests.support.imap import PASSWORD


@pytest.fixture
def sent(people, mailbox, writing, send, catcher, now) -> "Sent":
    """A mail about a case that the server has taken, to the focal point of Sở Công Thương."""
    with writing():
        case = make_case(people.agency, title="Báo cáo năm 2026")
        person = people.focal_point
        enqueue(
            key="news", kind="news", recipient_id=person.id, address=person.email, subject="Tin", text="Có tin.",
            now=now, case_id=case.id, agency_id=people.agency.id,
        )  # fmt: skip
    assert send(now) == 1
    return Sent(case.id, person.id, catcher.mails[-1].sender, person.email)


class Sent:
    def __init__(self, case_id, person_id, return_address, recipient):
        self.case_id, self.person_id = case_id, person_id
        self._values = {"return_address": return_address, "recipient": recipient}

    def sample(self, name: str) -> bytes:
        return sample(name, **self._values)


def events() -> list[tuple[EventKind, str]]:
    with units.reading():
        rows = db.session.execute(select(MessageEvent.kind, MessageEvent.status).order_by(MessageEvent.id))
        return [(kind, status) for kind, status in rows]


def told(app, subject: Subject, at) -> list[str]:
    with app.app_context():
        record_ends(at)
    with units.reading():
        found = [entry for entry in entries(subject) if entry.action.startswith("message.")]
        return [str(line.text) for line in lines_of(found)]


def test_every_mail_has_a_return_address_of_its_own(mailbox, writing, send, catcher, now):
    with writing():
        for key in ("a", "b"):
            enqueue(key=key, kind="news", recipient_id=None, address=f"{key}@x.example", subject="S", text="T", now=now)
    send(now)
    senders = [mail.sender for mail in catcher.mails]
    assert len(set(senders)) == 2
    assert all(sender.startswith("bounces+") and sender.endswith("@tiendo.example") for sender in senders)
    assert {dict(mail.headers)["From"] for mail in catcher.mails} == {"Tiến Độ <nhac-viec@tiendo.example>"}


@pytest.mark.database
def test_a_mail_that_came_back_is_told_and_its_address_is_known_for_it(
    database, app, sent, mailbox, collect, people, later
):
    mailbox.receive(sent.sample("postfix-unknown-user"))
    assert collect(later(minutes=1)) == 1
    assert events() == [(EventKind.bounced, "5.1.1")]
    assert told(app, Subject("case", sent.case_id), later(minutes=2)) == [
        "Thư 20/11 09:00 gửi Nguyễn Minh Hà bị trả lại lúc 20/11 09:01: địa chỉ không tồn tại.",
        "Đã gửi thư tới Nguyễn Minh Hà; máy chủ thư đã nhận. Xếp gửi 20/11 09:00, nhận 20/11 09:00.",
    ]
    assert len(told(app, Subject("agency", people.agency.id), later(minutes=2))) == 1
    with units.reading():
        found = bouncing([sent.person_id, people.coordinator.id], later(minutes=2))
        assert set(found) == {sent.person_id}
        assert found[sent.person_id].is_gone
        assert "User unknown" in found[sent.person_id].reason


def test_what_was_read_is_put_away_and_counts_once(sent, mailbox, collect, later):
    bounce = sent.sample("gmail-report")
    mailbox.receive(bounce)
    assert collect(later(minutes=1)) == 1
    mailbox.receive(bounce)  # as if the first had never been put away
    assert collect(later(minutes=2)) == 1
    assert collect(later(minutes=3)) == 0
    assert events() == [(EventKind.bounced, "5.1.1")]
    assert (len(mailbox.lie_in()), len(mailbox.lie_in("Read"))) == (0, 2)


def test_a_worker_that_dies_before_putting_away_leaves_it_to_the_next(sent, mailbox, collect, later, monkeypatch):
    mailbox.receive(sent.sample("exim-plain"))
    with monkeypatch.context() as patch:
        patch.setattr("app.notifications.bounces.mailbox.Mailbox.put_away", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            collect(later(minutes=1))
    assert len(mailbox.lie_in()) == 1
    assert collect(later(minutes=2)) == 1
    assert events() == [(EventKind.bounced, "")]
    assert mailbox.lie_in() == []


@pytest.mark.database
def test_two_workers_at_one_mailbox_note_each_mail_once(database, app, sent, mailbox, now, later):
    mailbox.receive(*(sent.sample("exim-full-mailbox") + b"%d\r\n" % number for number in range(12)))
    failed = []

    def work():
        with app.app_context():
            try:
                collecting.collect_returned(lambda: later(minutes=1))
            except Exception as error:
                failed.append(error)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failed == []
    assert len(events()) == 12
    assert mailbox.lie_in() == []


def test_an_absence_notice_and_a_delay_alarm_nobody(app, sent, mailbox, collect, later, people):
    mailbox.receive(sent.sample("absent-exchange"), sent.sample("postfix-delayed"))
    assert collect(later(minutes=1)) == 2
    assert events() == [(EventKind.answered, ""), (EventKind.delayed, "4.4.1")]
    with units.reading():
        assert bouncing([sent.person_id], later(minutes=1)) == {}
        assert db.session.scalar(select(func.count()).where(OutboxMessage.kind == "bounces")) == 0
    assert len(told(app, Subject("case", sent.case_id), later(minutes=2))) == 3


def test_hostile_and_unclear_mail_is_put_aside_unnoted(sent, mailbox, collect, later):
    forged = sample("gmail-report", return_address="bounces+1-aaaaaaaaaaaaaaaa@tiendo.example")
    huge = sent.sample("person-answers") + b"A" * 5_000_000
    mailbox.receive(
        sent.sample("person-answers"),
        forged,
        huge,
        sample("gmail-report", return_address="nhac-viec@tiendo.example"),
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" * 3000,
        b"To: bounces+999999999999999999999-aaaaaaaaaaaaaaaa@tiendo.example\r\n\r\n",
    )
    assert collect(later(minutes=1)) == 0
    assert events() == []
    assert (len(mailbox.lie_in()), len(mailbox.lie_in("Unclear"))) == (0, 6)


def test_a_return_address_cannot_be_made_up(app):
    app.config["BOUNCE_ADDRESS"] = "bounces@tiendo.example"
    with app.app_context():
        address = return_address(7)
        assert message_returned_to(f"To: {address.upper()}".encode()) == 7
        assert message_returned_to(address.replace("+7-", "+8-").encode()) is None
        app.config["SECRET_KEY"] = "another"
        assert message_returned_to(address.encode()) is None


def test_a_mail_without_an_account_behind_it_opens_an_incident(
    app, mailbox, writing, send, catcher, collect, now, later
):
    with writing():
        case = make_case()
        enqueue(
            key="k", kind="news", recipient_id=None, address="vp@xa.example", subject="S", text="T", now=now,
            case_id=case.id,
        )  # fmt: skip
    send(now)
    mailbox.receive(sample("qmail-plain", return_address=catcher.mails[0].sender, recipient="vp@xa.example"))
    collect(later(minutes=1))
    assert len(told(app, Subject("case", case.id), later(minutes=2))) == 2
    with units.reading():
        assert "vp@xa.example: 5.1.1" in db.session.scalars(select(Incident)).one().cause


def test_without_a_mailbox_nothing_is_read(app, collect, now):
    assert collect(now) == 0


@pytest.mark.parametrize(
    "url",
    [
        "mail.example", "imaps://mail.example/INBOX", "imap://a:p@mail.example?tls=none", "imap://a:p@m.example?tls=x",
        "smtp://a:p@mail.example",
    ],
)  # fmt: skip
def test_a_mailbox_url_that_cannot_be_used_says_what_to_write(url):
    with pytest.raises(BadMailboxUrl, match="BOUNCE_MAILBOX"):
        read_mailbox_url(url)


def test_a_mailbox_needs_the_addresses_that_are_delivered_to_it():
    with pytest.raises(BadMailboxUrl, match="BOUNCE_ADDRESS"):
        account_of({"BOUNCE_MAILBOX": "imaps://a:p@mail.example", "BOUNCE_ADDRESS": ""})


def test_a_server_without_tls_gets_no_password_that_asked_for_it(app, mailbox, collect, now):
    app.config["BOUNCE_MAILBOX"] = mailbox.url.replace("tls=none", "tls=starttls")
    with pytest.raises(IMAP4.error, match="TLS"):
        collect(now)


def test_a_wrong_password_is_said_and_leaves_no_connection(app, mailbox, collect, now):
    app.config["BOUNCE_MAILBOX"] = mailbox.url.replace(PASSWORD, "sai")
    with pytest.raises(MailboxLoginError):
        collect(now)


def test_a_mailbox_url_says_where_and_how_and_never_shows_its_password():
    account = read_mailbox_url("imaps://bounces%40x:p%40ss@mail.example/Th%C6%B0%20tr%E1%BA%A3")
    assert (account.port, account.security, account.user, account.folder) == (993, "implicit", "bounces@x", "Thư trả")
    assert account.password == "p@ss"
    assert "p@ss" not in repr(account)
    assert read_mailbox_url("imap://a:p@mail.example").security == "starttls"
