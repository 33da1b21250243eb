"""A plan task that has been given to Sở Công Thương, and one that it has accepted."""

import pytest

from tests.plan_tasks.yearly import Task, begin


@pytest.fixture
def given(app, database, people) -> Task:
    """A task that waits to be accepted, due at the end of 2026; the commune coordinates."""
    return begin(people)


@pytest.fixture
def running(given) -> Task:
    """A task that is being carried out, with monthly updates."""
    given.accept()
    return given
