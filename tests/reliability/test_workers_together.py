"""Several workers on one database: nothing is done twice, nothing is missed; killed ones double at most one mail each.

Seconds in the suite; `make soak` takes the full minute and kills twenty.
"""

import logging
import os
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.cases import jobs, timers
from app.cases.models import UserTask
from app.extensions import db
from app.notifications.events import OPENED
from app.notifications.mail_server import read_mail_url
from app.notifications.models import Reminder
from app.notifications.planning import DIGEST
from app.notifications.sender import send_due
from app.notifications.transport import Transport
from app.timeline.models import TimelineEntry
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from tests.reliability import tally
from tests.reliability.crew import AT_ONCE, OFFICES, Crew, await_idle, left_over, settle_offices
from tests.support import units
from tests.support.catcher import Catcher
from tests.support.clock import NOW

pytestmark = [pytest.mark.database, pytest.mark.slow]

SECONDS = float(os.environ.get("RELIABILITY_SECONDS", "3"))
KILLS = int(os.environ.get("RELIABILITY_KILLS", "2"))
SIZES = tuple(int(size) for size in os.environ.get("RELIABILITY_WORKERS", "2").split(","))
PATIENCE = 60 + 3 * SECONDS  # for what is left to be done; on a busy machine it takes its time
_log = logging.getLogger(__name__)


@pytest.fixture
def catcher():
    with Catcher() as catcher:
        yield catcher


@pytest.fixture(autouse=True)
def _tally():
    tally.register()
    yield
    tally.unregister()


@pytest.fixture
def crew(app, people, settings, catcher, writing):
    """Hire workers; whichever still run are killed at the end."""
    with writing():
        settle_offices()
    hired: list[Crew] = []

    def hire(size: int) -> Crew:
        hired.append(Crew(settings, catcher.url, size))
        return hired[-1]

    yield hire
    for crew in hired:
        for worker in crew.workers:
            if worker.process.poll() is None:
                worker.kill()


@pytest.mark.parametrize("size", SIZES)
def test_workers_side_by_side_do_each_thing_once(database, crew, catcher, size):
    crew = crew(size)
    crew.feed_for(SECONDS)
    left = await_idle(PATIENCE, lambda left: not any(left.values()))
    assert left == {"mails": 0, "jobs": 0, "timers": 0}
    assert crew.stop() == [0] * size
    assert_each_done_once(crew)
    arrived = Counter(mail.message_id for mail in catcher.mails)
    assert set(arrived.values()) == {1}
    assert_all_arrived(arrived, crew)
    _log.warning("%s, %s workers, %.0f s: %s", database.kind, size, SECONDS, summary(crew, arrived))


@pytest.mark.parametrize("size", SIZES)
def test_killed_workers_double_at_most_one_mail_each(database, app, crew, catcher, size):
    crew = crew(size)
    crew.feed_for(SECONDS, kills=KILLS)
    await_idle(PATIENCE, lambda left: left["jobs"] + left["timers"] + left["mails"] <= KILLS)
    assert crew.stop() == [0] * size
    finish_what_the_killed_had_begun(app, catcher)
    assert left_over() == {"mails": 0, "jobs": 0, "timers": 0}
    assert_each_done_once(crew)
    arrived = Counter(mail.message_id for mail in catcher.mails)
    assert_all_arrived(arrived, crew)
    assert sum(arrived.values()) - len(arrived) <= crew.kills
    _log.warning(
        "%s, %s workers, %.0f s, %s killed: %s", database.kind, size, SECONDS, crew.kills, summary(crew, arrived)
    )


def finish_what_the_killed_had_begun(app, catcher) -> None:
    """Do what is due an hour later, when every lease has ended."""
    later = NOW + timedelta(hours=1)
    transport = Transport(read_mail_url(catcher.url))
    with app.app_context():
        timers.fire_due(later)
        jobs.run_due(lambda: later)
        send_due(transport, lambda: later)
    transport.close()


def assert_each_done_once(crew) -> None:
    """Every job and timer took effect once; every task was reminded of once, every person written to once."""
    with units.reading():
        done = of_each(tally.DONE)
        assert (len(done), set(done.values())) == (crew.fed * AT_ONCE, {1})
        fired = of_each("timer.fired")
        assert (len(fired), set(fired.values())) == (crew.fed, {1})
        opened = select(UserTask.case_id, func.count()).where(UserTask.element == "write").group_by(UserTask.case_id)
        assert {count for _, count in db.session.execute(opened)} == {1}
        reminders = db.session.scalars(select(Reminder.task_id)).all()
        assert len(reminders) == len(set(reminders)) == 3 * OFFICES


def of_each(action: str) -> Counter[int]:
    """Count the entries of an action by their subject."""
    return Counter(db.session.scalars(select(TimelineEntry.subject_id).where(TimelineEntry.action == action)))


def assert_all_arrived(arrived: Counter[str], crew) -> None:
    """What was queued is what arrived: fed mails, a digest an office, and a mail for each task that a timer opened."""
    with units.reading():
        sent = select(OutboxMessage.message_id).where(OutboxMessage.status == MessageStatus.sent)
        assert set(db.session.scalars(sent)) == set(arrived)
        kinds = Counter(db.session.scalars(select(OutboxMessage.kind)))
    assert kinds == {"test": crew.fed * AT_ONCE, DIGEST: OFFICES, OPENED: crew.fed}


def summary(crew, arrived: Counter[str]) -> str:
    """Say how much was done, for whoever watches."""
    return (
        f"{len(arrived)} mails ({sum(arrived.values()) - len(arrived)} twice), {crew.fed * AT_ONCE} jobs, "
        f"{crew.fed} timers, {3 * OFFICES} reminders in {OFFICES} digests: none missed"
    )
