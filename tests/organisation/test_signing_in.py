"""Who may come in, and what stops them."""

from sqlalchemy import select

from app.extensions import db
from app.organisation.models import UserSession
from tests.support.people import PASSWORD, People


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
