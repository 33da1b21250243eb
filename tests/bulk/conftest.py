"""An open round of two agencies, and the way to do something to both at once."""

import pytest

from app.bulk.service import act_on_many
from app.bulk.targets import Chosen, targets_of
from tests.notifications.conftest import catcher, send  # noqa: F401 (the mail server of those tests)
from tests.reports.rounds import Round, open_round
from tests.support.clock import NOW


@pytest.fixture
def opened(app, database, people) -> Round:
    """An open round, due before 30/11/2026, of Sở Công Thương, a commune and the Committee's office."""
    return open_round(people)


@pytest.fixture
def cases(opened, people) -> tuple[int, int]:
    """The reports of Sở Công Thương and of the commune."""
    return opened.report_case(), opened.report_case(people.other_agency.id)


@pytest.fixture
def act(writing, people, cases):
    """Do the order to both reports (or to other keys) and return the act's key."""

    def act(order, keys=None, key="once", now=NOW, actor=None) -> int:
        with writing():
            doing = actor or people.coordinator.actor
            chosen = Chosen.read(keys or [f"c{case_id}" for case_id in cases])
            return act_on_many(order, targets_of(chosen, order.kind, doing), key=key, actor=doing, now=now).id

    return act
