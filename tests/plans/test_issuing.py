"""A plan made of rows stands as an imported one does: names matched, times read, duties laid, nothing left open."""

import json
from datetime import date

import pytest

from app.organisation.models import AgencyKind
from app.plans.errors import PlanInForce
from app.plans.models import DutyState, Part, PlanStatus
from app.plans.queries import duties_of, tasks_of
from app.plans.service.deciding import decide_due
from app.plans.service.issuing import IssuedDuty, IssuedPlan, IssuedRow, issue_plan
from app.reports.queries import obligations

pytestmark = pytest.mark.database

ROW = IssuedRow(
    number="1",
    group=("I. Tuyên truyền",),
    content="Tập huấn pháp luật về đo lường",
    lead="Sở Công Thương",
    coordinating="UBND các xã, phường; Sở Công Thương",
    time="Quý III năm 2027",
    result="02 lớp",
    funding="Ngân sách tỉnh: 120 triệu đồng",
)
DUTY = IssuedDuty("Báo cáo trước ngày 30/11/2027", frozenset({AgencyKind.department}), date(2027, 11, 30), True, "IV")
PLAN = IssuedPlan("Kế hoạch năm 2027", "12/KH-UBND", date(2027, 1, 15), "UBND tỉnh", 2027, 2027, duties=[DUTY])


@pytest.fixture
def issued(database, app, people, writing, now) -> int:
    """The plan of one row, issued."""
    with writing():
        return issue_plan(PLAN, [ROW], actor=people.specialist.actor, now=now).id


def test_its_row_names_agencies_of_the_register_and_reads_the_time(issued, reading, people):
    with reading():
        (task,) = tasks_of(issued)
        parts = {(part.part, part.agency_id, part.group) for part in task.parts}
        assert parts == {(Part.lead, people.agency.id, None), (Part.coordinating, None, "communes")}
        assert (task.first_due, task.due_from, task.plan.status) == (date(2027, 9, 30), 2027, PlanStatus.in_force)
        assert json.loads(task.review) == []


def test_its_duty_becomes_an_obligation(issued, reading):
    with reading():
        (duty,) = obligations()
        assert (duty.plan_id, duty.due_day, duty.due_month, duty.due_is_exclusive) == (issued, 30, 11, True)
        assert [one.state for one in duties_of(issued)] == [DutyState.confirmed]


def test_its_rows_can_no_longer_be_changed(issued, reading, writing, people, now):
    with reading():
        task_id = tasks_of(issued)[0].id
    with writing(), pytest.raises(PlanInForce):
        decide_due(issued, task_id, None, actor=people.coordinator.actor, now=now)


def test_everybody_can_open_what_was_issued(issued, visit, people):
    agency = visit(people.focal_point)
    agency.page("plans.show", plan_id=issued)
    assert "Tập huấn pháp luật" in agency.client.get(f"/plans/{issued}/document").text
