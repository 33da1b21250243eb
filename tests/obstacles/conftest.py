"""Work that obstacles can be in the way of."""

import pytest

from tests.obstacles.obstacles import Work


@pytest.fixture
def work(app, database, people) -> Work:
    """A case with one open task."""
    return Work(people)
