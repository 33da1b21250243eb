"""Reasons to let reminders rest come and go in any order, and none of them takes another one away."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.cases.locking import lock_case
from app.cases.models import Case, UserTask
from app.cases.pauses.models import PauseReason
from app.cases.pauses.service import end_pause, pause_case, pause_tasks, reasons_of
from app.extensions import db
from tests.support import processes, steps
from tests.support.clock import NOW

pytestmark = pytest.mark.database

REASONS = ("task obstacle", "case obstacle", "request")
KEYS = {
    "task obstacle": (PauseReason.obstacle, 1),
    "case obstacle": (PauseReason.obstacle, 2),
    "request": (PauseReason.extension, 0),
}
COMES, GOES = "comes", "goes"


def orders(pending=tuple((reason, COMES) for reason in REASONS)) -> Iterator[tuple[tuple[str, str], ...]]:
    """Every order in which each of the reasons comes and later goes."""
    if not pending:
        yield ()
    for number, (reason, act) in enumerate(pending):
        rest = pending[:number] + pending[number + 1 :]
        for order in orders((*rest, (reason, GOES)) if act == COMES else rest):
            yield ((reason, act), *order)


@pytest.fixture
def case_id(app, database, people, writing):
    with writing():
        processes.deploy_approval()
        return processes.start("approval", people.agency).case_id


def act(case, task, reason, what, at):
    kind, number = KEYS[reason]
    if what == GOES:
        end_pause(case, kind, number)
    elif reason == "case obstacle":
        pause_case(case, kind, number, now=at)
    else:
        pause_tasks(case, [task], kind, number, now=at)


def lived_through(case_id, order):
    """Return what was seen after each step: since when the task and the case rest."""
    case, task = lock_case(case_id), processes.open_task(case_id, "write")
    seen = []
    for hours, (reason, what) in enumerate(order):
        act(case, task, reason, what, NOW + timedelta(hours=hours))
        db.session.flush()
        db.session.expire_all()
        seen.append((task.paused_at, case.paused_at))
    return seen


def expected(order):
    """Return what should be seen: the instants at which the longest standing reasons came."""
    standing, seen = {}, []
    for hours, (reason, what) in enumerate(order):
        if what == COMES:
            standing[reason] = NOW + timedelta(hours=hours)
        else:
            del standing[reason]
        seen.append((min(standing.values(), default=None), standing.get("case obstacle")))
    return seen


def test_a_task_rests_as_long_as_any_reason_stands_in_whichever_order_they_come_and_go(case_id, writing):
    """All ninety orders, one after the other: each ends with nothing that rests."""
    everyone = list(orders())
    with writing():
        wrong = [order for order in everyone if lived_through(case_id, order) != expected(order)]
    assert (len(everyone), wrong) == (90, [])


def test_a_reason_that_is_given_twice_goes_at_once(case_id, writing, reading):
    with writing():
        case, task = lock_case(case_id), processes.open_task(case_id, "write")
        for hours in (0, 1):
            act(case, task, "request", COMES, NOW + timedelta(hours=hours))
        end_pause(case, PauseReason.extension)
    with reading():
        assert processes.open_task(case_id, "write").paused_at is None


def test_what_opens_rests_with_its_case_but_not_with_the_task_before_it(case_id, people, writing, reading):
    with writing():
        case, task = lock_case(case_id), processes.open_task(case_id, "write")
        for reason in ("task obstacle", "case obstacle"):
            act(case, task, reason, COMES, NOW)
    steps.do(case_id, "write", {"subject": "Chuẩn"}, people.focal_point.actor)
    with reading():
        follower = processes.open_task(case_id, "check")
        assert [pause.number for pause in reasons_of(follower)] == [2]
        key = follower.id
    with writing():
        end_pause(lock_case(case_id), *KEYS["case obstacle"])
    with reading():
        assert db.session.get_one(UserTask, key).paused_at is None
        assert db.session.get_one(Case, case_id).paused_at is None
