"""Two coordinators at once: a number is given once, a draft is issued or deleted, never both."""

from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.documents.letters.deleting import delete_draft
from app.documents.letters.issuing import record_issue
from app.documents.letters.models import Letter
from app.errors import DomainError
from app.extensions import db
from tests.cases.test_races import race
from tests.documents.letters.conftest import ISSUE, LATE, signed
from tests.support import units

pytestmark = [pytest.mark.database, pytest.mark.slow]

ROUNDS = 10


@pytest.fixture
def meet(app):
    """Let two commands meet, round by round; return how often each ended how."""

    def meet(*commands):
        ended = Counter()

        def runner(command):
            def run(number):
                try:
                    command(number)
                except DomainError as refused:
                    db.session.rollback()
                    ended[type(refused).__name__] += 1
                else:
                    ended["won"] += 1

            return run

        race(app, *map(runner, commands), rounds=ROUNDS)
        return ended

    return meet


def test_a_number_is_given_once(drafted, meet, people, reading):
    letters = [drafted()[0] for _ in range(2 * ROUNDS)]

    def record(offset):
        def command(number):
            issue = replace(ISSUE, number=f"{number + 1}/SKHCN-TĐC")
            record_issue(letters[2 * number + offset], issue, signed(), actor=people.coordinator.actor, now=LATE)

        return command

    ended = meet(record(0), record(1))
    assert ended["won"] == ROUNDS
    assert ended["Invalid"] + ended["NumberTaken"] == ROUNDS
    with reading():
        assert db.session.scalar(select(func.count(Letter.number))) == ROUNDS


def test_a_draft_is_issued_or_deleted(drafted, meet, people, reading):
    letters = [drafted()[0] for _ in range(ROUNDS)]
    coordinator = people.coordinator.actor

    def record(number):
        issue = replace(ISSUE, number=f"{number + 1}/SKHCN-TĐC")
        record_issue(letters[number], issue, signed(), actor=coordinator, now=LATE)

    def delete(number):
        delete_draft(letters[number], actor=coordinator, now=LATE)

    ended = meet(record, delete)
    assert ended["won"] == ROUNDS
    assert ended["LetterNotFound"] + ended["LetterAlreadyIssued"] == ROUNDS
    with units.reading():
        left = db.session.scalars(select(Letter)).all()
        assert all(letter.number for letter in left)
