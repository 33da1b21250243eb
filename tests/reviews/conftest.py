"""A review of a plan with two lead agencies."""

import pytest

from tests.reviews.reviewing import Reviewed


@pytest.fixture
def begun(app, database, people) -> Reviewed:
    """A review that has begun; nobody has been asked yet."""
    return Reviewed(people)


@pytest.fixture
def asked(begun) -> Reviewed:
    """A review whose lead agencies have been asked."""
    begun.open()
    return begun
