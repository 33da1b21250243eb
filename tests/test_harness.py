"""The harness itself: the database is empty each time, on both databases; nothing leaves the process."""

import socket
from datetime import datetime

import pytest
from sqlalchemy import func, select

from app.clock import LOCAL, utc_now
from app.extensions import db
from app.organisation.models import Agency, User
from app.organisation.roles import Role
from tests.support.factories import make_agency, make_case, make_task
from tests.support.network import NetworkBlocked


@pytest.mark.database
@pytest.mark.parametrize("_round", [1, 2])
def test_each_test_starts_with_an_empty_database(writing, reading, _round):
    with reading():
        assert db.session.scalar(select(func.count()).select_from(Agency)) == 0
    with writing():
        assert make_agency().id == 1


@pytest.mark.database
def test_the_database_is_what_the_test_asked_for(app, database):
    with app.app_context():
        assert db.engine.dialect.name == database.kind


@pytest.mark.database
def test_what_a_unit_of_work_wrote_is_there_for_the_next(writing, reading):
    with writing():
        task = make_task(make_case(title="Hồ sơ đo lường"))
    with reading():
        assert db.session.get(type(task), task.id).case.title == "Hồ sơ đo lường"


def test_everybody_sits_where_the_stories_say(people, reading):
    with reading():
        assert db.session.scalar(select(func.count()).select_from(User)) == 10
    assert people.focal_point.actor.sits_at(people.agency.id, Role.focal_point)
    assert people.deputy.actor.sits_at(people.agency.id, Role.focal_point)
    assert people.coordinator.actor.has(Role.coordinator)


def test_the_clock_stands_still(now, clock):
    assert utc_now() == now == datetime(2026, 11, 20, 9, 0, tzinfo=LOCAL)
    assert clock.pass_time(minutes=5) == utc_now() > now


def test_the_outside_world_is_out_of_reach():
    with pytest.raises(NetworkBlocked), socket.socket() as sock:
        sock.connect(("192.0.2.1", 80))


def test_a_loopback_port_that_no_test_owns_is_out_of_reach():
    with pytest.raises(NetworkBlocked), socket.socket() as sock:
        sock.connect(("127.0.0.1", 9))


def test_a_server_of_the_tests_own_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as sock:
        sock.connect(server.getsockname())


def test_a_person_signs_in_as_they_would_themselves(people, visit):
    visitor = visit(people.focal_point)
    assert visitor.client.get("/sign-in").status_code == 302  # is already in
    assert visit().client.get("/sign-in").status_code == 200


def test_a_page_is_checked_as_it_is_opened(page):
    assert page("sign_in.show").form("sign-in").fields.keys() >= {"email", "password", "csrf_token"}
