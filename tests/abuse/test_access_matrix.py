"""Who may know of what: relation × role × route, and what is hidden answers like what does not exist."""

import re
from dataclasses import asdict, replace

import pytest
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from app.cases.confidential.models import CaseReading
from app.extensions import db
from app.organisation.access import Declared, routes
from app.organisation.models import User
from app.organisation.service.users import disable
from tests.abuse.again import Snapshot
from tests.abuse.relations import SEES, VIEWERS, WORKS, Related, replace_the_focal_point, settle_relations
from tests.abuse.world import World, shown
from tests.support import units
from tests.support.clock import NOW
from tests.support.factories import make_user
from tests.support.people import Person, password_hash

MISSING = 999_999
KEYS = ("case_id", "task_id", "attachment_id", "incident_id", "plan_id", "change_id")
# Routes that decide by object and name none: they show or make what the caller may know of.
LISTS = {
    "GET /cases",
    "GET /api/v1/tasks",
    "POST /api/v1/cases",
}


@pytest.fixture(scope="module")
def related(world) -> dict[str, Related]:
    """Cases in every relation."""
    return settle_relations(world)


@pytest.fixture(scope="module")
def viewers(world, related) -> dict[str, Person]:
    """Everybody who looks, and one whose agency it is no longer."""
    with units.unit(world.app, writes=True):
        user = make_user("Bàn Thị Cũ", "cu@lamgiang.example", password_hash=password_hash(), last_signed_in_at=NOW)
        former = replace(world.people.outsider, id=user.id, name=user.name, email=user.email)
    known = {name: getattr(world.people, name) for name in VIEWERS if name != "former"}
    for person in (*known.values(), former):
        world.browser(person)
        world.program(person)
    return {**known, "former": former}


def by_object(world: World) -> list[Declared]:
    """Return the routes that decide by the record they name."""
    found = [route for route in routes(world.app) if route.rule.by_object]
    return [route for route in found if f"{route.method} {route.path}" not in LISTS]


def call(world: World, person: Person | None, route: Declared, keys: dict[str, int]) -> TestResponse:
    """Call the route with these keys, empty-handed."""
    path = re.sub(r"<(?:int:)?(\w+)>", lambda place: str(keys[place[1]]), route.path)
    if route.path.startswith("/api/"):
        headers = {"Authorization": f"Bearer {world.program(person).token}"} if person else {}
        body = {"data": {}} if route.method == "POST" else None
        return world.app.test_client().open(path, method=route.method, json=body, headers=headers)
    headers = {"X-CSRFToken": world.token(person)} if route.method != "GET" else {}
    return world.browser(person).open(path, method=route.method, headers=headers)


def told(response: TestResponse) -> tuple[int, str]:
    """Return status and body, without what differs from one request to the next."""
    body = shown(response).replace(response.request.path, "PATH")
    body = re.sub(r"(csrf[-_]token\" (?:content|value)=\")[^\"]+", r"\1…", body)
    return response.status_code, body.replace(response.request.path.replace("/", "%2F"), "PATH")


def is_theirs_to_run(viewer: str, route: Declared) -> bool:
    """Whether the route is about running the system: an administrator has any failed step tried again."""
    return viewer == "administrator" and "incident" in route.path


@pytest.mark.parametrize("viewer", VIEWERS)
def test_what_is_hidden_answers_like_what_does_not_exist(world, related, viewers, viewer):
    before, person, wrong = world.digests(), viewers[viewer], []
    for route in by_object(world):
        missing = told(call(world, person, route, dict.fromkeys(KEYS, MISSING)))
        for relation, keys in related.items():
            if viewer in SEES[relation] or "plan_id" in route.path or is_theirs_to_run(viewer, route):
                continue
            came = told(call(world, person, route, asdict(keys)))
            if came != missing or came[0] != 404:
                wrong.append(f"{route.method} {route.path}, {relation}: {came[0]}, missing {missing[0]}")
    assert wrong == []
    assert world.digests() == before


@pytest.mark.parametrize("viewer", VIEWERS)
def test_what_may_be_seen_is_shown_and_nothing_else(world, related, viewers, viewer):
    person, browser, program = viewers[viewer], world.browser(viewers[viewer]), world.program(viewers[viewer])
    wrong = []
    for relation, keys in related.items():
        answers = {
            "case": browser.get(f"/cases/{keys.case_id}"),
            "diagram": browser.get(f"/cases/{keys.case_id}/diagram.bpmn"),
            "file": browser.get(f"/cases/files/{keys.attachment_id}"),
            "task": browser.get(f"/tasks/{keys.task_id}"),
            "API case": program.get(f"/cases/{keys.case_id}"),
            "API task": program.get(f"/tasks/{keys.task_id}"),
        }
        expected = 200 if viewer in SEES[relation] else 404
        wrong += [f"{what} {relation}: {r.status_code}" for what, r in answers.items() if r.status_code != expected]
    assert wrong == [], person.name


