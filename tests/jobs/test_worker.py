"""The worker as a real process: killed, stopped, several at once."""

import random
from collections import Counter
from datetime import datetime

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.notifications.mail_server import read_mail_url
from app.notifications.sender import send_due
from app.notifications.transport import Transport
from app.timeline.outbox import Message, enqueue_all
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from tests.jobs.workers import Worker, await_that
from tests.support import units
from tests.support.catcher import Catcher

KILLS = 5
MAILS = 120


@pytest.fixture
def catcher():
    with Catcher() as catcher:
        yield catcher


@pytest.fixture
def start(settings, catcher):
    """Start workers; whichever still run are killed at the end."""
    workers: list[Worker] = []

    def start() -> Worker:
        workers.append(Worker(settings, catcher.url))
        return workers[-1]

    yield start
    for worker in workers:
        if worker.process.poll() is None:
            worker.kill()


def queue_mails(now, count=MAILS) -> None:
    with units.writing():
        enqueue_all(
            [Message(f"m{n}", "test", None, f"m{n}@lamgiang.example", "Thư", "Chào") for n in range(count)], now
        )


def unsent() -> list[str]:
    with units.reading():
        return list(db.session.scalars(select(OutboxMessage.key).where(OutboxMessage.status != MessageStatus.sent)))


def when_all_are_due() -> datetime:
    """Return when every lease has ended: workers lease by the clock of the machine, which is none of the test's."""
    with units.reading():
        held_until = db.session.scalar(select(func.max(OutboxMessage.leased_until)))
        due_at = db.session.scalar(select(func.max(OutboxMessage.next_attempt_at)))
        return max(moment for moment in (held_until, due_at) if moment is not None)


def copies(catcher) -> Counter[str]:
    return Counter(mail.to[0] for mail in catcher.mails)


@pytest.mark.slow
def test_a_sender_killed_again_and_again_loses_nothing_and_doubles_at_most_one_mail_a_kill(app, now, start, catcher):
    queue_mails(now)
    for _ in range(KILLS):
        worker, before = start(), catcher.asked
        await_that(lambda before=before: catcher.asked >= before + random.randint(3, 15), "mails being sent")
        worker.kill()
    transport, due = Transport(read_mail_url(catcher.url)), when_all_are_due()
    with app.app_context():
        send_due(transport, lambda: due)
    transport.close()
    assert unsent() == []
    arrived = copies(catcher)
    assert len(arrived) == MAILS
    assert sum(arrived.values()) - MAILS <= KILLS
    assert max(arrived.values()) <= 2
    assert len({mail.message_id for mail in catcher.mails}) == MAILS


@pytest.mark.slow
def test_a_worker_that_is_stopped_finishes_what_it_has_begun(app, now, start, catcher):
    queue_mails(now)
    worker = start()
    await_that(lambda: catcher.asked >= 10, "mails being sent")
    assert worker.stop() == 0
    arrived = copies(catcher)
    assert max(arrived.values()) == 1
    assert len(unsent()) == MAILS - len(arrived)
    with units.reading():
        leased = select(OutboxMessage.key).where(OutboxMessage.leased_until.is_not(None))
        assert db.session.scalars(leased).all() == []


@pytest.mark.slow
@pytest.mark.database
def test_two_workers_send_each_mail_once(database, app, now, start, catcher):
    queue_mails(now)
    workers = [start(), start()]
    await_that(lambda: len(catcher.mails) >= MAILS, "all mails")
    assert [worker.stop() for worker in workers] == [0, 0]
    assert copies(catcher) == Counter(f"m{n}@lamgiang.example" for n in range(MAILS))
    assert unsent() == []
