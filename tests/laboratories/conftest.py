"""A laboratory that has just asked for support."""

import pytest

from tests.laboratories.files import File, ask


@pytest.fixture
def file(app, database, people) -> File:
    """Its file, waiting for the specialist to look at the request."""
    return ask(people)
