"""A seat changes hands, and the work goes with it."""

import pytest

from app.cases.models import UserTask
from app.extensions import db
from app.organisation.models import User
from app.organisation.roles import Role
from app.organisation.service.seats import SamePerson, Sitters, hand_over
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.support.factories import make_case, make_task
from tests.support.people import People


def user(person) -> User:
    return db.session.get_one(User, person.id)


@pytest.fixture
def claimed(people: People, writing):
    """A task of the agency that its focal point has claimed."""
    with writing():
        return make_task(make_case(people.agency), assignee_id=people.focal_point.id).id


@pytest.mark.database
def test_the_successor_takes_over_what_was_claimed(people: People, claimed, writing, now):
    with writing():
        sitters = Sitters(user(people.outsider), user(people.deputy))
        hand_over(people.agency.id, Role.focal_point, sitters, people.coordinator.actor, now)
    with writing():
        task = db.session.get_one(UserTask, claimed)
        assert task.assignee_id == people.outsider.id
        assert entries(Subject("case", task.case_id))[0].payload["to"] == people.outsider.name
        assert entries(Subject("agency", people.agency.id))[0].action == "seat.handed_over"


def test_a_vacant_seat_gives_its_claims_back(people: People, claimed, writing, now):
    with writing():
        hand_over(people.agency.id, Role.focal_point, Sitters(None, None), people.coordinator.actor, now)
    with writing():
        assert db.session.get_one(UserTask, claimed).assignee_id is None


def test_a_holder_who_becomes_the_deputy_gives_the_work_up_too(people: People, claimed, writing, now):
    with writing():
        sitters = Sitters(user(people.deputy), user(people.focal_point))
        hand_over(people.agency.id, Role.focal_point, sitters, people.coordinator.actor, now)
    with writing():
        assert db.session.get_one(UserTask, claimed).assignee_id == people.deputy.id


def test_a_new_deputy_takes_nothing_from_the_holder(people: People, claimed, writing, now):
    with writing():
        sitters = Sitters(user(people.focal_point), user(people.outsider))
        hand_over(people.agency.id, Role.focal_point, sitters, people.coordinator.actor, now)
    with writing():
        assert db.session.get_one(UserTask, claimed).assignee_id == people.focal_point.id


def test_a_confidential_case_does_not_follow_the_seat(people: People, writing, now):
    with writing():
        case = make_case(people.agency, is_confidential=True)
        task_id = make_task(case, assignee_id=people.focal_point.id).id
    with writing():
        sitters = Sitters(user(people.outsider), None)
        hand_over(people.agency.id, Role.focal_point, sitters, people.coordinator.actor, now)
    with writing():
        assert db.session.get_one(UserTask, task_id).assignee_id is None


def test_nobody_deputises_for_themselves(people: People, writing, now):
    with writing():
        twice = Sitters(user(people.deputy), user(people.deputy))
        with pytest.raises(SamePerson):
            hand_over(people.agency.id, Role.focal_point, twice, people.coordinator.actor, now)
