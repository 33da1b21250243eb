"""Invitations, forgotten passwords and sleeping accounts: one link, one use."""

import re

import pytest
from sqlalchemy import select

from app.extensions import db
from app.organisation.models import AccountLink, User
from app.organisation.service.links import invite
from app.timeline.outbox_models import OutboxMessage
from tests.support.factories import make_user
from tests.support.people import PASSWORD, People

CHOSEN = "năm con trâu qua cầu tre"


def newest_link() -> str:
    """Return the path of the link in the newest letter."""
    text = db.session.scalars(select(OutboxMessage.text).order_by(OutboxMessage.id.desc())).first()
    return re.search(r"http://localhost(/account/link/\S+)", text)[1]


@pytest.fixture
def invitation(people: People, writing, now) -> str:
    """The path of an invitation to somebody new."""
    with writing():
        invite(make_user("Tạ Bích Thủy", "thuy@lamgiang.example"), people.coordinator.actor, now)
        return newest_link()


@pytest.fixture
def ask_for_reset(visit, people: People, reading):
    """Return a function that asks for a new password as somebody would, and returns the path of the link."""

    def ask(email: str = people.focal_point.email) -> str:
        visit().open("/forgot-password").form("/forgot-password").submit(email=email)
        with reading():
            return newest_link()

    return ask


def test_an_invitation_sets_the_password_and_lets_in(visit, invitation):
    page = visit().open(invitation).form(invitation).submit(password=CHOSEN)
    assert page.visitor.page("account.show").path == "/account"


@pytest.mark.database
def test_a_link_works_once(visit, invitation):
    visit().open(invitation).form(invitation).submit(password=CHOSEN)
    visit().open(invitation, status=410)


def test_looking_at_a_link_does_not_use_it_up(visit, invitation):
    visit().open(invitation)
    visit().open(invitation)


def test_an_invitation_lasts_seven_days(visit, invitation, clock):
    clock.pass_time(days=6, hours=23)
    visit().open(invitation)
    clock.pass_time(hours=2)
    visit().open(invitation, status=410)


def test_a_newer_link_replaces_the_older(visit, people: People, ask_for_reset, clock):
    first = ask_for_reset()
    second = ask_for_reset()
    visit().open(first, status=410)
    visit().open(second)


def test_a_reset_link_lasts_an_hour(visit, ask_for_reset, clock):
    link = ask_for_reset()
    clock.pass_time(minutes=61)
    visit().open(link, status=410)


def test_a_forged_link_is_refused_without_asking_the_database(visit, ask_for_reset):
    link = ask_for_reset()
    visit().open(link[:-4] + "abcd", status=410)


def test_the_database_does_not_hold_the_link(invitation, reading):
    token = invitation.rsplit("/", 1)[1].split(".")[0]
    with reading():
        assert token not in repr(db.session.scalars(select(AccountLink.token_digest)).all())


def test_a_new_password_ends_every_session(visit, people: People, ask_for_reset):
    old = visit(people.focal_point)
    link = ask_for_reset()
    visit().open(link).form(link).submit(password=CHOSEN)
    assert old.page("account.show").path == "/sign-in"


def test_asking_for_an_unknown_address_looks_the_same_and_sends_nothing(visit, people: People, reading):
    pages = []
    for email in (people.focal_point.email, "khong.ai@lamgiang.example"):
        page = visit().open("/forgot-password").form("/forgot-password").submit(email=email)
        pages.append(page.text.replace(email, ""))
    assert pages[0] == pages[1]
    with reading():
        assert db.session.scalars(select(OutboxMessage.address)).all() == [people.focal_point.email]


def test_a_sleeping_account_is_woken_by_a_link(visit, people: People, writing, clock):
    clock.pass_time(days=46)
    page = visit().open("/sign-in").form("/sign-in").submit(email=people.head.email, password=PASSWORD)
    assert page.visitor.page("account.show").path == "/sign-in"
    with writing():
        link = newest_link()
    woken = visit().open(link).form(link).submit(password=CHOSEN)
    assert woken.visitor.page("account.show").path == "/account"


def test_a_wrong_password_does_not_tell_that_an_account_sleeps(visit, people: People, clock, reading):
    clock.pass_time(days=46)
    visit().open("/sign-in").form("/sign-in").submit(status=422, email=people.head.email, password="wrong")
    with reading():
        assert db.session.scalars(select(OutboxMessage)).all() == []


@pytest.mark.parametrize(
    "password", ["quá ngắn", "12345678901234", "matkhau1234567", "Tạ Bích Thủy 2026", "aaaaaaaaaaaaaaaa"]
)
def test_a_weak_password_is_refused_and_the_link_stays_good(visit, invitation, password):
    page = visit().open(invitation).form(invitation).submit(status=422, password=password)
    assert page.one(".field-error").text
    page.form(invitation).submit(password=CHOSEN)


def test_a_disabled_account_gets_no_link(visit, people: People, writing, now, reading):
    with writing():
        db.session.get_one(User, people.head.id).disabled_at = now
    visit().open("/forgot-password").form("/forgot-password").submit(email=people.head.email)
    with reading():
        assert db.session.scalars(select(OutboxMessage)).all() == []
