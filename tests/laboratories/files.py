"""A laboratory of Sở Công Thương on its way to ISO/IEC 17025; every step is a unit of work of its own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.cases.completing import complete_task
from app.cases.models import Case, UserTask
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import Actor
from app.support.models import AccreditationBody, GapState
from app.support.public import REQUEST as KIND
from app.support.queries import gaps_of
from app.support.service.bodies import SHIPPED
from app.support.service.gaps import Assessed, assess
from app.support.service.requesting import request_support
from tests.support import processes, units
from tests.support.clock import NOW
from tests.support.deploying import deploy_shipped
from tests.support.newcomers import apply
from tests.support.people import People

BODY = SHIPPED[0][0]
REQUEST: Mapping[str, Any] = {
    "laboratory": "Phòng Hiệu chuẩn Khối lượng",
    "field": "calibration",
    "wanted_scope": "Hiệu chuẩn cân đến 30 kg",
    "address": "Phường Bình An",
    "is_in_province": True,
    "is_legal_entity": True,
    "staff": 4,
    "equipment": "complete",
    "has_accreditation": False,
    "present_state": "",
}
PUBLIC: Mapping[str, Any] = {
    **REQUEST,
    "organisation_name": "Công ty Nước Sông Lam",
    "contact_name": "Lê Thị Loan",
    "contact_email": "loan@songlam.example",
    "head_name": "Hồ Văn Đầu",
    "head_email": "dau@songlam.example",
}
ACCEPT = {"support_decision": "accept"}
SURVEY = {"surveyed_on": "2026-11-18", "surveyors": "Đỗ Anh Tuấn", "survey_summary": "Đã có quy trình, thiếu hồ sơ."}
AGREEMENT = {
    "agreed_support": "Đào tạo, góp ý tài liệu",
    "laboratory_duties": "Cử hai người, mua chuẩn",
    "support_amount": 180,
    "own_amount": 60.5,
    "agreed_until": "2027-12-31",
}
AGREE = {"budget_decision": "agree", "budget_note": ""}
TRAINING = {"courses": [{"course": "Nhận thức", "held_on": "2026-11-10", "attendants": 4}]}
DOCUMENTS = {"documents_made": "Sổ tay, 12 quy trình", "documents_issued_on": "2026-11-12"}
PARALLEL: Mapping[str, Mapping[str, Any]] = {
    "operate": {"operated_from": "2026-11-12", "operation_note": "Sổ theo dõi"},
    "calibrate": {"calibrated": "Bộ quả cân F1"},
    "validate_methods": {"validated": "Hiệu chuẩn cân"},
    "compare_results": {"provider": "So sánh liên phòng 2026", "proficiency_result": "satisfactory"},
}
AUDIT = {"audited_on": "2026-11-15", "audit_findings": 2, "audit_note": "Đã xử lý"}
REVIEW = {"reviewed_on": "2026-11-16", "review_conclusions": "Tiếp tục"}
CONFIRM = {"system_decision": "confirm", "in_place_on": "2026-11-16", "system_document": ""}
APPLY = {"accreditation_body": BODY, "applied_on": "2026-11-17", "applied_scope": "Cân đến 30 kg"}
FINDING = {"clause": "7.6", "severity": "minor", "due_on": "2026-12-15", "finding": "Thiếu thành phần độ trễ"}
NONCONFORMING = {"assessment_result": "nonconforming", "assessed_on": "2026-11-18", "nonconformities": [FINDING]}
CONFORMING = {"assessment_result": "conforming", "assessed_on": "2026-11-18"}
GRANTED = {
    "accreditation_decision": "granted",
    "certificate_number": "VILAS 9999",
    "certificate_date": "2026-11-19",
    "valid_until": "2029-11-18",
    "certified_scope": "Cân đến 30 kg",
}
KEYS = ("slow_review", "intake", "preparation", "accreditation", "recognition", "maintenance", "support")


class File:
    """One laboratory's file and those who work on it."""

    def __init__(self, people: People, case_id: int) -> None:
        self.people, self.case_id = people, case_id

    @property
    def laboratory(self) -> Actor:
        """The laboratory's focal point."""
        return self.people.focal_point.actor

    @property
    def specialist(self) -> Actor:
        """Who follows it at the department."""
        return self.people.specialist.actor

    def do(self, element: str, entries: Mapping[str, Any], by: Actor | None = None, now: datetime = NOW) -> None:
        """Complete the open task at `element`; the specialist does it unless somebody else is named."""
        with units.writing():
            task = processes.open_task(self.case_id, element)
            complete_task(task.id, dict(entries), actor=by or self.specialist, now=now)

    def assess_all(self) -> None:
        """Let every clause be met."""
        with units.writing():
            rows = [Assessed(one.clause, one.version, GapState.met) for one in gaps_of(self.case_id)]
            assess(self.case_id, rows, actor=self.specialist, now=NOW)

    def agree(self) -> None:
        """From the request to the signed agreement."""
        self.do("check_request", ACCEPT)
        self.sign_agreement()

    def sign_agreement(self) -> None:
        """From the survey to the signed agreement."""
        self.assess_all()
        self.do("survey", SURVEY)
        self.do("draft_agreement", AGREEMENT)
        self.do("budget_opinion", AGREE, self.people.outsider.actor)
        self.do("laboratory_agrees", {"agreement_decision": "agree"}, self.people.head.actor)
        self.do("sign_document", {"sign_decision": "approve"}, self.people.leader.actor)

    def prepare(self) -> None:
        """From training to a system in place."""
        self.do("training", TRAINING, self.laboratory)
        self.do("documents", DOCUMENTS, self.laboratory)
        for element, entries in PARALLEL.items():
            self.do(element, entries, self.laboratory)
        self.do("internal_audit", AUDIT, self.laboratory)
        self.do("management_review", REVIEW, self.people.head.actor)
        self.do("check_system", CONFIRM)

    def accredit(self) -> None:
        """From the application to the certificate, without a nonconformity."""
        self.do("apply", APPLY, self.laboratory)
        self.do("on_site_assessment", CONFORMING, self.laboratory)
        self.do("record_decision", GRANTED)

    def elements(self) -> Sequence[str]:
        """Return where the case waits for people."""
        with units.reading():
            query = select(UserTask.element).where(UserTask.case_id == self.case_id, UserTask.status == "open")
            return db.session.scalars(query.order_by(UserTask.element)).all()

    def status(self) -> str:
        """Return whether the case still runs."""
        with units.reading():
            return db.session.get_one(Case, self.case_id).status.value


def deploy() -> None:
    """Deploy the processes of the support and the list of bodies, in the open unit of work."""
    deploy_shipped("sign_off", *(f"iso17025_{key}" for key in KEYS))
    db.session.add_all(AccreditationBody(name=name, programmes=codes) for name, codes in SHIPPED)
    db.session.flush()


def ask(people: People, **changes: Any) -> File:
    """Let the laboratory ask for support; the commune's focal point speaks for the finance department."""
    with units.writing():
        db.session.get_one(Agency, people.other_agency.id).code = "STC"
        deploy()
    return ask_again(people, **changes)


def ask_publicly(people: People) -> File:
    """Let a laboratory that nobody here knows ask by the public form, and confirm it by mail."""
    with units.writing():
        deploy()
    return File(people, apply(KIND, PUBLIC))


def ask_again(people: People, **changes: Any) -> File:
    """Let it ask once more, everything else being there."""
    with units.writing():
        agency = db.session.get_one(Agency, people.agency.id)
        case = request_support(agency, {**REQUEST, **changes}, actor=people.focal_point.actor, now=NOW)
        return File(people, case.id)
