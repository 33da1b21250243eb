"""MAIL_PER_MINUTE holds for all senders together, and what somebody waits for goes first."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.notifications.mail_server import read_mail_url
from app.notifications.sender import send_due
from app.notifications.transport import Transport
from app.timeline.outbox import Message, enqueue_all
from app.timeline.outbox_models import MailMinute, MessageStatus, OutboxMessage
from tests.support import units


def queue(now, count: int, kind: str = "digest", start: int = 0) -> None:
    with units.writing():
        enqueue_all(
            [
                Message(f"{kind}{n}", kind, None, f"{kind}{n}@lamgiang.example", subject="S", text="T", html="<p>T</p>")
                for n in range(start, start + count)
            ],
            now,
        )


@pytest.fixture
def minute(now):
    """The first second of a minute."""
    return now.replace(second=0, microsecond=0)


@pytest.mark.database
def test_no_more_mails_go_out_in_a_minute_than_allowed(database, app, minute, send, catcher):
    app.config["MAIL_PER_MINUTE"] = 7
    queue(minute, 20)
    sent = [send(minute + timedelta(seconds=seconds)) for seconds in (0, 2, 30, 59, 60, 62, 120, 180)]
    assert sent == [7, 0, 0, 0, 7, 0, 6, 0]
    assert len({mail.to[0] for mail in catcher.mails}) == 20


@pytest.mark.database
def test_senders_share_the_minute(database, app, minute, catcher):
    app.config["MAIL_PER_MINUTE"] = 25
    queue(minute, 60)

    def work():
        transport = Transport(read_mail_url(catcher.url))
        with app.app_context():
            for _ in range(5):
                send_due(transport, lambda: minute)
        transport.close()

    senders = [threading.Thread(target=work) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len(catcher.mails) == 25
    with units.reading():
        assert db.session.scalars(select(MailMinute.taken)).all() == [25]
        waiting = select(func.count()).where(OutboxMessage.status == MessageStatus.queued)
        untouched = waiting.where(OutboxMessage.attempts == 0, OutboxMessage.leased_until.is_(None))
        assert db.session.scalar(waiting) == db.session.scalar(untouched) == 35


def test_a_sender_that_starts_anew_goes_on_counting_where_the_last_one_stopped(app, minute, catcher):
    app.config["MAIL_PER_MINUTE"] = 5
    queue(minute, 9)
    for _ in range(3):
        transport = Transport(read_mail_url(catcher.url))
        with app.app_context():
            send_due(transport, lambda: minute)
        transport.close()
    assert len(catcher.mails) == 5


def test_what_somebody_waits_for_overtakes_the_digests(app, minute, send, catcher):
    app.config["MAIL_PER_MINUTE"] = 3
    queue(minute, 5)
    queue(minute + timedelta(seconds=10), 2, "opened")
    queue(minute + timedelta(seconds=20), 1, "account")
    send(minute + timedelta(seconds=30))
    assert [mail.to[0].partition("@")[0] for mail in catcher.mails] == ["account0", "opened0", "opened1"]


def test_what_is_not_sent_after_all_takes_no_turn(app, minute, send, catcher, people):
    app.config["MAIL_PER_MINUTE"] = 2
    with units.writing():
        enqueue_all(
            [Message(f"gone{n}", "opened", people.head.id, people.head.email, template="opened") for n in range(5)],
            minute,
        )
    queue(minute, 3)
    assert send(minute) == 2
    assert len(catcher.mails) == 2


def test_a_wave_goes_on_in_the_next_minute(app, minute, send, catcher):
    app.config["MAIL_PER_MINUTE"] = 40
    queue(minute, 200)
    assert [send(minute + timedelta(minutes=n)) for n in range(6)] == [40] * 5 + [0]


def test_without_a_limit_nothing_is_counted(minute, send):
    queue(minute, 3)
    assert send(minute) == 3
    with units.reading():
        assert db.session.scalars(select(MailMinute)).all() == []
