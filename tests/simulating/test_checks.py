"""What a simulated year looks for: cases that nothing moves, incidents, late work that nobody above knows of."""

from datetime import timedelta

import pytest

from app.cases.models import Incident, Job, JobStatus
from app.extensions import db
from app.organisation.roles import Role
from app.simulating.checks import what_is_stuck
from tests.support.clock import NOW
from tests.support.factories import make_agency, make_case, make_seat, make_task, make_user


@pytest.fixture
def found(app, writing):
    """Return what is found wrong, after `make` has made records."""

    def find(make) -> list[str]:
        with writing():
            make()
            db.session.flush()
            return list(what_is_stuck(NOW))

    return find


def held_task(**values):
    agency = make_agency()
    make_seat(agency, holder=make_user(password_hash="x"))
    return make_task(make_case(agency), role=Role.focal_point, agency_id=agency.id, **values)


def test_work_in_somebodys_hands_is_not_stuck(found):
    assert found(held_task) == []


def test_a_case_without_work_or_timer_is_stuck(found):
    assert "Thử" in found(lambda: make_case(title="Thử"))[0]


def test_work_at_an_empty_seat_is_stuck(found):
    agency = []
    assert found(lambda: make_task(role=Role.focal_point, agency_id=agency.append(make_agency()) or agency[0].id))


def test_a_timer_ahead_moves_a_case(found):
    assert found(lambda: make_case(next_due=NOW + timedelta(days=90))) == []


def test_a_timer_long_past_moves_nothing(found):
    assert found(lambda: make_case(next_due=NOW - timedelta(days=2)))


def test_a_wait_for_a_message_alone_is_stuck(found):
    assert "thông điệp" in found(lambda: make_case(awaits_message=True))[0]


def test_a_job_that_waits_moves_a_case(found):
    def make():
        case = make_case()
        db.session.add(Job(kind="x", subject="x", due_at=NOW, case_id=case.id, status=JobStatus.ready))

    assert found(make) == []


def test_an_incident_is_found_with_its_cause(found):
    def make():
        task = held_task()
        db.session.add(Incident(case_id=task.case_id, summary="x", cause="đứt dây", opened_at=NOW))

    assert "đứt dây" in found(make)[0]


def test_late_work_that_nobody_above_was_told_of_is_found(found):
    late = NOW - timedelta(days=40)
    assert "Chưa báo cấp trên" in found(lambda: held_task(overdue_after=late, opened_at=late))[0]


def test_late_work_that_nobody_is_to_be_reminded_of_is_no_fault(found):
    late = NOW - timedelta(days=40)
    assert found(lambda: held_task(overdue_after=late, opened_at=late, reminders="none")) == []
