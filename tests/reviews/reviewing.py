"""A review of a plan, step by step through the real commands."""

from typing import Any

from sqlalchemy import select

from app.cases.completing import complete_task
from app.extensions import db
from app.organisation.roles import Actor
from app.plans.models import Part, Plan, PlanStatus, PlanTask, PlanTaskAgency
from app.reviews.models import Review, SelfAssessment
from app.reviews.service.beginning import begin_review
from tests.issuing.letters import APPROVE, ISSUE, RETURN, SEND_BACK, SIGN
from tests.support import processes, units
from tests.support.clock import NOW
from tests.support.deploying import deploy_shipped
from tests.support.people import People

KEYS = ("sign_off", "committee_decision", "issue_document", "self_assessment", "plan_review")
OPENED = {"review_kind": "interim", "period_from": "2021", "period_to": "2025", "due_on": "2026-12-15"}
DONE = {"percent": 100, "achieved": "Đã kiểm tra 38 cửa hàng."}
HALF = {"percent": 50, "achieved": "Đã tập huấn 2 lớp.", "cause": "Chưa bố trí kinh phí.", "proposal": "Bổ sung."}
APPROVED = {"head_decision": "approve"}
ACCEPTED = {"assessment_decision": "accept"}
CLOSE = {"gathering": "close"}
DRAFT = {"results": "Đạt 2/3 chỉ tiêu.", "shortcomings": "Kinh phí chậm."}
AGREED = {"meeting_decision": "agree", "held_on": "2026-11-19", "conclusions": "Thông qua."}
REDRAFT = {**AGREED, "meeting_decision": "redraft", "return_reason": "Bổ sung số liệu cấp xã."}
FINISHED = {"report_summary": "Trình báo cáo sơ kết."}

__all__ = ["APPROVE", "ISSUE", "RETURN", "SEND_BACK", "SIGN"]


def make_plan(people: People, rows: tuple[tuple[str, str | None], ...] = ()) -> int:
    """Make a plan in force: one row led by Sở Công Thương, one by a commune; `rows` are (content, group) besides."""
    plan = Plan(title="Kế hoạch nâng cao năng suất", number="86/KH-UBND", status=PlanStatus.in_force, reading="{}")
    plan.source_name, plan.source_sha256, plan.imported_at = "kế hoạch.docx", "0" * 64, NOW
    db.session.add(plan)
    db.session.flush()
    leads = [
        ("Kiểm tra cột đo xăng dầu", people.agency, None),
        ("Tập huấn đo lường", people.other_agency, None),
        *((content, None, group) for content, group in rows),
    ]
    for position, (content, agency, group) in enumerate(leads, 1):
        task = PlanTask(plan_id=plan.id, position=position, number=f"{position}", content=content, group_path="[]")
        task.lead_text, task.due_kind, task.source, task.due_from, task.due_to = "", "span", "1-1", 2021, 2030
        db.session.add(task)
        db.session.flush()
        part = PlanTaskAgency(task_id=task.id, part=Part.lead, name="", agency_id=agency and agency.id, group=group)
        db.session.add(part)
    return plan.id


def deploy() -> None:
    """Deploy the processes of a review, in the open unit of work."""
    deploy_shipped(*KEYS)


class Reviewed:
    """A review that has begun; every step is a unit of work of its own."""

    def __init__(self, people: People, **plan: Any) -> None:
        self.people = people
        with units.writing():
            deploy()
            self.plan_id = make_plan(people, **plan)
            self.case_id = begin_review(self.plan_id, actor=people.coordinator.actor, now=NOW).id

    def do(self, element: str, entries: dict[str, Any], actor: Actor, case_id: int | None = None) -> None:
        """Complete the open task at `element`."""
        with units.writing():
            task = processes.open_task(case_id or self.case_id, element)
            complete_task(task.id, entries, actor=actor, now=NOW)

    def open(self, **changes: Any) -> None:
        """Let the coordinator say what it is about; the agencies are asked."""
        self.do("open_review", {**OPENED, **changes}, self.people.coordinator.actor)

    def assessment_case(self, agency_id: int) -> int:
        """Return the case of an agency's self-assessment."""
        with units.reading():
            return self.assessment(agency_id).case_id

    def assess(self, row: dict[str, Any]) -> None:
        """Let Sở Công Thương write its self-assessment."""
        entries = {"tasks": [row], "general": "Cơ bản hoàn thành."}
        self.do("assess", entries, self.people.focal_point.actor, self.assessment_case(self.people.agency.id))

    def send(self, row: dict[str, Any] = DONE) -> None:
        """Let Sở Công Thương assess itself and its head send it."""
        self.assess(row)
        self.do("sign_assessment", APPROVED, self.people.head.actor, self.assessment_case(self.people.agency.id))

    def check(self, entries: dict[str, Any] = ACCEPTED) -> None:
        """Let the specialist take it in, or return it."""
        self.do("check_assessment", entries, self.people.specialist.actor, self.assessment_case(self.people.agency.id))

    def review(self) -> Review:
        """Return the review, in the open unit of work."""
        return db.session.scalars(select(Review).where(Review.case_id == self.case_id)).one()

    def assessment(self, agency_id: int) -> SelfAssessment:
        """Return an agency's row, in the open unit of work."""
        found = select(SelfAssessment).where(SelfAssessment.agency_id == agency_id)
        return db.session.scalars(found).one()
