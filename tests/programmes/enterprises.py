"""An enterprise's way through the programme, step by step through the real commands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.cases import timers
from app.cases.completing import complete_task
from app.cases.models import Case, UserTask
from app.extensions import db
from app.organisation.models import Seat
from app.organisation.roles import Actor, Role
from app.programmes.models import Enrolment
from app.programmes.records import require_enrolment
from app.programmes.service.applying import enter_application
from app.programmes.service.leaving import ask_revision, withdraw
from tests.support import processes, units
from tests.support.clock import NOW
from tests.support.deploying import deploy_shipped
from tests.support.people import People

DEPLOYED = (
    "sign_off",
    "committee_decision",
    "issue_document",
    "programme_selection",
    "programme_preparation",
    "programme_approval",
    "programme_year",
    "programme_rating",
    "programme_enrolment",
)
NAME = "Công ty TNHH Chế biến Hải Minh"
APPLICATION: Mapping[str, Any] = {
    "enterprise_name": NAME,
    "tax_code": "2900123456",
    "address": "Phường Hải Đăng",
    "sector": "food",
    "wish": "supported",
    "need": "Cân đóng gói hay lệch, cần kiểm soát lượng thiếu.",
    "instruments": "12 cân bàn, kiểm định tháng 3/2026.",
    "contact_name": "Ngô Thị Bích Loan",
    "contact_email": "loan@haiminh.example",
    "contact_phone": "0000 000 000",
    "head_name": "Phan Công Hải",
    "head_email": "hai@haiminh.example",
}
CRITERIA = {
    "priority_sector": "full",
    "instrument_use": "full",
    "quality_effect": "part",
    "responsible_person": "part",
    "calibration_state": "part",
    "commitment": "full",
    "own_means": "none",
}
SESSIONS = {
    "sessions": [
        {"given_on": "2026-11-19", "content": "Tập huấn về chín nhóm", "people": 12},
        {"given_on": "2026-11-20", "content": "Tư vấn tại xưởng", "people": 3},
    ]
}
SITUATION = {
    "situation": [
        {"current_state": "Có", "evidence": "Sổ theo dõi", "gap": "Không", "proposal": "Không"} for _ in range(9)
    ]
}
PROGRAMME = {
    "programme_name": f"Chương trình đảm bảo đo lường tại {NAME}",
    "period_from": "2026-11-20",
    "period_to": "2028-11-19",
    "objectives": "Lượng thiếu không quá 1 %.",
    "measures": [{"content": "Hiệu chuẩn 12 cân", "unit": "Phòng Kỹ thuật", "deadline": "2027-03-31"}],
}
APPROVAL = {"programme_decision": "approve", "approval_number": "12/QĐ-HM", "approved_on": "2026-11-20"}
REVIEW = dict.fromkeys(
    ("general", "objectives_reached", "tasks_done", "effect", "difficulties", "remedies", "recommendations",
     "conclusion"),
    "Như kế hoạch.",
)  # fmt: skip
RATED = {
    "rated_objectives": "full",
    "rated_tasks": "full",
    "rated_effect": "full",
    "rated_traceability": "part",
    "rated_records": "full",
    "rating_note": "Theo báo cáo rà soát năm.",
}
SENT = {
    "document_title": "Kết quả xếp loại",
    "document_number": "45/TTr-SKHCN",
    "issued_on": "2027-11-25",
    "signer": "Vũ Đức Long",
    "signer_post": "Giám đốc",
    "file_follows": True,
}
PUBLISHED = {
    "publication_decision": "published",
    "published_class": "Tiêu biểu xuất sắc",
    "publication": "900/QĐ-BKHCN",
    "published_on": "2027-12-20",
}


def deploy_programme() -> None:
    """Deploy the programme's processes and those they call, in the open unit of work."""
    deploy_shipped(*DEPLOYED)


def seated_for(task: UserTask) -> Actor:
    """Return whoever sits on the seat that the task waits at."""
    seat = db.session.query(Seat).filter_by(agency_id=task.agency_id, role=task.role).one()
    return Actor(seat.holder_id, str(task.role), seats=frozenset({(seat.agency_id, seat.role)}))


