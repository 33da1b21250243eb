"""A reporting round as the tests run one: prepared, opened, filed, step by step through the real commands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.cases.completing import complete_task
from app.cases.models import UserTask
from app.extensions import db
from app.organisation.roles import Actor
from app.reports.models import Campaign, Obligation, Submission
from app.reports.service.preparing import prepare_round
from tests.support import processes, units
from tests.support.clock import NOW
from tests.support.people import People
from tests.support.reports import deploy_report

ROUND = {
    "title": "Báo cáo kết quả thực hiện Kế hoạch 86/KH-UBND năm 2026",
    "legal_basis": "Mục V Kế hoạch 86/KH-UBND ngày 12/3/2026",
    "cut_off_from": "2025-12-15",
    "cut_off_to": "2026-11-15",
    "due_on": "2026-11-30",
    "due_is_exclusive": True,
    "head_by": "2026-11-25",
    "roster": ["department", "commune"],
}
REPORT = {
    "direction": "Công văn 12/SCT-KHCN ngày 05/3/2026 giao nhiệm vụ.",
    "plan_tasks": [],
    "other_work": [],
    "enterprises_guided": 12,
    "enterprises_guided_estimate": 15,
    "no_obstacles": True,
    "next_year": "Tiếp tục hướng dẫn doanh nghiệp.",
}
NIL = {"is_nil": True, "nil_confirmed": True}
APPROVE = {"head_decision": "approve"}
HEAD_RETURNS = {"head_decision": "return", "return_reason": "Bổ sung số doanh nghiệp."}
ACCEPT = {"check_decision": "accept"}
RETURN = {"check_decision": "return", "return_reasons": "Thiếu mục II.", "resubmit_by": "2026-12-04"}
CLOSE = {"closing": "close"}


def deploy() -> None:
    """Deploy the processes of the reporting cycle, in the open unit of work."""
    deploy_report()


def make_obligation(**values: Any) -> Obligation:
    """Make the standing duty of a yearly report before 30 November."""
    defaults: dict[str, Any] = {
        "title": "Báo cáo kết quả thực hiện Kế hoạch 86/KH-UBND",
        "legal_basis": "Mục V Kế hoạch 86/KH-UBND ngày 12/3/2026",
        "due_month": 11,
        "due_day": 30,
        "due_is_exclusive": True,
        "roster": '["department", "commune"]',
    }
    obligation = Obligation(**{**defaults, "created_at": NOW, **values})
    db.session.add(obligation)
    db.session.flush()
    return obligation


class Round:
    """An open round; every step is a unit of work of its own, as a request would make it."""

    def __init__(self, campaign_id: int, case_id: int, people: People) -> None:
        self.campaign_id = campaign_id
        self.case_id = case_id
        self.people = people

    def report_case(self, agency_id: int | None = None) -> int:
        """Return the case of an agency's report; Sở Công Thương's unless another is named."""
        with units.reading():
            return submission(self.campaign_id, agency_id or self.people.agency.id).case_id

    def do(self, element: str, entries: dict[str, Any], actor: Actor, *, case_id: int | None = None,
           now: datetime = NOW) -> None:  # fmt: skip
        """Complete the open task at `element` of the case (the agency's report)."""
        case_id = case_id or self.report_case()
        with units.writing():
            complete_task(processes.open_task(case_id, element).id, entries, actor=actor, now=now)

    def file(self, entries: dict[str, Any] = REPORT, now: datetime = NOW, element: str = "draft_report") -> None:
        """Let the focal point send the report to the head."""
        self.do(element, entries, self.people.focal_point.actor, now=now)

    def approve(self, now: datetime = NOW, entries: dict[str, Any] = APPROVE) -> None:
        """Let the head send it to the department."""
        self.do("head_review", entries, self.people.head.actor, now=now)

    def check(self, entries: dict[str, Any] = ACCEPT, now: datetime = NOW) -> None:
        """Let the specialist accept or return it."""
        self.do("check_report", entries, self.people.specialist.actor, now=now)

    def close(self, now: datetime = NOW) -> None:
        """Let the coordinator close the round."""
        self.do("follow_up", CLOSE, self.people.coordinator.actor, case_id=self.case_id, now=now)

    def submission(self, agency_id: int | None = None) -> Submission:
        """Return the agency's row, in the open unit of work."""
        return submission(self.campaign_id, agency_id or self.people.agency.id)


def submission(campaign_id: int, agency_id: int) -> Submission:
    """Return one row of the roster."""
    query = select(Submission).where(Submission.campaign_id == campaign_id, Submission.agency_id == agency_id)
    return db.session.scalars(query).one()


def begin_round(people: People, obligation: Obligation | None = None, now: datetime = NOW) -> int:
    """Start a round and return its case; the coordinator has yet to prepare it."""
    with units.writing():
        deploy()
        return prepare_round(obligation, actor=people.coordinator.actor, now=now).id


def open_round(people: People, now: datetime = NOW, **changes: Any) -> Round:
    """Prepare a round and open it for the agencies of `people`."""
    case_id = begin_round(people, now=now)
    with units.writing():
        task = processes.open_task(case_id, "prepare_campaign")
        complete_task(task.id, {**ROUND, **changes}, actor=people.coordinator.actor, now=now)
    with units.reading():
        campaign_id = db.session.scalars(select(Campaign.id).where(Campaign.case_id == case_id)).one()
    return Round(campaign_id, case_id, people)


def open_elements(case_id: int) -> Sequence[str]:
    """Return where the case waits for people."""
    query = select(UserTask.element).where(UserTask.case_id == case_id, UserTask.status == "open")
    return db.session.scalars(query.order_by(UserTask.id)).all()
