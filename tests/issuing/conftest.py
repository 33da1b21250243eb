"""A letter on its way through the shared steps."""

import pytest

from tests.issuing.letters import APPROVE, SIGN, Case


@pytest.fixture
def letter(app, database, people) -> Case:
    """A letter that waits to be written."""
    return Case(people.agency)


@pytest.fixture
def submitted(letter, people) -> Case:
    """A letter that waits for the People's Committee."""
    letter.do("write", {"subject": "Kế hoạch"}, people.specialist.actor)
    letter.do("sign_document", SIGN, people.leader.actor)
    return letter


@pytest.fixture
def approved(submitted, people) -> Case:
    """A letter that waits to be sent out."""
    submitted.do("decide_submission", APPROVE, people.committee_office.actor)
    return submitted
