"""A mail is opened when its recipient, signed in, comes through one of its links; whoever comes gets to the page."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from app.notifications.delivery import record_ends
from app.notifications.proof.tracing import message_named, token_of
from app.timeline.log import Subject
from app.timeline.outbox import enqueue
from app.timeline.outbox_models import OutboxMessage
from app.timeline.queries import entries
from tests.support import units
from tests.support.factories import make_case, make_user


@pytest.fixture
def mail(people, writing, send, catcher, now):
    """A mail to the focal point with a link to their tasks."""
    with writing():
        case = make_case(people.agency)
        person = people.focal_point
        enqueue(
            key="news", kind="news", recipient_id=person.id, address=person.email, subject="Tin",
            text="Xem: http://localhost/tasks?show=late#top", now=now, case_id=case.id,
        )  # fmt: skip
    send(now)
    return catcher.mails[-1]


def link_in(mail) -> str:
    return re.search(r"http://localhost(/m/\S+)", mail.text)[1]


def follow(visitor, mail):
    """Open the mail's link and read the answer to its end."""
    with visitor.client.get(link_in(mail).partition("#")[0]) as answer:
        return answer


def opened_at():
    with units.reading():
        return db.session.scalars(select(OutboxMessage.opened_at).where(OutboxMessage.key == "news")).one()


def test_text_and_html_lead_through_the_same_address(mail):
    assert re.fullmatch(r"/m/\d+\.[\w-]{27}/tasks\?show=late#top", link_in(mail))
    assert f'href="http://localhost{link_in(mail)}"' in mail.html


@pytest.mark.database
def test_the_recipient_who_is_signed_in_opens_it_once(database, app, people, mail, visit, now, clock):
    visitor = visit(people.focal_point)
    answer = follow(visitor, mail)
    assert (answer.status_code, answer.location) == (302, "/tasks?show=late")
    assert opened_at() == now
    clock.pass_time(hours=1)
    follow(visitor, mail)
    assert opened_at() == now
    with app.app_context():
        record_ends(now + timedelta(hours=2))
    with units.reading():
        case_id = db.session.scalars(select(OutboxMessage.case_id).where(OutboxMessage.key == "news")).one()
        assert [entry.action for entry in entries(Subject("case", case_id))] == ["message.opened", "message.sent"]


def test_a_scanner_that_follows_every_link_opens_nothing(mail, visit):
    answer = follow(visit(), mail)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in?next=/m/")
    assert opened_at() is None


def test_whoever_signs_in_on_the_way_arrives_and_has_opened_it(people, mail, visit, now):
    stranger = visit()
    back = follow(stranger, mail).location
    assert "next=" in back
    follow(visit(people.focal_point), mail)
    assert opened_at() == now


def test_somebody_else_comes_through_but_has_not_opened_it(people, mail, visit):
    assert follow(visit(people.coordinator), mail).location == "/tasks?show=late"
    assert opened_at() is None


def test_a_head_request_opens_nothing(people, mail, visit):
    visitor = visit(people.focal_point)
    visitor.client.head(link_in(mail).partition("#")[0])
    assert opened_at() is None


@pytest.mark.parametrize("token", ["1.forged", "999.AAAAAAAAAAAAAAAAAAAAAAAAAAA", "x", "1"])
def test_a_link_with_a_broken_signature_still_leads_to_its_page(people, visit, mail, token):
    assert visit(people.focal_point).client.get(f"/m/{token}/tasks").location == "/tasks"
    assert opened_at() is None


@pytest.mark.parametrize(
    "target",
    ["/evil.example", "//evil.example", "\\evil.example", "%2F%2Fevil.example", "https://evil.example", "%0d%0aX: 1"],
)
def test_no_link_leads_away_from_here(app, people, visit, mail, target):
    with app.app_context():
        token = token_of(1)
    answer = visit(people.focal_point).client.get(f"/m/{token}/{target}")
    location = answer.headers.get("Location", "/")
    assert location.startswith(("/", "http://localhost/"))
    assert not location.startswith(("//", "/\\"))
    assert "X" not in answer.headers


def test_the_mail_about_an_account_keeps_its_own_short_lived_link(app, writing, people, send, catcher, now):
    with writing():
        enqueue(
            key="a", kind="account", recipient_id=people.head.id, address=people.head.email, subject="S",
            text="http://localhost/account/link/abc", now=now,
        )  # fmt: skip
    send(now)
    assert "http://localhost/account/link/abc" in catcher.mails[-1].text


def test_the_words_of_a_mail_about_an_account_are_deleted_once_it_is_out(app, writing, people, send, now):
    with writing():
        enqueue(
            key="news", kind="account", recipient_id=people.head.id, address=people.head.email, subject="S",
            text="http://localhost/account/link/abc", html="<p>abc</p>", now=now,
        )  # fmt: skip
    send(now)
    with app.app_context():
        record_ends(now)
    with units.reading():
        row = db.session.scalars(select(OutboxMessage)).one()
        assert (row.subject, row.text, row.html) == ("S", "", None)


def test_nor_are_they_kept_when_the_account_was_closed_meanwhile(writing, send, now):
    with writing():
        user = make_user(disabled_at=now)
        enqueue(
            key="a", kind="account", recipient_id=user.id, address=user.email, subject="S",
            text="http://localhost/account/link/abc", now=now,
        )  # fmt: skip
    assert send(now) == 0
    with units.reading():
        assert db.session.scalars(select(OutboxMessage.text)).all() == [""]


def test_names_in_links_cannot_be_made_up(app):
    with app.app_context():
        token = token_of(7)
        assert message_named(token) == 7
        assert message_named(token.replace("7.", "8.")) is None
