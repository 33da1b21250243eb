"""Every route × every role, generated from the URL map: the gate answers what was declared, and the page says so."""

import re
from functools import wraps
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from app.organisation.access import Declared, UndeclaredRoute, Verdict, routes
from app.organisation.access_table import BEGIN, END, table
from app.organisation.service.users import issue_token
from tests.support import units
from tests.support.clock import NOW
from tests.support.people import People
from tests.support.sessions import sign_in

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
REACHED = 299
ROLES = (
    "focal_point",
    "head",
    "deputy",
    "specialist",
    "coordinator",
    "leader",
    "committee_office",
    "administrator",
    "auditor",
)

EXAMPLES = {"int": "1", "day": "2026-11-25"}


@pytest.fixture
def app(fresh_app):
    return fresh_app


def answers(app, client, headers: dict[str, str]) -> dict[tuple[str, str], TestResponse]:
    """Call every route and return what came."""
    app.config["WTF_CSRF_ENABLED"] = False
    app.view_functions = {
        name: wraps(view)(lambda **_values: ("reached", REACHED)) for name, view in app.view_functions.items()
    }
    return {
        (route.path, route.method): client.open(_path(route), method=route.method, headers=headers)
        for route in routes(app)
    }


def wrong(app, actor, client, headers: dict[str, str]) -> list[str]:
    """Return where the gate answered otherwise than declared."""
    declared = {(route.path, route.method): route for route in routes(app)}
    came = answers(app, client, headers)
    return [
        f"{method} {path}: {came[path, method].status}, declared {route.rule.verdict(actor).value}"
        for (path, method), route in declared.items()
        if not _fits(route.rule.verdict(actor), came[path, method], path)
    ]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_meets_what_is_declared(app, people: People, role: str):
    person, client = getattr(people, role), app.test_client()
    sign_in(client, person)
    with units.unit(app, writes=True):
        token = issue_token(person.id, people.administrator.actor, NOW)
    assert wrong(app, person.actor, client, {"Authorization": f"Bearer {token}"}) == []


def test_a_stranger_meets_the_sign_in_page_or_a_401(app, people: People):
    assert wrong(app, None, app.test_client(), {}) == []


def test_a_cookie_opens_no_route_of_the_api(app, people: People):
    client = app.test_client()
    sign_in(client, people.administrator)
    came = {path: answer for (path, _), answer in answers(app, client, {}).items() if path.startswith("/api/v1/tasks")}
    assert {answer.status_code for answer in came.values()} == {401}


def test_every_route_declares_who_may_call_it(app):
    assert list(routes(app))


def test_a_route_without_a_rule_is_open_to_nobody(app):
    app.add_url_rule("/forgotten", "forgotten", lambda: "never seen")
    with pytest.raises(UndeclaredRoute, match="forgotten"):
        app.test_client().get("/forgotten")


def test_the_page_in_the_docs_shows_every_route(app):
    written = PAGE.read_text().partition(BEGIN)[2].partition(END)[0].strip()
    assert written == table(app).strip(), "run `flask --app wsgi access table --write docs/access.md`"


def test_no_unsafe_page_can_be_called_without_a_csrf_token(app, people: People):
    client = app.test_client()
    sign_in(client, people.administrator)
    unsafe = [route for route in routes(app) if route.method != "GET" and not route.path.startswith("/api/")]
    answered = {route.path: client.open(_path(route), method=route.method).status_code for route in unsafe}
    assert {path: status for path, status in answered.items() if status != 400} == {}


def _path(route: Declared) -> str:
    """Fill the places of a path with something; the gate stands before whatever they name."""
    return re.sub(r"<(?:(\w+)[^:>]*:)?\w+>", lambda match: EXAMPLES.get(match[1], "x"), route.path)


def _fits(verdict: Verdict, answer: TestResponse, path: str) -> bool:
    if verdict is Verdict.open:
        return answer.status_code == REACHED
    if verdict is Verdict.sign_in:
        is_api = path.startswith("/api/")
        return answer.status_code == 401 if is_api else "/sign-in" in answer.headers.get("Location", "")
    return answer.status_code == {Verdict.forbidden: 403, Verdict.hidden: 404}[verdict]
