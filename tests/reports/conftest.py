"""A round that is open for Sở Công Thương, a commune and the Committee's office."""

import pytest

from tests.reports.rounds import Round, open_round


@pytest.fixture
def opened(app, database, people) -> Round:
    """An open round, due before 30/11/2026."""
    return open_round(people)
