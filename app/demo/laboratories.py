"""Five laboratories on their way to ISO/IEC 17025: just asked, being surveyed, in operation, correcting, accredited."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from app.cases.models import Case
from app.demo.accounts import ADMINISTRATOR, LEADER, SPECIALIST, actor
from app.demo.days import Days
from app.demo.doings import as_, finish, waiting
from app.demo.laboratory_words import FINDING, GAPS, REQUESTS, Request
from app.demo.register import address, entry
from app.demo.story import Act
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import Actor
from app.support.models import GapState, LaboratorySupport
from app.support.queries import bodies, gaps_of
from app.support.service.bodies import SHIPPED, enter_body
from app.support.service.files import FINANCE
from app.support.service.gaps import Assessed, assess
from app.support.service.requesting import request_support


@dataclass(frozen=True)
class Laboratory:
    """The people of one laboratory, and the department's with it."""

    request: Request
    days: Days

    @property
    def case(self) -> Case:
        """Its case."""
        named = LaboratorySupport.laboratory == self.request.name
        return db.session.scalars(
            select(Case).join(LaboratorySupport, LaboratorySupport.case_id == Case.id).where(named)
        ).one()

    def ask(self, now: datetime) -> None:
        """Ask for support."""
        agency = db.session.scalars(select(Agency).where(Agency.code == self.request.code)).one()
        request_support(agency, self.request.entries, actor=self._focal_point(), now=now)

    def accept(self, now: datetime) -> None:
        """Have the department accept the request."""
        self._do("check_request", {"support_decision": "accept"}, as_(SPECIALIST), now)

    def be_surveyed(self, now: datetime) -> None:
        """Have every clause assessed, and the survey sent."""
        self.assess(GAPS, now)
        survey = {
            "surveyed_on": now.date().isoformat(),
            "surveyors": SPECIALIST.name,
            "survey_summary": "Đã có thiết bị và người; hồ sơ còn rời rạc, chưa đánh giá nội bộ.",
        }
        self._do("survey", survey, as_(SPECIALIST), now)

    def assess(self, gaps: Mapping[str, tuple[GapState, str, str]], now: datetime) -> None:
        """Write the gap analysis: what `gaps` names is open, all else is met."""
        until = self.days.ahead(15)
        rows = [self._assessed(row.clause, row.version, gaps, until) for row in gaps_of(self.case.id)]
        assess(self.case.id, rows, actor=as_(SPECIALIST), now=now)

    def _assessed(
        self, clause: str, version: int, gaps: Mapping[str, tuple[GapState, str, str]], until: date
    ) -> Assessed:
        if clause not in gaps:
            return Assessed(clause, version, GapState.met, evidence="Đã soát xét")
        state, gap, action = gaps[clause]
        is_open = state is not GapState.not_applicable
        who = entry(self.request.code).focal_point if is_open else ""
        return Assessed(clause, version, state, gap=gap, action=action, who=who, until=until if is_open else None)

    def agree(self, now: datetime) -> None:
        """Have all sides agree, and the leader sign."""
        agreement = {
            "agreed_support": "Đào tạo, góp ý tài liệu, một phần phí thử nghiệm thành thạo.",
            "laboratory_duties": "Cử hai người chuyên trách, hiệu chuẩn chuẩn công tác.",
            "support_amount": 180,
            "own_amount": 96.4,
            "agreed_until": (now.date() + timedelta(days=540)).isoformat(),
        }
        finance = entry(FINANCE)
        self._do("draft_agreement", agreement, as_(SPECIALIST), now)
        self._do(
            "budget_opinion", {"budget_decision": "agree"}, actor(address(finance.focal_point, finance.domain)), now
        )
        self._do("laboratory_agrees", {"agreement_decision": "agree"}, self._head(), now)
        self._do("sign_document", {"sign_decision": "approve"}, as_(LEADER), now)

    def learn(self, now: datetime) -> None:
        """Be trained and write the documents, which had begun before the system came."""
        course = {"course": "Nhận thức ISO/IEC 17025", "held_on": _before(now, 120), "attendants": 6}
        self._do("training", {"courses": [course]}, self._focal_point(), now)
        made = {
            "documents_made": "Sổ tay chất lượng, 18 quy trình, 24 biểu mẫu.",
            "documents_issued_on": _before(now, 60),
        }
        self._do("documents", made, self._focal_point(), now)

    def calibrate(self, now: datetime) -> None:
        """Have the equipment calibrated."""
        self._do("calibrate", {"calibrated": "Chuẩn công tác, tủ ấm, cân phân tích."}, self._focal_point(), now)

    def operate(self, now: datetime) -> None:
        """Live by the documents until the head has reviewed it all."""
        me = self._focal_point()
        self._do("operate", {"operated_from": _before(now, 55), "operation_note": "Sổ mẫu, phiếu kết quả."}, me, now)
        self._do("validate_methods", {"validated": "Các phép trong phạm vi đề nghị."}, me, now)
        compared = {"provider": "Chương trình so sánh liên phòng trong năm", "proficiency_result": "satisfactory"}
        self._do("compare_results", compared, me, now)
        audited = {"audited_on": _before(now, 20), "audit_findings": 3, "audit_note": "Đã xử lý cả ba."}
        self._do("internal_audit", audited, me, now)
        reviewed = {"reviewed_on": _before(now, 10), "review_conclusions": "Đủ điều kiện nộp hồ sơ."}
        self._do("management_review", reviewed, self._head(), now)

    def confirm(self, now: datetime) -> None:
        """Have the department confirm the system."""
        self.assess({}, now)
        confirmed = {"system_decision": "confirm", "in_place_on": _before(now, 10)}
        self._do("check_system", confirmed, as_(SPECIALIST), now)

    def apply(self, now: datetime) -> None:
        """Apply to a body and be assessed."""
        applied = {
            "accreditation_body": SHIPPED[0][0],
            "applied_on": _before(now, 5),
            "applied_scope": self.request.scope,
        }
        self._do("apply", applied, self._focal_point(), now)

    def be_found_fault_with(self, now: datetime) -> None:
        """Be assessed with a nonconformity."""
        found = {**FINDING, "due_on": self.days.ahead(8).isoformat()}
        assessed = {"assessment_result": "nonconforming", "assessed_on": _before(now, 1), "nonconformities": [found]}
        self._do("on_site_assessment", assessed, self._focal_point(), now)

    def be_accredited(self, now: datetime) -> None:
        """Be assessed without a nonconformity, and accredited."""
        assessed = {"assessment_result": "conforming", "assessed_on": _before(now, 2)}
        self._do("on_site_assessment", assessed, self._focal_point(), now)
        granted = {
            "accreditation_decision": "granted",
            "certificate_number": "VILAS 0000",  # no laboratory's: the province is invented
            "certificate_date": _before(now, 1),
            "valid_until": (now.date() + timedelta(days=1094)).isoformat(),
            "certified_scope": self.request.scope,
        }
        self._do("record_decision", granted, as_(SPECIALIST), now)

    def choose(self, now: datetime) -> None:
        """Decide to register as a service provider."""
        self._do("choose_recognition", {"recognition": "registration"}, self._focal_point(), now)

    def _do(self, element: str, entries: Mapping[str, Any], by: Actor, now: datetime) -> None:
        finish(waiting(self.case, element), entries, by, now)

    def _focal_point(self) -> Actor:
        one = entry(self.request.code)
        return actor(address(one.focal_point, one.domain))

    def _head(self) -> Actor:
        one = entry(self.request.code)
        return actor(address(one.head, one.domain))


