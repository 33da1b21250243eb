"""A plan in force of three rows, and an amendment of it on its way."""

from datetime import date
from typing import Any

from app.amendments.models import PlanAmendment
from app.amendments.queries import amendment_of_case
from app.amendments.service.starting import begin_amendment
from app.organisation.models import AgencyKind
from app.plans.models import PlanTask
from app.plans.queries import tasks_of
from app.plans.service.issuing import IssuedDuty, IssuedPlan, IssuedRow, issue_plan
from tests.support import steps, units
from tests.support.clock import NOW
from tests.support.people import People

DUTY = IssuedDuty("Báo cáo trước ngày 30/11/2027", frozenset({AgencyKind.department}), date(2027, 11, 30), True, "IV")
PLAN = IssuedPlan("Kế hoạch năm 2027", "12/KH-UBND", date(2026, 11, 2), "UBND tỉnh", 2027, 2027, duties=[DUTY])
ROWS = [
    IssuedRow("1", ("I. Tuyên truyền",), "Tập huấn pháp luật về đo lường", "Sở Công Thương", time="Quý III năm 2027"),
    IssuedRow("2", ("I. Tuyên truyền",), "In tờ rơi về cân đối chứng", "Sở Công Thương", time="Quý II năm 2027"),
    IssuedRow("3", ("II. Kiểm tra",), "Kiểm tra cột đo xăng dầu", "Sở Khoa học và Công nghệ", time="Năm 2027"),
]
WHY = "Kinh phí năm 2027 giảm."
SUBMIT = {
    "proposal_decision": "submit",
    "document_title": "Tờ trình điều chỉnh Kế hoạch năm 2027",
    "amendment_reason": WHY,
}
DECISION = {
    **steps.ISSUED,
    "document_title": "Quyết định điều chỉnh Kế hoạch năm 2027",
    "document_number": "310/QĐ-UBND",
    "issued_on": "2026-11-20",
}


def make_plan(people: People) -> int:
    """Issue the plan, in the open unit of work."""
    return issue_plan(PLAN, ROWS, actor=people.specialist.actor, now=NOW).id


def rows_of(plan_id: int) -> list[PlanTask]:
    """Return the rows of a plan."""
    return list(tasks_of(plan_id))


def cells(**changes: str) -> dict[str, str]:
    """Return the texts of the first row, with some changed."""
    first = {
        "number": "1",
        "content": "Tập huấn pháp luật về đo lường",
        "lead_text": "Sở Công Thương",
        "time_text": "Quý III năm 2027",
    }
    return {**first, **changes}


class Amendment:
    """An amendment; every step is a unit of work of its own, as a request would make it."""

    def __init__(self, people: People) -> None:
        self.people = people
        with units.writing():
            steps.deploy(*steps.SHARED, "plan_amendment")
            self.plan_id = make_plan(people)
            self.row_ids = [row.id for row in rows_of(self.plan_id)]
            begun = begin_amendment(self.plan_id, WHY, actor=people.coordinator.actor, now=NOW)
            self.case_id = begun.case_id

    def do(self, element: str, entries: dict[str, Any], person: str) -> None:
        """Complete the open task at `element` as one of the people."""
        steps.do(self.case_id, element, entries, getattr(self.people, person).actor)

    def submit(self) -> None:
        """Send the changes to the leader."""
        self.do("propose", SUBMIT, "coordinator")

    def approve(self) -> None:
        """Take the submitted changes to the decision that issues them."""
        self.do("sign_document", steps.SIGN, "leader")
        self.do("record_issue", steps.ISSUED, "specialist")
        self.do("decide_submission", steps.APPROVED, "committee_office")
        self.do("record_issue", DECISION, "specialist")

    @property
    def row(self) -> PlanAmendment:
        """The amendment, in the open unit of work."""
        found = amendment_of_case(self.case_id)
        assert found is not None
        return found
