"""An error that nothing catches stops the case where it stands and tells the administrators."""

import pytest
from sqlalchemy import select

from app.cases.completing import complete_task
from app.cases.models import CaseStatus, Incident
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.processes.packages import Package
from app.processes.service import deploy
from tests.engine.drawing import end, path, process, start, user
from tests.support import processes
from tests.support.clock import NOW

pytestmark = pytest.mark.database

ERROR = '<bpmn:error id="no_budget_error" errorCode="no_budget"/>'
RAISES = '<bpmn:errorEventDefinition errorRef="no_budget_error"/>'
STEPS = start() + user("ask") + end("failed", RAISES) + path("s", "ask", "failed")
FAILING = process(STEPS, key="failing", outside=ERROR)
NOTE = processes.form("note", processes.field("textfield", "answer", "Trả lời"))


@pytest.fixture
def ended(database, writing, people, now):
    """A case whose last step ended in an error."""
    with writing():
        deploy(Package(FAILING, {"note": NOTE}), actor=SYSTEM, now=NOW)
        started = processes.start("failing", people.agency)
    with writing():
        complete_task(started.task_id, {}, actor=people.specialist.actor, now=now)
    return started


def test_the_incident_names_the_element_and_the_code(ended, reading):
    with reading():
        incident = db.session.scalars(select(Incident)).one()
        assert incident.element == "failed"
        assert "no_budget" in incident.cause


def test_the_case_goes_on_running(ended, reading):
    with reading():
        assert processes.case_of(ended.case_id).status is CaseStatus.running
