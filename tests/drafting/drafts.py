"""A drafting as the tests run one: opened, proposed, consolidated, consulted, issued, through the real commands."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.cases.completing import complete_task
from app.drafting.models import Drafting, DraftRow, PlanOpinion, PlanProposal
from app.drafting.service.opening import begin_drafting
from app.extensions import db
from app.organisation.roles import Actor, Role
from tests.support import processes, steps, units
from tests.support.clock import NOW
from tests.support.factories import make_agency, make_seat, make_user
from tests.support.people import People, Person, password_hash

OURS = (*steps.SHARED, "plan_consultation", "annual_plan", "plan_proposal")
TO_THE_END = ("plan_opinion", "extension_request", "contribution", "plan_task_delivery", "plan_task")

DRAFTING = {
    "title": "Kế hoạch về đo lường năm 2027",
    "legal_basis": "Quyết định số 86/QĐ-UBND ngày 12/3/2026",
    "year": "2027",
    "period_from": "2027-01-01",
    "period_to": "2027-12-31",
    "proposals_due": "2026-12-11",
    "opinions_due": "2026-12-25",
    "report_due_on": "2027-11-30",
    "report_due_is_exclusive": True,
    "roster": ["department", "commune"],
    "finance_agency": "STC",
}
ROW = {
    "content": "Kiểm tra cột đo xăng dầu",
    "result": "40 cửa hàng",
    "coordinating": "Công an tỉnh",
    "time": "Quý III",
    "funding_source": "Ngân sách tỉnh",
    "funding": 120.5,
}
PROPOSAL = {"rows": [ROW, {**ROW, "content": "Tập huấn về đo lường", "time": "Hằng năm", "funding": 30}]}
NIL = {"is_nil": True}
ACCEPT = {"take_in_decision": "accept"}
RETURN = {"take_in_decision": "return", "return_reasons": "Thiếu kết quả.", "resubmit_by": "2026-12-18"}
ISSUE = {
    "document_title": "Kế hoạch về đo lường năm 2027",
    "document_number": "12/KH-UBND",
    "issued_on": "2026-11-20",
    "signer": "Lê Văn Chủ",
    "signer_post": "Phó Chủ tịch",
    "file_follows": True,
}
SIGN = {"sign_decision": "approve"}
SUBMISSION = {**ISSUE, "document_title": "Tờ trình ban hành kế hoạch", "document_number": "31/TTr-SKHCN"}


class Draft:
    """A drafting that collects proposals; every step is a unit of work of its own, as a request would make it."""

    def __init__(self, drafting_id: int, case_id: int, people: People, finance: Person) -> None:
        self.id = drafting_id
        self.case_id = case_id
        self.people = people
        self.finance = finance

    def do(self, element: str, entries: dict[str, Any], actor: Actor, *, case_id: int | None = None,
           now: datetime = NOW) -> None:  # fmt: skip
        """Complete the open task at `element` of the drafting's case (or another)."""
        with units.writing():
            task = processes.open_task(case_id or self.case_id, element)
            complete_task(task.id, entries, actor=actor, now=now)

    def proposal_case(self, agency_id: int | None = None) -> int:
        """Return the case of an agency's proposal; Sở Công Thương's unless another is named."""
        with units.reading():
            return self.proposal(agency_id).case_id

    def proposal(self, agency_id: int | None = None) -> PlanProposal:
        """Return the agency's row, in the open unit of work."""
        wanted = agency_id or self.people.agency.id
        query = select(PlanProposal).where(PlanProposal.drafting_id == self.id, PlanProposal.agency_id == wanted)
        return db.session.scalars(query).one()

    def write(self, entries: dict[str, Any] = PROPOSAL, now: datetime = NOW) -> None:
        """Let the focal point send the proposal to the head."""
        self.do("write_proposal", entries, self.people.focal_point.actor, case_id=self.proposal_case(), now=now)

    def sign(self, entries: dict[str, Any] | None = None, now: datetime = NOW) -> None:
        """Let the head send it to the department."""
        given = entries or {"head_decision": "approve"}
        self.do("sign_proposal", given, self.people.head.actor, case_id=self.proposal_case(), now=now)

    def take_in(self, entries: dict[str, Any] = ACCEPT, now: datetime = NOW) -> None:
        """Let the specialist take it in or return it."""
        self.do("take_in", entries, self.people.specialist.actor, case_id=self.proposal_case(), now=now)

    def propose(self) -> None:
        """Let the agency's proposal come into the draft."""
        self.write()
        self.sign()
        self.take_in()

    def close(self) -> None:
        """End the collecting."""
        self.do("collect_proposals", {"closing": "close"}, self.people.coordinator.actor)

    def consolidate(self) -> None:
        """Send the draft on."""
        self.do("consolidate", {"consolidation_note": "Đã gộp."}, self.people.specialist.actor)

    def allocate(self, *amounts: float) -> None:
        """Let the finance agency give each row an amount."""
        with units.reading():
            listed = facts(self.case_id)["budget_rows"]
        rows = [{"allocated": amount, "finance_opinion": ""} for amount in amounts]
        assert len(rows) == len(listed)
        self.do("give_budget_opinion", {"budget_decision": "agree", "budget_rows": rows}, self.finance.actor)

    def ask(self, agencies: str = "SCT; STC") -> None:
        """Ask agencies for opinions."""
        entries = {"opinion_kinds": [], "opinion_agencies": agencies, "opinions_due": "2026-12-25"}
        self.do("choose_agencies", entries, self.people.specialist.actor)

    def opine(self, agency_id: int, actor: Actor, text: str = "") -> None:
        """Let an agency agree, or say something."""
        with units.reading():
            query = select(PlanOpinion.case_id).where(PlanOpinion.agency_id == agency_id)
            case_id = db.session.scalars(query.order_by(PlanOpinion.id.desc())).first()
        decision = {"opinion_decision": "comment", "opinion": text} if text else {"opinion_decision": "agree"}
        self.do("give_opinion", decision, actor, case_id=case_id)

    def close_opinions(self) -> None:
        """End the asking."""
        self.do("follow_opinions", {"opinions_closing": "close"}, self.people.specialist.actor)

    def answer(self, *answers: dict[str, str]) -> None:
        """Accept or explain each opinion."""
        entries = {"opinions_answered": "answered", "opinions": list(answers)}
        self.do("answer_opinions", entries, self.people.specialist.actor)

    def consult(self) -> None:
        """Go through budget and opinions with nothing to answer."""
        with units.reading():
            rows = facts(self.case_id)["budget_rows"]
        self.allocate(*(row["funding"] or 0 for row in rows))
        self.ask()
        self.close_opinions()
        self.answer()

    def issue(self) -> None:
        """Sign, submit, approve and issue."""
        self.do("sign_document", SIGN, self.people.leader.actor)
        self.do("record_issue", SUBMISSION, self.people.specialist.actor)
        self.do("decide_submission", {"committee_decision": "approve"}, self.people.committee_office.actor)
        self.do("record_issue", ISSUE, self.people.specialist.actor)


