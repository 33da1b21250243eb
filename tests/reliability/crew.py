"""Workers side by side on one database, while work arrives all the time; some are killed."""

import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select
from time_machine import escape_hatch

from app.cases import jobs
from app.cases.models import Case, CaseStatus, Job, JobStatus
from app.cases.starting import NewCase, start_case
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import SYSTEM, Role
from app.processes.packages import Package
from app.processes.service import deploy
from app.timeline.outbox import Message, enqueue_all
from app.timeline.outbox_models import MessageStatus, OutboxMessage
from tests.jobs.workers import Worker
from tests.notifications.work import make_due_task
from tests.reliability.tally import TALLY
from tests.support import processes, units
from tests.support.clock import NOW
from tests.support.factories import make_agency, make_case, make_seat, make_user

OFFICES = 40  # each with a person who is reminded of several tasks
PAUSE = 0.1  # seconds between two helpings of work
AT_ONCE = 3  # mails, and jobs, in one helping

WAITING = """
  <bpmn:process id="waiting" name="Chờ rồi làm" isExecutable="true">
    <bpmn:startEvent id="begin"/>
    <bpmn:intermediateCatchEvent id="wait" name="Chờ">
      <bpmn:timerEventDefinition><bpmn:timeDuration>PT2S</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:userTask id="write" name="Viết đề nghị">
      <bpmn:extensionElements>
        <td:assignment role="focal_point" agency="case.agency"/><td:form key="request"/>
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:endEvent id="done"/>
    <bpmn:sequenceFlow id="to_wait" sourceRef="begin" targetRef="wait"/>
    <bpmn:sequenceFlow id="to_write" sourceRef="wait" targetRef="write"/>
    <bpmn:sequenceFlow id="to_done" sourceRef="write" targetRef="done"/>
  </bpmn:process>
"""


def settle_offices() -> None:
    """Open 40 offices whose people have several tasks due on Monday, and deploy a process that waits."""
    deploy(Package(processes.diagram(WAITING), {"request": processes.REQUEST}), actor=SYSTEM, now=NOW)
    for number in range(OFFICES):
        agency = make_agency(f"Ủy ban nhân dân xã Số {number}", code=f"X{number}")
        make_seat(agency, Role.focal_point, make_user(f"Người Số {number}", f"nguoi{number}@lamgiang.example"))
        for name in ("Lập báo cáo", "Gửi danh sách", "Đăng ký tập huấn"):
            make_due_task(make_case(agency), day=date(2026, 11, 27), name=name, agency=agency, role=Role.focal_point)


class Crew:
    """Some workers, the work they are given, and what is known of it."""

    def __init__(self, settings: dict[str, object], mail_url: str, size: int) -> None:
        self._settings, self._mail_url = settings, mail_url
        self._started = time.monotonic()
        # The test's own clock is stopped; theirs runs, from the same moment.
        self._ahead = (NOW - escape_hatch.datetime.datetime.now(UTC)).total_seconds()
        self.fed = 0
        self.kills = 0
        self.workers = [self._start() for _ in range(size)]

    @property
    def now(self) -> datetime:
        """The time on the workers' clocks."""
        return NOW + timedelta(seconds=time.monotonic() - self._started)

    def feed_for(self, seconds: float, *, kills: int = 0) -> None:
        """Give them work for so long, and kill one of them now and then, which another replaces."""
        end = time.monotonic() + seconds
        deaths = sorted(time.monotonic() + seconds * (n + 0.8) / (kills + 0.8) for n in range(kills))
        while time.monotonic() < end:
            self._feed()
            if deaths and time.monotonic() >= deaths[0]:
                deaths.pop(0)
                self.kill_one()
            time.sleep(PAUSE)

    def kill_one(self) -> None:
        """End any of them at once, whatever it is doing, and start another."""
        victim = self.workers.pop(random.randrange(len(self.workers)))
        victim.kill()
        self.kills += 1
        self.workers.append(self._start())

    def stop(self) -> list[int]:
        """Ask all to end; return their exit statuses."""
        return [worker.stop() for worker in self.workers]

    def _start(self) -> Worker:
        app = "tests.reliability.at_work"
        return Worker(self._settings, self._mail_url, app, TIENDO_TEST_AHEAD=f"{self._ahead:.3f}")

    def _feed(self) -> None:
        """Queue some mails and jobs, and start a case with a timer, in one unit of work."""
        first = self.fed * AT_ONCE
        with units.writing():
            numbers = range(first, first + AT_ONCE)
            enqueue_all(
                [
                    Message(f"fed{n}", "test", None, f"fed{n}@lamgiang.example", "Thư", "Chào", "<p>Chào</p>")
                    for n in numbers
                ],
                self.now,
            )
            for number in numbers:
                jobs.enqueue(kind=TALLY, subject=str(number), due_at=self.now, now=self.now)
            agency = db.session.scalars(select(Agency).where(Agency.code == f"X{self.fed % OFFICES}")).one()
            start_case(NewCase("waiting", agency, "Hồ sơ chờ"), actor=SYSTEM, now=self.now)
        self.fed += 1


def left_over() -> dict[str, int]:
    """Count what still waits: mails, jobs, timers."""
    with units.reading():
        return {
            "mails": _count(OutboxMessage, OutboxMessage.status == MessageStatus.queued),
            "jobs": _count(Job, Job.status == JobStatus.ready),
            "timers": _count(Case, Case.status == CaseStatus.running, Case.next_due.is_not(None)),
        }


def _count(model: type, *conditions: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def await_idle(patience: float, is_idle: Callable[[dict[str, int]], bool]) -> dict[str, int]:
    """Wait until nothing waits any more, or `patience` seconds are over; return what is left."""
    end = time.monotonic() + patience
    while True:
        left = left_over()
        if is_idle(left) or time.monotonic() > end:
            return left
        time.sleep(0.2)
