"""Enterprises in the measurement assurance programme, each in another state; one has come all the way."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import Any

from sqlalchemy import select

from app.cases.models import Case
from app.demo.accounts import COMMITTEE_OFFICE, LEADER, PASSWORD, SPECIALIST, accept_invitations, actor
from app.demo.days import Days
from app.demo.doings import as_, finish, waiting
from app.demo.enterprise_words import COMPANIES, CRITERIA, POOR, RATED, REVIEW, SITUATION, SURVEYED, Company
from app.demo.story import Act
from app.extensions import db
from app.organisation.passwords import hash_password
from app.organisation.roles import Actor
from app.programmes.models import Enrolment
from app.programmes.service.applying import enter_application
from app.programmes.service.surveying import Survey, enter_survey

Do = Callable[["File", datetime], None]


@dataclass(frozen=True)
class File:
    """One company's file; what people do with it, one verb each."""

    company: Company

    @property
    def case(self) -> Case:
        """Its case."""
        mine = select(Case).join(Enrolment, Enrolment.case_id == Case.id)
        return db.session.scalars(mine.where(Enrolment.tax_code == self.company.tax_code)).one()

    def do(self, element: str, entries: Mapping[str, Any], by: Actor, now: datetime) -> None:
        """Complete the task at `element`."""
        finish(waiting(self.case, element), entries, by, now)

    def apply(self, now: datetime) -> None:
        """Have its application entered."""
        enter_application(self.company.application(), actor=as_(SPECIALIST), now=now)

    def return_(self, now: datetime) -> None:
        """Ask for what is missing."""
        reason = "Ghi rõ từng cân: mức cân, số lượng, ngày kiểm định gần nhất."
        self.do("check_application", {"check_decision": "return", "return_reason": reason}, as_(SPECIALIST), now)

    def evaluate(self, now: datetime) -> None:
        """Check and score it."""
        answers = POOR if self.company.until == "refused" else CRITERIA
        self.do("check_application", {"check_decision": "accept"}, as_(SPECIALIST), now)
        self.do("evaluate_enterprise", answers, as_(SPECIALIST), now)

    def select(self, now: datetime) -> None:
        """Have the leader select it."""
        self.do("decide_selection", {"selection_decision": self.company.wish}, as_(LEADER), now)

    def refuse(self, now: datetime) -> None:
        """Have the leader refuse it."""
        reason = "Chương trình không cấp kinh phí mua phương tiện đo; doanh nghiệp chưa dùng phương tiện đo nào."
        self.do("decide_selection", {"selection_decision": "refuse", "refusal_reason": reason}, as_(LEADER), now)

    def train(self, now: datetime) -> None:
        """Let its people come in, and record what they were taught."""
        emails = [self.company.contact_email, self.company.head_email]
        accept_invitations(emails, _hashed(), now)
        sessions = [
            {"given_on": _day(now, -1), "content": "Tập huấn xây dựng chương trình đảm bảo đo lường", "people": 14},
            {"given_on": _day(now), "content": "Hướng dẫn phân tích thực trạng tại xưởng", "people": 5},
        ]
        self.do("train_enterprise", {"sessions": sessions}, as_(SPECIALIST), now)

    def analyse(self, now: datetime) -> None:
        """Analyse the nine groups."""
        rows = [
            {"current_state": state, "evidence": evidence, "gap": gap, "proposal": "Đưa vào chương trình",
             "unit": "Phòng Kỹ thuật"}
            for state, evidence, gap in SITUATION
        ]  # fmt: skip
        self.do("analyse_situation", {"situation": rows}, actor(self.company.contact_email), now)
        self.do("check_analysis", {"analysis_decision": "accept"}, as_(SPECIALIST), now)

    def draft(self, now: datetime) -> None:
        """Draft the programme; that of the one that is rated has been applied for a year before it came in."""
        first = now.date() - timedelta(days=400 if self.company.until == "published" else 0)
        entries = {
            "programme_name": f"Chương trình đảm bảo đo lường tại {self.company.name}",
            "period_from": first.isoformat(),
            "period_to": (first + timedelta(days=1095)).isoformat(),
            "objectives": "Lượng thiếu trung bình không quá 1 %; mọi phương tiện đo có liên kết chuẩn.",
            "measures": [{"content": "Hiệu chuẩn, kiểm tra giữa kỳ theo lịch", "unit": "Phòng Kỹ thuật"}],
        }
        self.do("draft_programme", entries, actor(self.company.contact_email), now)
        self.do("give_opinion", {"opinion": "Thống nhất với dự thảo."}, as_(SPECIALIST), now)

    def approve(self, now: datetime) -> None:
        """Have its head approve; on paper long ago where the programme began long ago."""
        back = -395 if self.company.until == "published" else 0
        decision = {"approval_number": "18/QĐ-GĐ", "approved_on": _day(now, back)}
        self.do("approve_programme", {"programme_decision": "approve", **decision}, self._head(), now)

    def review(self, now: datetime) -> None:
        """File the yearly review, and have it accepted."""
        self.do("write_review", REVIEW, actor(self.company.contact_email), now)
        self.do("check_review", {"year_decision": "rate"}, as_(SPECIALIST), now)

    def rate(self, now: datetime) -> None:
        """Score the results."""
        self.do("rate_programme", RATED, as_(SPECIALIST), now)

    def sign(self, now: datetime) -> None:
        """Have the leader sign the proposal."""
        self.do("sign_document", {"sign_decision": "approve"}, as_(LEADER), now)

    def submit(self, now: datetime) -> None:
        """Have the Committee approve it."""
        self.do("decide_submission", {"committee_decision": "approve"}, as_(COMMITTEE_OFFICE), now)

    def send(self, now: datetime) -> None:
        """Send the result to the Ministry."""
        document = {
            "document_title": f"Báo cáo kết quả xếp loại chương trình của {self.company.name}",
            "document_number": "212/BC-SKHCN",
            "issued_on": _day(now),
            "signer": LEADER.name,
            "signer_post": "Giám đốc",
            "file_follows": True,
        }
        self.do("record_issue", document, as_(SPECIALIST), now)

    def publish(self, now: datetime) -> None:
        """Record what the Ministry published."""
        published = {"published_class": "Tiêu biểu xuất sắc", "publication": "1204/QĐ-BKHCN", "published_on": _day(now)}
        self.do("record_publication", {"publication_decision": "published", **published}, as_(SPECIALIST), now)

    def _head(self) -> Actor:
        return actor(self.company.head_email)


