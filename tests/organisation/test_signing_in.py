"""Who may come in, and what stops them."""

from datetime import timedelta

import pytest
from flask import Response
from sqlalchemy import select

from app import create_app
from app.extensions import db
from app.organisation.gate import safe_next, set_sign_in_cookie
from app.organisation.models import User, UserSession
from app.organisation.service.signing_in import AccountChangedMeanwhile, Place, begin, complete
from app.organisation.sessions import Lifetime
from tests.support import units
from tests.support.people import PASSWORD, People

HERE = Place("192.0.2.1", "Firefox")
LIFETIME = Lifetime(idle=timedelta(minutes=30), at_most=timedelta(hours=12))


def test_the_right_password_opens_the_account(visit, people: People):
    page = visit(people.focal_point).page("account.show")
    assert people.focal_point.email in page.text


def test_a_stranger_is_sent_to_sign_in_and_back(visit, people: People):
    page = visit().page("account.show")
    assert page.path == "/sign-in"
    back = page.form("/sign-in").submit(email=people.focal_point.email, password=PASSWORD)
    assert back.path == "/account"


def test_the_cookie_of_before_is_refused_after_signing_out(visit, people: People):
    visitor = visit(people.focal_point)
    stolen = visitor.client.get_cookie("td-session").value
    visitor.page("account.show").form("/sign-out").submit()
    thief = visit()
    thief.client.set_cookie("td-session", stolen)
    assert thief.page("account.show").path == "/sign-in"


def test_only_a_digest_of_the_cookie_is_stored(visit, people: People, reading):
    visitor = visit(people.focal_point)
    token = visitor.client.get_cookie("td-session").value
    with reading():
        assert token not in repr(db.session.scalars(select(UserSession.token_digest)).all())


def test_a_hash_of_older_parameters_is_replaced_at_sign_in(app, visit, people: People, reading):
    app.config["ARGON2"] = {"time_cost": 2, "memory_cost": 16, "parallelism": 1}
    visit(people.focal_point)
    with reading():
        assert "m=16,t=2" in db.session.get_one(User, people.focal_point.id).password_hash


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/a\r\nX: 1",
        "\t//evil",
        "evil",
    ],
)
def test_nobody_is_led_away_after_signing_in(target):
    assert safe_next(target) == "/"


@pytest.mark.parametrize("target", ["/tasks/7", "/tasks?box=mine&q=do+luong", "/"])
def test_a_path_of_ours_is_a_way_back(target):
    assert safe_next(target) == target


def test_the_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts(settings, clock):
    app = create_app({**settings, "PRODUCTION": True, "SESSION_COOKIE_SECURE": True})
    with app.test_request_context():
        response = Response()
        set_sign_in_cookie(response, "token")
    units.dispose(app)
    (cookie,) = response.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-td-session=token;")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_signing_in_twice_gives_another_cookie(visit, people: People):
    cookies = [visit(people.focal_point).client.get_cookie("td-session").value for _ in range(2)]
    assert cookies[0] != cookies[1]


def test_a_disabled_account_is_refused_in_the_same_words_as_a_wrong_password(visit, people: People, writing, now):
    wrong = visit().open("/sign-in").form("/sign-in").submit(422, email=people.leader.email, password="wrong")
    with writing():
        db.session.get_one(User, people.head.id).disabled_at = now
    right = visit().open("/sign-in").form("/sign-in").submit(422, email=people.head.email, password=PASSWORD)
    assert right.one(".field-error").text == wrong.one(".field-error").text


def test_a_password_changed_meanwhile_lets_nobody_in(people: People, writing, now):
    with writing():
        attempt = begin(people.head.email, HERE, now)
    with writing():
        db.session.get_one(User, people.head.id).password_hash = "another"
    with writing(), pytest.raises(AccountChangedMeanwhile):
        complete(attempt, HERE, LIFETIME, now)
