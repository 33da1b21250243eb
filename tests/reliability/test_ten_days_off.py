"""The workers were off for ten days: at most one digest a person, nothing stale, no timer lost."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from app.cases.models import Case, TaskStatus, UserTask
from app.cases.starting import NewCase, start_case
from app.extensions import db
from app.jobs.steps import STEPS, Tick, run_step
from app.notifications.mail_server import read_mail_url
from app.notifications.planning import DIGEST
from app.notifications.transport import Transport
from app.organisation.models import Agency
from app.organisation.roles import SYSTEM, Role
from app.timeline.models import TimelineEntry
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from tests.notifications.work import make_due_task, morning, plan
from tests.reliability.crew import WAITING
from tests.support import processes, units
from tests.support.catcher import Catcher
from tests.support.factories import make_agency, make_case, make_seat, make_user
from tests.support.processes import Package, deploy

pytestmark = pytest.mark.database

OFFICES = 25
LAST_SEEN = morning(9)  # Monday; what was planned then has not gone out
BACK = morning(19, hour=9)  # Thursday of the week after


@pytest.fixture
def tick(app):
    """Do everything that is due at a moment, as a worker would; return the mails that went out."""

    def tick(at):
        with Catcher() as catcher:
            transport = Transport(read_mail_url(catcher.url))
            while sum(run_step(app, step, Tick(lambda: at, transport)) for step in STEPS):
                pass
            transport.close()
            return catcher.mails

    return tick


@pytest.fixture
def province(app, people, writing):
    """25 offices with work due before, during and after the absence; timers that come meanwhile."""
    with writing():
        deploy(Package(processes.diagram(WAITING), {"request": processes.REQUEST}))
        for number in range(OFFICES):
            agency = make_agency(f"Ủy ban nhân dân xã Số {number}", code=f"TX{number}")
            make_seat(agency, Role.focal_point, make_user(f"Người Số {number}", f"nguoi{number}@lamgiang.example"))
            for day in (date(2026, 11, 6), date(2026, 11, 12), date(2026, 11, 18), date(2026, 11, 20)):
                make_due_task(make_case(agency), day=day, name=f"Việc hạn {day:%d/%m}")
    plan(app, LAST_SEEN)
    with writing():
        agencies = db.session.scalars(select(Agency).where(Agency.code.startswith("TX"))).all()
        for day, agency in enumerate(agencies):
            start_case(NewCase("waiting", agency, "Hồ sơ chờ"), actor=SYSTEM, now=LAST_SEEN + timedelta(hours=9 * day))
        filed = select(UserTask.id).join(Case).where(UserTask.name == "Việc hạn 18/11", Case.agency_id % 2 == 0)
        done = update(UserTask).where(UserTask.id.in_(filed))
        db.session.execute(done.values(status=TaskStatus.completed, closed_at=BACK - timedelta(days=1)))


def test_whoever_comes_back_gets_one_letter_that_is_true_today(database, province, tick):
    digests = [mail for mail in tick(BACK) if mail.to[0].startswith("nguoi") and "Tiến Độ" in mail.subject]
    assert set(Counter(mail.to[0] for mail in digests).values()) == {1}
    assert len(digests) == OFFICES
    with units.reading():
        still = (
            select(UserTask.name, UserTask.status, Case.agency_id).join(Case).where(UserTask.role == Role.focal_point)
        )
        open_at = {(agency, name) for name, status, agency in db.session.execute(still) if status is TaskStatus.open}
        agency_of = {
            f"nguoi{code[2:]}@lamgiang.example": key
            for key, code in db.session.execute(select(Agency.id, Agency.code).where(Agency.code.startswith("TX")))
        }
    for mail in digests:
        for day in ("06/11", "12/11", "18/11", "20/11"):
            name = f"Việc hạn {day}"
            assert (name in mail.text) is ((agency_of[mail.to[0]], name) in open_at), (mail.to, name)


def test_what_was_planned_before_the_absence_is_not_sent_after_it(database, province, tick):
    tick(BACK)
    with units.reading():
        old = select(OutboxMessage.status).where(
            OutboxMessage.kind == DIGEST, OutboxMessage.first_queued_at < LAST_SEEN + timedelta(hours=1)
        )
        assert set(db.session.scalars(old)) == {MessageStatus.withheld}


def test_every_timer_that_came_meanwhile_fires_once(database, province, tick):
    tick(BACK)
    tick(BACK + timedelta(minutes=5))
    with units.reading():
        fired = Counter(
            db.session.scalars(select(TimelineEntry.subject_id).where(TimelineEntry.action == "timer.fired"))
        )
        assert (len(fired), set(fired.values())) == (OFFICES, {1})
        assert db.session.scalars(select(Case.id).where(Case.next_due.is_not(None))).all() == []


def test_the_rest_of_the_day_brings_no_second_digest(database, province, tick):
    tick(BACK)
    later = [mail for hour in (1, 4, 7) for mail in tick(BACK + timedelta(hours=hour))]
    assert [mail.subject for mail in later] == []
