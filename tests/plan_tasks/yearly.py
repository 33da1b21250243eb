"""A plan in force and its tasks as the tests run them, step by step through the real commands."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.cases.completing import complete_task
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import Actor
from app.plan_tasks.models import Assignment
from app.plan_tasks.service.starting import start_year
from app.plans.groups import GROUPS
from app.plans.models import Part, Plan, PlanStatus, PlanTask, PlanTaskAgency
from tests.support import processes, units
from tests.support.clock import NOW
from tests.support.deploying import deploy_shipped
from tests.support.people import People

OURS = ("extension_request", "plan_task_delivery", "plan_task", "contribution")
YEAR = 2026

IN_CHARGE = {
    "focal_name": "Lê Thị Thu",
    "focal_post": "Phó Trưởng phòng Quản lý công nghiệp",
    "focal_phone": "0912 345 678",
    "focal_email": "thu@congthuong.lamgiang.example",
}
ACCEPT = {"acceptance": "accept", **IN_CHARGE, "rhythm": "month"}
CLARIFY = {"acceptance": "clarify", "question": "Có gồm cửa hàng ngoài quốc lộ không?"}
ANSWER = {"answer": "Gồm mọi cửa hàng bán lẻ trên địa bàn tỉnh."}
RESULT = {"delivery_step": "result", "result": "Đã kiểm tra 42 cửa hàng, lập 3 biên bản."}
MORE_TIME = {
    "delivery_step": "extension",
    "result": "Mới kiểm tra 30 cửa hàng.",
    "extension_until": "2027-01-29",
    "extension_reason": "Bão số 12 làm hoãn đợt kiểm tra.",
}
GRANT = {"extension_decision": "grant", "extended_to": "2027-01-29"}
REFUSE = {"extension_decision": "refuse", "refusal_reason": "Đã gia hạn một lần."}
CONFIRM = {"head_decision": "approve"}
HEAD_RETURNS = {"head_decision": "return", "return_reason": "Bổ sung danh sách cửa hàng."}
DONE = {"check_decision": "accept"}
NOT_DONE = {"check_decision": "return", "return_reason": "Còn thiếu 12 cửa hàng.", "resubmit_by": "2027-01-15"}
UPDATE = {"progress_state": "on_track", "percent": 40, "progress": "Đã kiểm tra 17 cửa hàng."}


def deploy_ours() -> None:
    """Deploy the processes of plan tasks, in the open unit of work."""
    deploy_shipped(*OURS)


def make_plan(**values: Any) -> Plan:
    """Make a plan in force, issued in March."""
    defaults: dict[str, Any] = {
        "title": "Kế hoạch phát triển hoạt động đo lường năm 2026",
        "number": "86/KH-UBND",
        "issued": date(2026, 3, 12),
        "status": PlanStatus.in_force,
        "source_name": "ke-hoach.docx",
        "source_sha256": "0" * 64,
        "reading": "{}",
        "imported_at": NOW,
    }
    return _add(Plan(**{**defaults, **values}))


def make_row(plan: Plan, *leads: Agency | str, coordinating: tuple[Agency | str, ...] = (), **values: Any) -> PlanTask:
    """Add a row to the plan that is due at the end of the year; a text that names no group stays a text."""
    defaults: dict[str, Any] = {
        "position": len(_rows_of(plan)) + 1,
        "number": f"2.{len(_rows_of(plan)) + 1}",
        "group_path": '["II. Phát triển hạ tầng đo lường"]',
        "content": "Kiểm tra cột đo xăng dầu tại cửa hàng bán lẻ",
        "lead_text": "Sở Công Thương",
        "coordinating_text": "",
        "time_text": "Năm 2026",
        "result_text": "42 cửa hàng",
        "due_kind": "year",
        "first_due": date(2026, 12, 31),
        "source": "1-1",
    }
    row = _add(PlanTask(plan_id=plan.id, **{**defaults, **values}))
    for part, names in ((Part.lead, leads), (Part.coordinating, coordinating)):
        for name in names:
            _add(_part(row, part, name))
    return row


def _part(row: PlanTask, part: Part, name: Agency | str) -> PlanTaskAgency:
    if isinstance(name, str):
        return PlanTaskAgency(task_id=row.id, part=part, name=name, group=name if name in GROUPS else None)
    return PlanTaskAgency(task_id=row.id, part=part, name=name.name, agency_id=name.id)


def _rows_of(plan: Plan) -> list[int]:
    return list(db.session.scalars(select(PlanTask.id).where(PlanTask.plan_id == plan.id)))


def _add(record: Any) -> Any:
    db.session.add(record)
    db.session.flush()  # the caller wants its key
    return record


class Task:
    """One running plan task of Sở Công Thương; every step is a unit of work of its own, as a request would make it."""

    def __init__(self, case_id: int, people: People) -> None:
        self.case_id = case_id
        self.people = people

    def do(self, element: str, entries: dict[str, Any], actor: Actor, now: datetime = NOW) -> None:
        """Complete the open task at `element`."""
        with units.writing():
            complete_task(processes.open_task(self.case_id, element).id, entries, actor=actor, now=now)

    def accept(self, entries: dict[str, Any] = ACCEPT, now: datetime = NOW) -> None:
        """Let the focal point answer whether it takes the task on."""
        self.do("accept_task", entries, self.people.focal_point.actor, now)

    def deliver(self, entries: dict[str, Any] = RESULT, now: datetime = NOW) -> None:
        """Let the focal point send the result to its head, or ask for more time."""
        self.do("deliver_result", entries, self.people.focal_point.actor, now)

    def confirm(self, entries: dict[str, Any] = CONFIRM, now: datetime = NOW) -> None:
        """Let the head send the result to the department."""
        self.do("confirm_result", entries, self.people.head.actor, now)

    def check(self, entries: dict[str, Any] = DONE, now: datetime = NOW) -> None:
        """Let the specialist compare the result with the plan."""
        self.do("check_result", entries, self.people.specialist.actor, now)

    def decide(self, element: str, entries: dict[str, Any], now: datetime = NOW) -> None:
        """Let the coordinator decide."""
        self.do(element, entries, self.people.coordinator.actor, now)

    @property
    def assignment(self) -> Assignment:
        """The record behind the case, in the open unit of work."""
        return db.session.scalars(select(Assignment).where(Assignment.case_id == self.case_id)).one()


def begin(people: People, *, year: int = YEAR, now: datetime = NOW, **values: Any) -> Task:
    """Start the year of a plan with one row, led by Sở Công Thương and coordinated by the commune."""
    with units.writing():
        deploy_ours()
        plan_id = make_row(make_plan(), people.agency, coordinating=(people.other_agency,), **values).plan_id
    start(people, plan_id, year=year, now=now)
    return Task(cases_of(plan_id)[0], people)


def start(people: People, plan_id: int, *, year: int = YEAR, now: datetime = NOW, **options: Any) -> int:
    """Start a year as the coordinator; the jobs that open its cases run behind the commit."""
    with units.writing():
        return start_year(plan_id, year, actor=people.coordinator.actor, now=now, **options)


def cases_of(plan_id: int) -> list[int]:
    """Return the cases of a plan's tasks in the order of their roster."""
    with units.reading():
        return [one.case_id or 0 for one in assignments_of(plan_id)]


def assignments_of(plan_id: int) -> list[Assignment]:
    """Return the assignments of a plan, in the open unit of work."""
    query = select(Assignment).join(PlanTask, PlanTask.id == Assignment.plan_task_id)
    return list(db.session.scalars(query.where(PlanTask.plan_id == plan_id).order_by(Assignment.id)))
