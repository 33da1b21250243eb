"""The task that the stories about waves are about."""

import pytest

from app.cases.models import UserTask
from app.notifications.skips.service import skip_once
from tests.notifications.waves.looking import DUE, TWO_BEFORE
from tests.notifications.work import make_due_task, morning
from tests.support.factories import make_case


@pytest.fixture
def task(people, writing) -> UserTask:
    """A report of Sở Công Thương, due on Friday 27/11."""
    with writing():
        return make_due_task(make_case(people.agency), day=DUE, name="Báo cáo năm 2026")


@pytest.fixture
def skipped(people, task, writing):
    """Sở Công Thương is left alone on 25/11."""
    with writing():
        skip_once(people.agency.id, TWO_BEFORE, "đã hẹn nộp", people.coordinator.actor, morning(23))
