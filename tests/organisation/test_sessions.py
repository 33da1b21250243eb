"""Sessions live on the server and die there."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from app.extensions import db
from app.organisation import sessions
from app.organisation.identity import actor_for, actor_from_bearer, signed_in_by_cookie
from app.organisation.models import UserSession
from app.organisation.roles import Role
from app.organisation.service.users import disable, issue_token, revoke_tokens
from app.timeline.log import Subject
from app.timeline.queries import entries
from tests.support.people import PASSWORD, People

LIFETIME = sessions.Lifetime(idle=timedelta(minutes=30), at_most=timedelta(hours=12))
CHOSEN = "năm con trâu qua cầu tre"


@pytest.fixture
def cookie(people: People, writing, now) -> str:
    """The token of a session of the focal point."""
    with writing():
        return sessions.open_session(people.focal_point.id, LIFETIME, now, address="192.0.2.1", browser="Firefox")


@pytest.fixture
def statements(app):
    """The SQL that is executed from now on."""
    seen: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.database
def test_one_query_tells_who_somebody_is(people: People, cookie, reading, now, statements):
    with reading():
        person = signed_in_by_cookie(cookie, LIFETIME, now)
    assert person.actor == people.focal_point.actor
    assert len(statements) == 1


def test_a_deputy_sits_where_the_holder_sits(people: People, reading):
    with reading():
        assert actor_for(people.deputy.id).sits_at(people.agency.id, Role.focal_point)


def test_a_session_ends_when_unused_for_half_an_hour(people: People, cookie, reading, now):
    with reading():
        assert signed_in_by_cookie(cookie, LIFETIME, now + timedelta(minutes=29))
        assert signed_in_by_cookie(cookie, LIFETIME, now + timedelta(minutes=31)) is None


def test_using_it_keeps_a_session_alive_but_not_for_ever(people: People, cookie, writing, now):
    for minutes in range(20, 13 * 60, 20):
        at = now + timedelta(minutes=minutes)
        with writing():
            person = signed_in_by_cookie(cookie, LIFETIME, at)
            if person is None:
                break
            sessions.touch(person.session_id, at)
    assert minutes == 12 * 60


def test_use_is_noted_after_the_answer(visit, people: People, clock, reading):
    visitor = visit(people.focal_point)
    at = clock.pass_time(minutes=20)
    visitor.client.get("/account", buffered=True).close()
    with reading():
        assert db.session.scalars(select(UserSession.last_seen_at)).one() == at


def test_whoever_was_away_too_long_is_told_so(visit, people: People, clock):
    visitor = visit(people.focal_point)
    clock.pass_time(minutes=31)
    page = visitor.page("account.show")
    assert page.path == "/sign-in"
    assert "30" in page.one(".note").text


@pytest.mark.database
def test_disabling_an_account_ends_its_sessions_and_tokens_at_once(visit, people: People, writing, now):
    visitor = visit(people.focal_point)
    with writing():
        token = issue_token(people.focal_point.id, people.administrator.actor, now)
    with writing():
        disable(people.focal_point.id, "nghỉ hưu", people.administrator.actor, now)
    assert visitor.page("account.show").path == "/sign-in"
    with writing():
        assert actor_from_bearer(token) is None


def test_changing_the_password_ends_the_other_sessions_only(visit, people: People):
    here, elsewhere = visit(people.focal_point), visit(people.focal_point)
    form = here.page("account.show").form("/account/password")
    assert form.submit(current_password=PASSWORD, password=CHOSEN).path == "/account"
    assert elsewhere.page("account.show").path == "/sign-in"


def test_the_present_password_is_asked_for(visit, people: People):
    form = visit(people.focal_point).page("account.show").form("/account/password")
    page = form.submit(status=422, current_password="wrong", password=CHOSEN)
    assert page.one(".field-error").text


def test_a_person_ends_a_session_of_their_own_only(visit, people: People, cookie):
    owner, stranger = visit(people.focal_point), visit(people.outsider)
    path = next(form["action"] for form in owner.page("account.show").all("form") if form["action"].endswith("/end"))
    token = stranger.page("account.show").form("/account/password").fields["csrf_token"]
    stranger.post(path, {"csrf_token": token}, status=404)
    page = owner.page("account.show").form(path).submit()
    assert not [form for form in page.all("form") if form["action"].endswith("/end")]


def test_language_and_shortcuts_are_remembered(visit, people: People):
    form = visit(people.focal_point).page("account.show").form("/account/preferences")
    page = form.submit(locale="en", uses_shortcuts=[])
    assert page.one("html")["lang"] == "en"
    assert page.one("html")["data-shortcuts-default"] == "off"


@pytest.mark.database
def test_a_bearer_token_is_recognised_in_one_query_until_revoked(people: People, writing, now, statements):
    with writing():
        token = issue_token(people.coordinator.id, people.administrator.actor, now)
    statements.clear()
    with writing():
        assert actor_from_bearer(token) == people.coordinator.actor
    assert len(statements) == 1
    with writing():
        assert revoke_tokens(people.coordinator.id, people.administrator.actor, now) == 1
    with writing():
        assert actor_from_bearer(token) is None


def test_signing_in_and_out_is_in_the_history(visit, people: People, reading):
    visit(people.focal_point).page("account.show").form("/sign-out").submit()
    with reading():
        actions = [entry.action for entry in entries(Subject("user", people.focal_point.id))]
    assert actions == ["user.signed_out", "user.signed_in"]


def test_sessions_that_are_over_are_swept_away(people: People, cookie, writing, now):
    with writing():
        assert sessions.forget_expired(LIFETIME, now) == 0
        assert sessions.forget_expired(LIFETIME, now + timedelta(days=2)) == 1
        assert sessions.forget_expired(LIFETIME, now + timedelta(days=2)) == 0
