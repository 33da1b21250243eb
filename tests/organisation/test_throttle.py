"""Guessing passwords is slowed down, counted exactly, and troubles nobody else."""

import threading
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from app.extensions import db
from app.organisation import throttle
from app.organisation.models import Throttle
from tests.support import units
from tests.support.people import PASSWORD, People

VICTIM = "ha@lamgiang.example"


def guess(writing, now, email: str = VICTIM, remote: str = "192.0.2.1") -> throttle.Count:
    with writing():
        return throttle.count([throttle.account(email), throttle.address(remote)], now)


def test_delays_double_up_to_a_minute_then_comes_the_pause():
    delays = [throttle.SIGN_IN.delay_after(failures).total_seconds() for failures in range(1, 11)]
    assert delays == [3, 6, 12, 24, 48, 60, 60, 60, 60, 900]


def test_a_try_during_the_delay_is_not_looked_at(app, writing, now):
    assert not guess(writing, now).is_refused
    assert guess(writing, now + timedelta(seconds=2)).wait == 1
    assert not guess(writing, now + timedelta(seconds=3)).is_refused


def test_ten_failures_pause_the_account_for_a_quarter_of_an_hour(app, writing, now):
    at = now
    for _ in range(10):
        count = guess(writing, at)
        at += timedelta(seconds=61)
    assert count.left == 0
    assert guess(writing, at).is_refused
    after_the_pause = guess(writing, at + timedelta(minutes=15))
    assert (after_the_pause.is_refused, after_the_pause.left) == (False, 9)


def test_other_accounts_are_not_slowed_down(app, writing, now):
    guess(writing, now)
    assert not guess(writing, now, email="khac@lamgiang.example").is_refused


def test_trying_many_accounts_from_one_address_is_slowed_down(app, writing, now):
    counts = [guess(writing, now, email=f"nguoi{number}@lamgiang.example") for number in range(60)]
    assert [count.is_refused for count in counts].index(True) == 51
    assert not guess(writing, now, email="ai@lamgiang.example", remote="192.0.2.2").is_refused


def test_a_right_password_is_not_held_against_the_address(app, writing, now):
    for number in range(80):
        email = f"nguoi{number}@lamgiang.example"
        assert not guess(writing, now, email=email).is_refused
        with writing():
            throttle.forget(throttle.account(email))
            throttle.take_back(throttle.address("192.0.2.1"), now)


@pytest.mark.database
def test_fifty_guesses_at_once_are_counted_exactly(app, now):
    """One is looked at, forty-nine come too early; none is lost."""
    start, counts = threading.Barrier(50), []

    def one_guess() -> None:
        start.wait()
        counts.append(guess(lambda: units.unit(app, writes=True), now))

    threads = [threading.Thread(target=one_guess) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with units.unit(app, writes=False):
        row = db.session.scalars(select(Throttle).where(Throttle.key.startswith("account:"))).one()
        assert (row.failures, row.refused) == (1, 49)
    assert Counter(count.is_refused for count in counts) == {False: 1, True: 49}


def test_the_page_says_how_long_to_wait_and_how_many_tries_are_left(visit, people: People, clock):
    page = visit().open("/sign-in")
    for _ in range(6):
        page = page.form("/sign-in").submit(status=422, email=VICTIM, password="wrong")
        clock.pass_time(seconds=61)
    assert "4" in page.one(".field-error").text
    early = page.form("/sign-in").submit(status=422, email=VICTIM, password="wrong")
    assert "3" in early.one(".field-error").text
    refused = early.form("/sign-in").submit(status=429, email=VICTIM, password=PASSWORD)
    assert int(refused.response.headers["Retry-After"]) == 60


def test_known_and_unknown_addresses_read_the_same(visit, people: People, clock):
    texts = []
    for email in (VICTIM, "khong.ai@lamgiang.example"):
        page = visit().open("/sign-in").form("/sign-in").submit(status=422, email=email, password="wrong")
        texts.append(page.text.replace(email, ""))
    assert all(one == other for one, other in pairwise(texts))


def test_signing_in_forgets_the_failures(visit, people: People, clock, reading):
    page = visit().open("/sign-in").form("/sign-in").submit(status=422, email=VICTIM, password="wrong")
    clock.pass_time(seconds=4)
    page.form("/sign-in").submit(email=VICTIM, password=PASSWORD)
    with reading():
        rows = db.session.scalars(select(Throttle)).all()
        assert [row.failures for row in rows] == [1]  # the address remembers the failure, not the success


def test_old_counts_are_swept_away(app, writing, now):
    guess(writing, now)
    with writing():
        assert throttle.forget_old(now) == 0
        assert throttle.forget_old(now + timedelta(days=2)) == 2
