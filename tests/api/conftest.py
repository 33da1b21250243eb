"""Programs that call the API as the named people."""

import pytest

from tests.support import processes
from tests.support.api import program_of


@pytest.fixture
def program(app):
    """Return the program of a person: `program(people.focal_point).get("/tasks")`."""
    return lambda person: program_of(app, person)


@pytest.fixture
def started(database, writing, people):
    """A case of Sở Công Thương that waits for its focal point."""
    with writing():
        processes.deploy_approval()
        return processes.start("approval", people.agency)