# Which step brings a file where, and how many working days after the application.
STEPS: tuple[tuple[str, Do, int], ...] = (
    ("applied", File.apply, 0),
    ("evaluated", File.evaluate, 2),
    ("selected", File.select, 3),
    ("trained", File.train, 5),
    ("analysed", File.analyse, 8),
    ("drafted", File.draft, 10),
    ("approved", File.approve, 11),
    ("reviewed", File.review, 13),
    ("rated", File.rate, 14),
    ("signed", File.sign, 15),
    ("approved by the Committee", File.submit, 16),
    ("sent", File.send, 17),
    ("published", File.publish, 18),
)
ASIDE: Mapping[str, tuple[tuple[str, Do, int], ...]] = {
    "returned": (STEPS[0], ("returned", File.return_, 2)),
    "refused": (*STEPS[:2], ("refused", File.refuse, 4)),
}


def acts(days: Days) -> Iterator[Act]:
    """Yield what becomes of the enterprises."""
    yield Act(days.back(21, "15:00"), _survey)
    for number, company in enumerate(COMPANIES):
        for name, do, after in ASIDE.get(company.until, STEPS):
            yield Act(
                days.back(company.begun - after, f"{9 + number % 6:02d}:{10 + number:02d}"), partial(do, File(company))
            )
            if name == company.until:
                break


def _survey(now: datetime) -> None:
    for name, tax_code, address, sector, need in SURVEYED:
        survey = Survey(name, tax_code, now.date() - timedelta(days=7), address, sector, need)
        enter_survey(survey, actor=as_(SPECIALIST), now=now)


@cache
def _hashed() -> str:
    return hash_password(PASSWORD)


def _day(now: datetime, shift: int = 0) -> str:
    day: date = now.date() + timedelta(days=shift)
    return day.isoformat()