class Enterprise:
    """An enterprise and its file; every step is a unit of work of its own, as a request would make it."""

    def __init__(self, people: People, case_id: int) -> None:
        self.people = people
        self.case_id = case_id

    @classmethod
    def applying(cls, people: People, **changes: Any) -> "Enterprise":
        """Have the department enter the enterprise's application."""
        with units.writing():
            return cls(people, enter_application({**APPLICATION, **changes}, actor=people.specialist.actor, now=NOW).id)

    @classmethod
    def newest(cls, people: People) -> "Enterprise":
        """Return the enterprise that applied last, however it did."""
        with units.reading():
            return cls(people, db.session.query(Enrolment).order_by(Enrolment.id.desc()).first().case_id)

    def do(self, element: str, entries: Mapping[str, Any], actor: Actor | None = None, now: datetime = NOW) -> None:
        """Complete the open task at `element`; as a specialist unless somebody else is named."""
        with units.writing():
            task = processes.open_task(self.case_id, element)
            complete_task(task.id, entries, actor=actor or self.people.specialist.actor, now=now)

    def fires(self, now: datetime) -> None:
        """Let time have passed: the timer that is due by `now` fires."""
        with units.writing():
            timers.fire(self.case_id, now)

    def withdraws(self, reason: str, actor: Actor | None = None) -> None:
        """Let somebody withdraw the enterprise; its focal point unless somebody else is named."""
        by = actor or self.focal_point
        with units.writing():
            withdraw(self.case_id, reason, actor=by, now=NOW)

    def asks_revision(self, reason: str, actor: Actor | None = None) -> None:
        """Let somebody ask for a revision; the enterprise's focal point unless somebody else is named."""
        by = actor or self.focal_point
        with units.writing():
            ask_revision(self.case_id, reason, actor=by, now=NOW)

    @property
    def enrolment(self) -> Enrolment:
        """The enterprise's file, in the open unit of work."""
        return require_enrolment(self.case_id)

    @property
    def case(self) -> Case:
        """Its case, in the open unit of work."""
        return db.session.get_one(Case, self.case_id)

    @property
    def focal_point(self) -> Actor:
        """Whoever sits on the enterprise's focal point seat."""
        return self._seated(Role.focal_point)

    @property
    def head(self) -> Actor:
        """Whoever sits on the enterprise's head's seat."""
        return self._seated(Role.agency_head)

    def _seated(self, role: Role) -> Actor:
        with units.reading():
            agency_id = self.enrolment.agency_id
            seat = db.session.query(Seat).filter_by(agency_id=agency_id, role=role).one()
            return Actor(seat.holder_id, role.value, seats=frozenset({(agency_id, role)}))

    def evaluated(self) -> "Enterprise":
        """Go on until the leader has to decide."""
        self.do("check_application", {"check_decision": "accept"})
        self.do("evaluate_enterprise", CRITERIA)
        return self

    def selected(self, decision: str = "supported") -> "Enterprise":
        """Go on until the enterprise is selected."""
        self.evaluated().do("decide_selection", {"selection_decision": decision}, self.people.leader.actor)
        return self

    def analysed(self) -> "Enterprise":
        """Go on until the programme is to be drafted."""
        self.selected().do("train_enterprise", SESSIONS)
        self.do("analyse_situation", SITUATION, self.focal_point)
        self.do("check_analysis", {"analysis_decision": "accept"})
        return self

    def drafted(self) -> "Enterprise":
        """Go on until the enterprise's head has to approve."""
        self.analysed().do("draft_programme", PROGRAMME, self.focal_point)
        self.do("give_opinion", {"opinion": "Thống nhất với dự thảo"})
        return self

    def applied(self) -> "Enterprise":
        """Go on until the programme is applied."""
        self.drafted().do("approve_programme", APPROVAL, self.head)
        return self

    def reviewed(self, decision: str, now: datetime) -> "Enterprise":
        """Go on until the yearly review has been accepted, with what follows from it."""
        self.applied().fires(now)
        self.do("write_review", REVIEW, self.focal_point, now)
        self.do("check_review", {"year_decision": decision}, now=now)
        return self
