"""What the tests of the task pages share: a case that waits for its focal point."""

import pytest

from tests.support import processes


@pytest.fixture
def started(writing, people):
    """A case of Sở Công Thương at its first step, "Viết đề nghị"."""
    with writing():
        processes.deploy_approval()
        return processes.start("approval", people.agency)
