"""What the tests of the wizard share: a plan that is being read, and one in force."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.extensions import db
from app.plans.models import PlanTask, PlanTaskAgency
from app.plans.rows import is_settled
from app.plans.service import import_document, put_in_force
from tests.plans.documents import NAME, plan_docx, settle_register


@dataclass(frozen=True)
class Kept:
    """A plan as a test needs it."""

    id: int
    title: str


@pytest.fixture
def register(people, writing) -> dict[str, int]:
    """The register that knows most of the plan's names."""
    with writing():
        return {key: agency.id for key, agency in settle_register(people.department, people.agency).items()}


@pytest.fixture
def plan(people, register, writing, now) -> Kept:
    """A plan that is being read."""
    with writing():
        plan = import_document(plan_docx(), NAME, actor=people.coordinator.actor, now=now)
        return Kept(plan.id, plan.title)


@pytest.fixture
def in_force(plan, people, writing, now) -> Kept:
    """The plan in force, doubtful names left as text."""
    with writing():
        put_in_force(plan.id, actor=people.coordinator.actor, now=now, leads_as_text=True)
    return plan


def task(number: str) -> PlanTask:
    """Return a row by its printed number; inside a unit of work."""
    return db.session.query(PlanTask).filter_by(number=number).one()


def open_part(number: str) -> PlanTaskAgency:
    """Return the first name of a row that nobody has settled; inside a unit of work."""
    return next(part for part in task(number).parts if not is_settled(part))


@pytest.fixture
def key_of(reading) -> Callable[[str], tuple[int, int]]:
    """Return a function from a printed number to the keys of its row and of its open name (0 when none is open)."""

    def keys(number: str) -> tuple[int, int]:
        with reading():
            parts = [part.id for part in task(number).parts if not is_settled(part)]
            return task(number).id, next(iter(parts), 0)

    return keys
