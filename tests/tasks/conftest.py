"""What the tests of the task pages share: cases at their first step, and somebody who types."""

from collections.abc import Callable

import pytest

from tests.support import processes, reports
from tests.support.people import Person
from tests.support.typing import Typist


@pytest.fixture
def started(writing, people):
    """A case of Sở Công Thương at its first step, "Viết đề nghị": a short form."""
    with writing():
        processes.deploy_approval()
        return processes.start("approval", people.agency)


@pytest.fixture
def owed(writing, people):
    """A yearly report that Sở Công Thương owes: a long form with groups, rows and files."""
    with writing():
        reports.deploy_report()
        return reports.owe_report(people.agency)


@pytest.fixture
def typist(visit) -> Callable[[Person, int], Typist]:
    """Return somebody at the form of a task: `typist(people.focal_point, task_id)`."""
    return lambda person, task_id: Typist(visit(person), task_id)
