"""What runs for the rows of a plan goes on with its amended version; what was dropped waits for a decision."""

import pytest
from sqlalchemy import select

from app.amendments.queries import left_behind
from app.amendments.service.changing import change_row, drop_row
from app.cases.models import Case, CaseStatus
from app.clock import LOCAL
from app.extensions import db
from app.plan_tasks.models import Assignment
from app.plan_tasks.service.starting import start_year
from app.plans.versions import current_row
from tests.amendments.plans import cells
from tests.support import steps

pytestmark = pytest.mark.database


@pytest.fixture
def issued(amendment, people, writing, now):
    """An amendment in force of a plan whose tasks run: the first row is due later, the second one dropped."""
    coordinator = people.coordinator.actor
    with writing():
        steps.deploy("extension_request", "plan_task_delivery", "plan_task", "contribution")
        start_year(amendment.plan_id, 2027, actor=coordinator, now=now)
    with writing():
        texts = cells(time_text="Quý IV năm 2027")
        change_row(amendment.case_id, amendment.row_ids[0], texts, "Lùi tiến độ.", actor=coordinator, now=now)
        drop_row(amendment.case_id, amendment.row_ids[1], "Không còn kinh phí.", actor=coordinator, now=now)
    amendment.submit()
    amendment.approve()
    return amendment


def test_running_cases_follow_their_rows_and_changed_dates(issued, reading):
    with reading():
        changed = current_row(issued.row_ids[0])
        assignment = db.session.scalars(select(Assignment).where(Assignment.plan_task_id == changed.id)).one()
        case = db.session.get_one(Case, assignment.case_id)
        assert f"{assignment.due_at.astimezone(LOCAL):%d/%m/%Y}" == "31/12/2027"
        assert (case.due_at, case.status) == (assignment.due_at, CaseStatus.running)


def test_what_runs_for_a_dropped_row_is_listed_and_not_ended(issued, reading):
    with reading():
        (left,) = left_behind(issued.row)
        assert (left.plan_task_id, left.case.status) == (issued.row_ids[1], CaseStatus.running)
