"""A plan that is being amended."""

import pytest

from tests.amendments.plans import Amendment


@pytest.fixture
def amendment(app, database, people) -> Amendment:
    """An amendment whose changes are still to be proposed."""
    return Amendment(people)