def acts(days: Days) -> Iterator[Act]:
    """Yield how five laboratories came to where they stand."""
    yield Act(days.back(20, "08:05"), _enter_bodies)
    for number, (request, ways) in enumerate(zip(REQUESTS, WAYS, strict=True)):
        laboratory = Laboratory(request, days)
        for back, way in ways:
            yield Act(days.back(back, f"{9 + number}:{10 + back:02d}".rjust(5, "0")), partial(way, laboratory))


WAYS: tuple[tuple[tuple[int, Callable[[Laboratory, datetime], object]], ...], ...] = (
    (
        (19, Laboratory.ask),
        (18, Laboratory.accept),
        (17, Laboratory.be_surveyed),
        (16, Laboratory.agree),
        (15, Laboratory.learn),
        (14, Laboratory.calibrate),
        (12, Laboratory.operate),
        (11, Laboratory.confirm),
        (10, Laboratory.apply),
        (5, Laboratory.be_accredited),
        (4, Laboratory.choose),
    ),
    (
        (19, Laboratory.ask),
        (18, Laboratory.accept),
        (16, Laboratory.be_surveyed),
        (15, Laboratory.agree),
        (13, Laboratory.learn),
        (12, Laboratory.calibrate),
        (9, Laboratory.operate),
        (8, Laboratory.confirm),
        (7, Laboratory.apply),
        (3, Laboratory.be_found_fault_with),
    ),
    (
        (18, Laboratory.ask),
        (17, Laboratory.accept),
        (14, Laboratory.be_surveyed),
        (12, Laboratory.agree),
        (6, Laboratory.learn),
        (3, Laboratory.calibrate),
    ),
    ((6, Laboratory.ask), (4, Laboratory.accept)),
    ((1, Laboratory.ask),),
)


def _enter_bodies(now: datetime) -> None:
    """Enter the bodies that laboratories apply to, where they are not on the list yet."""
    known = {body.name for body in bodies()}
    for name, codes in SHIPPED:
        if name not in known:
            enter_body(name, codes, actor=as_(ADMINISTRATOR), now=now)


def _before(now: datetime, days: int) -> str:
    return (now.date() - timedelta(days=days)).isoformat()
