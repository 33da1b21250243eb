"""Who can sign in to the demo province."""

import json
from collections import Counter

import pytest
from sqlalchemy import select

from app.demo.accounts import PASSWORD, accounts
from app.extensions import db
from app.organisation.dormancy import is_dormant
from app.organisation.identity import actor_for
from app.organisation.models import User
from app.organisation.passwords import faults, matches
from app.organisation.roles import SEAT_ROLES, Role
from tests.support.sessions import sign_in
from tests.support.units import unit

pytestmark = [pytest.mark.slow]


def listed(province):
    answer = province.run("accounts", "--json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_the_list_gives_address_password_role_and_agency(province):
    assert {"email", "password", "role", "agency"} <= set(listed(province)[0])


def test_every_role_is_there(province):
    assert {account["role"] for account in listed(province)} == {role.value for role in Role}


def test_nobody_is_listed_twice_in_a_role(province):
    held = Counter((account["email"], account["role"], account["agency"]) for account in listed(province))
    assert [key for key, times in held.items() if times > 1] == []


def test_the_first_of_each_role_signs_in_through_the_page(province):
    first = {}
    for account in accounts():
        first.setdefault(account.role, account)
    for account in first.values():
        sign_in(province.app.test_client(), account, account.password)


@pytest.mark.database
def test_everybody_listed_can_sign_in_and_has_the_role(database, province):
    with unit(province.app, writes=False):
        refused = [account.email for account in accounts() if not _can_sign_in(account, province.now)]
    assert refused == []


def test_some_never_came(province):
    with unit(province.app, writes=False):
        waiting = select(User.name).where(User.password_hash.is_(None), User.invited_at.is_not(None))
        assert "Mai Văn Thọ" in set(db.session.scalars(waiting))


def test_the_common_password_is_one_that_the_system_would_take(province):
    with province.app.test_request_context():
        assert [faults(PASSWORD, account.email, account.name) for account in accounts()] == [[]] * len(accounts())


def _can_sign_in(account, now) -> bool:
    user = db.session.scalars(select(User).where(User.email == account.email)).one()
    actor, role = actor_for(user), Role(account.role)
    holds = any(role is seat for _, seat in actor.seats) if role in SEAT_ROLES else actor.has(role)
    return holds and matches(user.password_hash, account.password) and not is_dormant(user, now)
