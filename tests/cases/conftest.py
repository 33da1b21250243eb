"""What the tests of the case pages share."""

import pytest

from tests.support import processes


@pytest.fixture
def opened(writing, people):
    """A case of Sở Công Thương at its first step."""
    with writing():
        processes.deploy_approval()
        return processes.start("approval", people.agency)


@pytest.fixture
def case_id(opened) -> int:
    """That case's key."""
    return opened.case_id