def kept(world: World) -> dict[str, str]:
    """Return the digests of all but one table: that somebody reads a confidential case is noted on purpose."""
    return {table: digest for table, digest in world.digests().items() if table != CaseReading.__tablename__}


@pytest.mark.parametrize("viewer", VIEWERS)
def test_what_may_be_seen_may_be_worked_on_by_its_own_people_only(world, related, viewers, viewer):
    before, person, wrong = kept(world), viewers[viewer], []
    browser, program = world.browser(person), world.program(person)
    token = {"X-CSRFToken": world.token(person)}
    for relation, keys in related.items():
        path = f"/tasks/{keys.task_id}"
        if viewer in WORKS[relation]:
            answers, expected = {"hand over": browser.get(f"{path}/hand-over")}, 200
        else:
            answers = {
                "hand over": browser.get(f"{path}/hand-over"),
                "claim": browser.post(f"{path}/claim", headers=token),
                "complete": browser.post(f"{path}/complete", headers=token),
                "upload": browser.post(f"{path}/files", headers=token),
                "API claim": program.post(f"{path}/claim"),
                "API complete": program.post(f"{path}/complete", {"data": {"subject": "x"}}),
            }
            expected = 403 if viewer in SEES[relation] else 404
        wrong += [f"{what} {relation}: {r.status_code}" for what, r in answers.items() if r.status_code != expected]
    assert wrong == []
    assert kept(world) == before


def test_whatever_shows_a_confidential_case_is_noted(world, related, viewers):
    """No page of a case, present or to come, is read without a line."""
    snapshot, keys, shown_by = Snapshot(world), related["restricted on its page"], []
    try:
        for route in (route for route in by_object(world) if route.method == "GET" and "plan_id" not in route.path):
            with units.unit(world.app, writes=True):
                db.session.execute(delete(CaseReading))
            if call(world, viewers["focal_point"], route, asdict(keys)).status_code != 200:
                continue
            shown_by.append(route.path)
            with units.unit(world.app, writes=False):
                assert db.session.scalars(select(CaseReading.case_id)).all() == [keys.case_id], route
    finally:
        snapshot.restore()
    assert {"/cases/<int:case_id>", "/cases/files/<int:attachment_id>", "/tasks/<int:task_id>"} <= set(shown_by)


@pytest.mark.parametrize("viewer", ["focal_point", "head", "outsider", "committee_office"])
def test_a_plan_that_is_being_read_is_hidden_from_whom_it_is_not_for(world, viewers, viewer):
    person = viewers[viewer]
    wrong = []
    for route in (route for route in by_object(world) if "<int:plan_id>" in route.path):
        missing, hidden = (told(call(world, person, route, {"plan_id": key})) for key in (MISSING, world.plan_id))
        if hidden != missing or hidden[0] != 404:
            wrong.append(f"{route.method} {route.path}: {hidden[0]}")
    assert wrong == []


def test_a_stranger_and_a_disabled_person_get_nowhere(world, related, viewers):
    snapshot = Snapshot(world)
    person, keys = viewers["leader"], {**asdict(related["own"]), "plan_id": world.plan_id}
    with units.unit(world.app, writes=True):
        disable(person.id, "nghỉ hưu", world.people.administrator.actor, NOW)
        assert db.session.get_one(User, person.id).disabled_at
    try:
        for somebody in (None, person):
            for route in by_object(world):
                response = call(world, somebody, route, keys)
                if route.path.startswith("/api/"):
                    assert response.status_code == 401, route
                else:
                    assert response.status_code in (302, 400, 401), f"{route}: {response.status}"
                    assert response.status_code != 302 or "/sign-in" in response.location
    finally:
        snapshot.restore()


def test_a_seat_that_was_handed_over_is_gone_with_the_next_request(world, related, viewers):
    snapshot, keys = Snapshot(world), related["none"]
    browser, program = world.browser(viewers["outsider"]), world.program(viewers["outsider"])
    assert browser.get(f"/cases/{keys.case_id}").status_code == 200
    try:
        replace_the_focal_point(world, world.people.other_agency, viewers["former"].id)
        assert browser.get(f"/cases/{keys.case_id}").status_code == 404
        assert browser.get(f"/cases/files/{keys.attachment_id}").status_code == 404
        assert program.get(f"/cases/{keys.case_id}").status_code == 404
        assert program.post(f"/tasks/{keys.task_id}/claim").status_code == 404
        assert world.browser(viewers["former"]).get(f"/cases/{keys.case_id}").status_code == 200
    finally:
        snapshot.restore()
