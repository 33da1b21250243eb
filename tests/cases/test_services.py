"""A service task runs as a job of its own: a failing handler never undoes what a person filed."""

import pytest
from sqlalchemy import select

from app.cases import jobs
from app.cases.completing import complete_task
from app.cases.models import CaseStatus, Incident, Job, TaskStatus, UserTask
from app.extensions import db
from app.processes.handlers import ServiceCall, handler
from tests.support import processes

pytestmark = pytest.mark.database

ENTRIES = {"subject": "Bộ quả cân chuẩn F1"}
RAISING: dict[str, Exception | None] = {"error": None}


@handler("test.register")
def register(call: ServiceCall) -> None:
    """Write the request into a register, or fail as the test says.

    Needs: nothing.
    Sets: nothing.
    Errors: whatever the test wants.
    """
    if RAISING["error"]:
        raise RAISING["error"]


@pytest.fixture
def started(database, writing, people):
    """A case whose second step is automatic."""
    with writing():
        processes.deploy_service("test.register")
        return processes.start("with_service", people.agency)


@pytest.fixture
def failing():
    """The register cannot be reached."""
    RAISING["error"] = ConnectionError("sổ đăng ký không trả lời")
    yield
    RAISING["error"] = None


def test_a_service_task_is_done_at_once_after_the_person_filed(started, writing, reading, people, now):
    with writing():
        complete_task(started.task_id, ENTRIES, actor=people.focal_point.actor, now=now)
    with reading():
        assert processes.case_of(started.case_id).status is CaseStatus.completed


def test_a_failing_handler_keeps_what_was_filed(started, failing, writing, reading, people, now):
    with writing():
        complete_task(started.task_id, ENTRIES, actor=people.focal_point.actor, now=now)
    with reading():
        assert db.session.get_one(UserTask, started.task_id).status is TaskStatus.completed
        assert processes.case_of(started.case_id).status is CaseStatus.running


def test_after_three_tries_an_incident_shows_the_real_cause(started, failing, app, writing, reading, people, later):
    with writing():
        complete_task(started.task_id, ENTRIES, actor=people.focal_point.actor, now=later())
    with app.app_context():
        jobs.run_due(lambda: later(minutes=1))
        jobs.run_due(lambda: later(minutes=5))
        jobs.run_due(lambda: later(minutes=30))
    with reading():
        incident = db.session.scalars(select(Incident)).one()
        assert "sổ đăng ký không trả lời" in incident.cause
        assert incident.element == "register"


def test_a_retried_incident_finishes_the_case(started, failing, app, writing, reading, people, later):
    with writing():
        complete_task(started.task_id, ENTRIES, actor=people.focal_point.actor, now=later())
    with app.app_context():
        for minutes in (1, 5, 30):
            jobs.run_due(lambda minutes=minutes: later(minutes=minutes))
    RAISING["error"] = None
    with writing():
        jobs.make_ready(db.session.scalars(select(Job.id)).one())
    with app.app_context():
        jobs.run_due(lambda: later(hours=1))
    with reading():
        assert processes.case_of(started.case_id).status is CaseStatus.completed