def facts(case_id: int) -> dict[str, Any]:
    """Return what the case's forms read, in the open unit of work."""
    return dict(json.loads(processes.case_of(case_id).facts))


def rows_of(drafting_id: int, *, dropped: bool = False) -> list[DraftRow]:
    """Return the rows of a draft, in the open unit of work."""
    query = select(DraftRow).where(DraftRow.drafting_id == drafting_id, DraftRow.is_dropped.is_(dropped))
    return list(db.session.scalars(query.order_by(DraftRow.position)))


def settle_finance() -> Person:
    """Found the finance department, whose one person is focal point and head, in the open unit of work."""
    agency = make_agency("Sở Tài chính", code="STC", short_name="Tài chính")
    known = {"password_hash": password_hash(), "password_set_at": NOW, "first_signed_in_at": NOW}
    user = make_user("Phan Thị Tài", "tai@lamgiang.example", last_signed_in_at=NOW, **known)
    for role in (Role.focal_point, Role.agency_head):
        make_seat(agency, role, user)
    seats = frozenset({(agency.id, Role.focal_point), (agency.id, Role.agency_head)})
    return Person(user.id, user.name, user.email, Actor(user.id, user.name, seats=seats), agency.id)


def begin(people: People, *more: str) -> tuple[int, Person]:
    """Start a drafting and return its case; the coordinator has yet to open it."""
    with units.writing():
        steps.deploy(*OURS, *more)
        finance = settle_finance()
        return begin_drafting(actor=people.coordinator.actor, now=NOW).id, finance


def open_draft(people: People, *more: str, **changes: Any) -> Draft:
    """Open a drafting for the agencies of `people`."""
    case_id, finance = begin(people, *more)
    with units.writing():
        task = processes.open_task(case_id, "open_drafting")
        complete_task(task.id, {**DRAFTING, **changes}, actor=people.coordinator.actor, now=NOW)
    with units.reading():
        drafting_id = db.session.scalars(select(Drafting.id).where(Drafting.case_id == case_id)).one()
    return Draft(drafting_id, case_id, people, finance)
