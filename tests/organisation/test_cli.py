"""Accounts from the command line."""

import pytest

from app.extensions import db
from app.organisation.identity import actor_for, actor_from_bearer
from app.organisation.models import User
from app.organisation.roles import Role
from app.timeline.outbox_models import OutboxMessage
from tests.support.people import People


@pytest.fixture
def run(app):
    """Return a function that runs a command and gives what it printed."""
    return lambda *words: app.test_cli_runner().invoke(args=list(words))


def test_the_first_administrator_is_opened_and_invited(app, run, reading):
    assert run("user", "create", "Goc@lamgiang.example", "Lý Văn Gốc", "--role", "administrator").exit_code == 0
    with reading():
        user = db.session.query(User).one()
        assert user.email == "goc@lamgiang.example"
        assert actor_for(user).has(Role.administrator)
        assert db.session.query(OutboxMessage).one().address == user.email


def test_a_token_is_printed_alone_and_works(people: People, run, reading):
    printed = run("user", "token", people.coordinator.email).stdout.strip()
    with reading():
        assert actor_from_bearer(printed) == people.coordinator.actor


def test_revoked_tokens_work_no_longer(people: People, run, reading):
    printed = run("user", "token", people.coordinator.email).stdout.strip()
    run("user", "revoke-tokens", people.coordinator.email)
    with reading():
        assert actor_from_bearer(printed) is None


@pytest.mark.parametrize("command", ["token", "invite", "revoke-tokens"])
def test_an_unknown_address_is_one_sentence_and_changes_nothing(app, run, command):
    result = run("user", command, "khong.ai@lamgiang.example")
    assert result.exit_code == 1
    assert "khong.ai@lamgiang.example" in result.stderr
    assert result.stdout == ""


def test_an_address_that_is_taken_is_one_sentence(people: People, run):
    result = run("user", "create", people.leader.email, "Ai Đó", "--role", "leader")
    assert (result.exit_code, people.leader.name in result.stderr) == (1, True)


def test_a_disabled_account_is_not_invited(people: People, run, writing, now):
    with writing():
        db.session.get_one(User, people.leader.id).disabled_at = now
    assert run("user", "invite", people.leader.email).exit_code == 1
