"""Every route and every job that changes something tells the timeline, in the unit of work that changes it.

Generated from the URL map and the registry of jobs: a new one fails here until it has a row, or a reason.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.cases import job_kinds
from app.cases.job_kinds import JobCall
from app.cases.jobs import enqueue
from app.cases.models import UserTask
from app.extensions import db
from app.jobs.steps import STEPS, Tick, run_step
from app.notifications.transport import Refused
from app.organisation.access import routes
from tests.abuse.again import Snapshot
from tests.abuse.watching import Watch, watching
from tests.abuse.world import World, own_folder, remove, world_on
from tests.abuse.writes import EXEMPT, USES
from tests.reports import rounds
from tests.support import units
from tests.support.clock import NOW
from tests.support.databases import database_of

# Jobs and steps of the worker that tell nothing themselves.
EXEMPT_JOBS = {
    "open_plan_tasks": "each case it opens tells that it was started (tests/plan_tasks/test_starting.py)",
    "open_proposals": "each case it opens tells that it was started (tests/drafting/test_collecting.py)",
    "open_opinions": "likewise (tests/drafting/test_deciding.py)",
    "open_self_assessments": "likewise (tests/reviews/test_reviewing.py)",
    "close_proposals": "each case it ends tells so (tests/drafting/test_collecting.py)",
    "close_self_assessments": "likewise (tests/reviews/test_reviewing.py)",
    "end_companions": "likewise (tests/drafting/test_ending.py)",
    "plan_reminders": "queues mails; each is told when it has ended (app/notifications/delivery.py)",
    "bulk_batch": "each of the many is told by its own command (tests/bulk/test_acting.py)",
    "bulk_undo": "likewise",
    "draft_letters": "told when it was ordered (tests/documents/letters/test_drafting.py)",
    "tell_letter": "goes on with what recording a letter began (tests/documents/letters/test_issuing.py)",
    "settle_calendar": "tells each case whose date it moves (tests/working_calendar/test_settling.py)",
}
EXEMPT_STEPS = {
    "jobs": "does the jobs, each of which has a row of its own",
    "reminders": "queues the job plan_reminders",
    "mails": "sends; the step `mail records` tells how each ended",
    "returned mail": "notes what came back; the step `mail records` tells of it",
    "timeline": "signs what was told",
    "cases without a coordinator": "queues mails that say no more of a case than its number",
    "expired": "forgets sessions, counts, kept answers and lines of readings that are over; they were never told",
}


@pytest.fixture(scope="module")
def settled() -> Iterator[tuple[World, Snapshot]]:
    """A province at work, and how it stood."""
    database, folder = database_of("sqlite"), own_folder(Path(os.environ["TIENDO_TEST_RUN"]))
    database.open()
    with world_on(database, folder) as world:
        world.let_everybody_in()
        yield world, Snapshot(world)
    database.close()
    remove(folder)


@pytest.fixture
def world(settled) -> Iterator[World]:
    """The province; whatever a test does to it is undone."""
    world, snapshot = settled
    yield world
    snapshot.restore()


@pytest.mark.parametrize("route", sorted(USES))
def test_a_route_that_changes_something_tells_it(world, route):
    use = USES[route]
    use.prepare(world)
    with watching(world.app) as watch:
        response = use(world)
    assert response.status_code < 400, response.get_data(as_text=True)
    assert watch.told, f"{route} told nothing: {watch.units}"
    assert watch.silent == []


def test_every_unsafe_route_has_a_row_or_a_reason(world):
    unsafe = {f"{route.method} {route.path}" for route in routes(world.app) if route.method != "GET"}
    assert sorted(unsafe - set(USES) - set(EXEMPT)) == []
    assert sorted((set(USES) | set(EXEMPT)) - unsafe) == [], "rows of routes that are gone"


@pytest.fixture
def watched_jobs(world, monkeypatch) -> Iterator[Watch]:
    """Watch, and mark each unit of work with the jobs it does."""
    with watching(world.app) as watch:
        for name, kind in job_kinds._kinds.items():

            def handler(call: JobCall, name: str = name, carry_out=kind.handler) -> None:
                watch.mark(name)
                carry_out(call)

            monkeypatch.setitem(job_kinds._kinds, name, replace(kind, handler=handler))
        yield watch


def test_jobs_tell_what_they_do(world, watched_jobs):
    """A whole round: opened (in batches), extended (by a service task), received by message, closed."""
    anew = rounds.open_round(world.people)
    assert USES["POST /reports/<int:case_id>/extension"](replace(world, round=anew)).status_code == 302
    _grant_the_extension(anew)
    with units.writing():  # as a diagram would throw it
        waiting = {"name": "report_received", "correlation": {"case": str(anew.submission().case_id)}, "payload": {}}
        enqueue(kind="deliver_message", subject="report", due_at=NOW, now=NOW, payload=waiting)
    anew.check()
    anew.close()
    done = set(watched_jobs.marks)
    assert job_kinds.job_kinds() - done - set(EXEMPT_JOBS) == set(), "kinds of job without a row or a reason"
    silent = {name for name in done for tables in watched_jobs.marks[name] if "timeline_entry" not in tables}
    assert silent == set()


def _grant_the_extension(opened: rounds.Round) -> None:
    with units.reading():
        asked = select(UserTask.case_id).where(UserTask.element == "decide_extension", UserTask.status == "open")
        case_id = db.session.scalars(asked).one()
    granted = {"extension_decision": "grant", "extended_to": "2026-12-04"}
    opened.do("decide_extension", granted, opened.people.coordinator.actor, case_id=case_id)


class NobodyThere:
    """A mail server that refuses every address."""

    def send(self, _sender: str, _recipient: str, _content: bytes) -> None:
        raise Refused("550 no such mailbox")

    def close(self) -> None:
        """Nothing is open."""


def test_steps_of_the_worker_tell_what_they_do(world):
    """Deadlines pass, and a mail cannot be delivered: what the worker does by itself is told."""
    after_the_deadline = NOW + timedelta(days=20)
    told = {}
    for step in STEPS:
        with watching(world.app) as watch:
            for at in (NOW, NOW + timedelta(hours=1), after_the_deadline):
                run_step(world.app, step, Tick(lambda at=at: at, NobodyThere()))
        told[step.name] = bool(watch.told)
        assert step.name in EXEMPT_STEPS or watch.silent == []
    assert {name for name, has_told in told.items() if not has_told} <= set(EXEMPT_STEPS)
