"""Two at the same moment: one wins, the other is told; nothing is lost, nothing doubled."""

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.cases.cancelling import cancel_case
from app.cases.completing import complete_task
from app.cases.errors import CaseNotRunning, TaskAlreadyCompleted, TaskCancelled, TaskClaimedByAnother
from app.cases.models import Case, TaskStatus, UserTask
from app.extensions import db
from app.tasks.service import claim_task
from app.timeline.models import TimelineEntry
from app.timeline.outbox_models import OutboxMessage
from tests.support import processes, units

pytestmark = [pytest.mark.database, pytest.mark.slow]

ROUNDS = 200
ENTRIES = {"subject": "Bộ quả cân chuẩn F1"}
REFUSALS = (TaskAlreadyCompleted, TaskCancelled, TaskClaimedByAnother, CaseNotRunning)


@pytest.fixture
def cases(database, writing, people):
    """Two hundred cases that wait for their focal point."""
    with writing():
        processes.deploy_approval()
        return [processes.start("approval", people.agency) for _ in range(ROUNDS)]


def race(app, *runners: Callable[[int], None], rounds: int = ROUNDS) -> list[Counter[str]]:
    """Let the runners meet at a barrier before each round; return, round by round, how each of them ended."""
    barrier = threading.Barrier(len(runners))
    outcomes: list[Counter[str]] = [Counter() for _ in range(rounds)]
    unexpected: list[BaseException] = []

    def run(runner: Callable[[int], None]) -> None:
        for number in range(rounds):
            barrier.wait(timeout=60)
            try:
                with units.unit(app, writes=True):
                    runner(number)
                outcomes[number]["won"] += 1
            except REFUSALS as refused:
                outcomes[number][type(refused).__name__] += 1
            except BaseException as error:
                unexpected.append(error)
                barrier.abort()
                raise

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert unexpected == []
    return outcomes


def test_two_people_complete_the_same_task_and_one_wins(app, cases, people, now, reading):
    def complete_as(person):
        return lambda number: complete_task(cases[number].task_id, ENTRIES, actor=person.actor, now=now)

    outcomes = race(app, complete_as(people.focal_point), complete_as(people.deputy))

    assert outcomes == [Counter({"won": 1, "TaskAlreadyCompleted": 1})] * ROUNDS
    with reading():
        completions = select(func.count()).where(TimelineEntry.action == "task.completed")
        assert db.session.scalar(completions) == ROUNDS
        checks = select(UserTask.id).where(UserTask.element == "check")
        assert len(db.session.scalars(checks).all()) == ROUNDS
        mails = select(OutboxMessage.task_id, OutboxMessage.recipient_id, func.count()).group_by(
            OutboxMessage.task_id, OutboxMessage.recipient_id
        )
        assert {count for *_, count in db.session.execute(mails)} <= {1}


def test_claiming_and_completing_at_once_leave_one_of_the_two(app, cases, people, now, reading):
    outcomes = race(
        app,
        lambda number: complete_task(cases[number].task_id, ENTRIES, actor=people.focal_point.actor, now=now),
        lambda number: claim_task(cases[number].task_id, actor=people.deputy.actor, now=now),
    )

    assert all(outcome["won"] == 1 and outcome.total() == 2 for outcome in outcomes)
    with reading():
        tasks = db.session.scalars(select(UserTask).where(UserTask.element == "write")).all()
        assert all((task.status is TaskStatus.open) == (task.assignee_id == people.deputy.id) for task in tasks)


def test_completing_and_cancelling_at_once_never_leave_work_on_an_ended_case(app, cases, people, now, reading):
    outcomes = race(
        app,
        lambda number: complete_task(cases[number].task_id, ENTRIES, actor=people.focal_point.actor, now=now),
        lambda number: cancel_case(cases[number].case_id, "đóng đợt", actor=people.coordinator.actor, now=now),
    )

    # Cancelling a case after a step on it is no conflict, so either one wins or both do, one after the other.
    assert all(outcome["won"] >= 1 and outcome.total() == 2 for outcome in outcomes)
    with reading():
        left = select(UserTask.id).join(Case).where(Case.status != "running", UserTask.status == TaskStatus.open)
        assert db.session.scalars(left).all() == []
