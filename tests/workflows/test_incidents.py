"""A service task of a shipped process that fails becomes an incident, keeps what was filed, and can be retried."""

import pytest
from sqlalchemy import select

from app.cases import jobs
from app.cases.job_running import RETRY_AFTER
from app.cases.models import CaseStatus, Incident
from app.cases.retrying import retry
from app.extensions import db
from app.processes import handlers
from tests.reports.rounds import ACCEPT, open_round
from tests.support.processes import case_of

pytestmark = pytest.mark.database


@pytest.fixture
def accepted(database, app, people, monkeypatch):
    """A report that was accepted while the consolidated figures could not be reached."""

    def unreachable(_call: handlers.ServiceCall) -> None:
        raise ConnectionError("cơ sở dữ liệu tổng hợp không trả lời")

    monkeypatch.setitem(handlers._handlers, "agency_report.accept", unreachable)
    opened = open_round(people)
    opened.file()
    opened.approve()
    opened.check(ACCEPT)
    return opened.report_case()


def give_up(app, later) -> None:
    """Let the worker try until the job is given up."""
    for wait in RETRY_AFTER:
        with app.app_context():
            jobs.run_due(lambda wait=wait: later(minutes=5) + wait * 10)


def test_three_failures_open_an_incident_and_the_case_waits(accepted, app, reading, later):
    give_up(app, later)
    with reading():
        incident = db.session.scalars(select(Incident)).one()
        assert incident.element == "accept_report"
        assert "không trả lời" in incident.cause
        assert case_of(accepted).status is CaseStatus.running


def test_the_case_ends_once_the_incident_is_retried(accepted, app, writing, reading, people, later, monkeypatch):
    give_up(app, later)
    monkeypatch.undo()
    with writing():
        incident = db.session.scalars(select(Incident)).one()
        retry(incident.id, actor=people.administrator.actor, now=later(hours=1))
    with app.app_context():
        jobs.run_due(lambda: later(hours=1, minutes=1))
    with reading():
        assert case_of(accepted).status is CaseStatus.completed
