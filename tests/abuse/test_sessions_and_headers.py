"""Sessions that are over, tokens that are not one's own, and what every answer carries."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from app import create_app
from app.organisation.access import routes
from app.web.headers import ALWAYS
from tests.abuse.again import Snapshot
from tests.abuse.world import World, csrf_token
from tests.abuse.writes import CHOSEN
from tests.support import units
from tests.support.people import PASSWORD, Person

# Public files, and diagrams, of which a version never changes.
KEPT_BY_CACHES = (
    "/agencies/import/template.xlsx",
    "/assets/",
    "/cases/<int:case_id>/diagram",
    "/enterprises/surveys/import/template.xlsx",
    "/processes/<key>/<int:version>/diagram",
    "/_styleguide",
)


@pytest.fixture
def changing(world) -> Iterator[World]:
    """The world; what a test does to it is undone."""
    snapshot = Snapshot(world)
    yield world
    snapshot.restore()


def places(world: World) -> dict[str, object]:
    """Return something for each place of an address."""
    return {
        "agency_id": world.people.agency.id,
        "campaign_id": world.round.campaign_id,
        "case_id": world.round.report_case(),
        "day": "2026-11-25",
        "form_key": "request",
        "key": "approval",
        "obligation_id": world.obligation_id,
        "path": "nothing.js",
        "plan_id": world.plan_id,
        "role": "focal_point",
        "task_id": world.request.task_id,
        "token": world.links["open"],
        "user_id": world.people.leader.id,
        "version": 1,
    }


def addresses(world: World) -> list[tuple[str, str]]:
    """Return every route that can be opened, with an address of it."""
    known = places(world)
    opened = [route.path for route in routes(world.app) if route.method == "GET"]
    return [(path, re.sub(r"<(?:\w+:)?(\w+)>", lambda at: str(known.get(at[1], 1)), path)) for path in opened]


def test_every_answer_carries_the_security_headers_and_opening_changes_nothing(world):
    before, wrong = world.digests(), []
    token = world.program(world.people.coordinator).token
    for who in (world.people.coordinator, None):
        for path, address in addresses(world):
            bearer = {"Authorization": f"Bearer {token}"} if who and address.startswith("/api/") else {}
            response = world.browser(who).get(address, headers=bearer)
            assert response.status_code < 500, address
            wrong += [f"{address}: no {name}" for name in ALWAYS if name not in response.headers]
            is_kept = response.headers.get("Cache-Control", "").find("no-store") < 0
            if is_kept and response.status_code == 200 and not path.startswith((*KEPT_BY_CACHES, "/health")):
                wrong.append(f"{address}: {response.headers.get('Cache-Control')}")
    assert wrong == []
    assert world.digests() == before


def test_nobody_posts_with_a_token_of_somebody_else(world):
    stolen = world.token(world.people.outsider)
    unsafe = [route for route in routes(world.app) if route.method != "GET" and not route.path.startswith("/api/")]
    before, known = world.digests(), places(world)
    taken = []
    for route in unsafe:
        address = re.sub(r"<(?:\w+:)?(\w+)>", lambda at: str(known.get(at[1], 1)), route.path)
        client = world.browser(world.people.administrator)
        for values in ({"data": {"csrf_token": stolen}}, {"headers": {"X-CSRFToken": "x" * 40}}):
            if client.open(address, method=route.method, **values).status_code != 400:
                taken.append(route.path)
    assert taken == []
    assert world.digests() == before


def copied(world: World, person: Person) -> FlaskClient:
    """Return another browser with a copy of the person's cookies."""
    thief = world.app.test_client()
    thief._cookies = dict(world.browser(person)._cookies)
    assert thief.get("/account").status_code == 200
    return thief


def is_out(client: FlaskClient) -> bool:
    response = client.get("/account")
    return response.status_code == 302 and response.location.startswith("/sign-in")


def test_a_cookie_copied_before_signing_out_opens_nothing_afterwards(changing):
    head = changing.people.head
    thief = copied(changing, head)
    changing.post(head, "/sign-out", {})
    assert is_out(thief)


def test_a_cookie_copied_before_a_new_password_opens_nothing_afterwards(changing):
    head, thief = changing.people.head, changing.app.test_client()
    fields = {"email": head.email, "password": PASSWORD, "csrf_token": csrf_token(thief)}
    assert thief.post("/sign-in", data=fields).status_code == 302
    changing.post(head, "/account/password", {"current_password": PASSWORD, "password": CHOSEN})
    assert is_out(thief)
    assert not is_out(changing.browser(head))


def test_a_cookie_of_a_disabled_account_opens_nothing(changing):
    leader = changing.people.leader
    thief = copied(changing, leader)
    path = f"/users/{leader.id}/disable"
    changing.post(changing.people.administrator, path, {"reason": "Nghỉ hưu"})
    assert is_out(thief)


def test_signing_in_makes_a_new_session(changing):
    client = changing.app.test_client()
    client.set_cookie("td-session", "chosen-by-somebody-else")
    fields = {"email": changing.people.head.email, "password": PASSWORD, "csrf_token": csrf_token(client)}
    client.post("/sign-in", data=fields)
    assert client.get_cookie("td-session").value != "chosen-by-somebody-else"
    assert not is_out(client)


def test_cookies_in_production_are_for_this_host_encrypted_and_out_of_scripts_reach(changing, monkeypatch):
    monkeypatch.setenv("TIENDO_ENV", "production")
    monkeypatch.setenv("SECRET_KEY", "a key for tests only")
    names = ("SQLALCHEMY_DATABASE_URI", "STORAGE_DIR", "ANCHOR_DIR", "ARGON2")
    app = create_app({name: changing.app.config[name] for name in names})
    client, place = app.test_client(), {"base_url": "https://localhost"}
    page = client.get("/sign-in", **place)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    fields = {"email": changing.people.head.email, "password": PASSWORD, "csrf_token": token[1]}
    answer = client.post("/sign-in", data=fields, headers={"Referer": "https://localhost/sign-in"}, **place)
    units.dispose(app)
    assert answer.status_code == 302, answer.text
    cookies = [*page.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]
    assert {cookie.split("=")[0] for cookie in cookies} == {"__Host-td", "__Host-td-session"}
    for cookie in cookies:
        flags = {flag.strip() for flag in cookie.split(";")[1:]}
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= flags, cookie
    assert int(re.search(r"max-age=(\d+)", answer.headers["Strict-Transport-Security"])[1]) >= 365 * 24 * 3600


AWAY = ("//evil.example", "https://evil.example", "/\\evil.example", "/x\r\nSet-Cookie: a=b", "javascript:alert(1)")


@pytest.mark.parametrize("target", AWAY)
def test_signing_in_leads_nobody_away(changing, target):
    client = changing.app.test_client()
    fields = {"email": changing.people.head.email, "password": PASSWORD, "csrf_token": csrf_token(client)}
    answer = client.post("/sign-in", data={**fields, "next": target})
    assert (answer.status_code, answer.location) == (302, "/")
