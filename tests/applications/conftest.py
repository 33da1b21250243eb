"""A kind of application that is open to everybody."""

import pytest

from app.applications import kinds
from tests.applications.laboratory import KEY, open_for_applications
from tests.applications.walking import Applicant


@pytest.fixture
def offered(app, database, people, writing):
    """The laboratory's application can be made; afterwards it is offered no more."""
    with writing():
        open_for_applications()
    yield
    kinds._kinds.pop(KEY, None)


@pytest.fixture
def applicant(offered, visit) -> Applicant:
    """A stranger with a browser."""
    return Applicant(visit())
