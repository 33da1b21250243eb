"""The interim review of the province's plan, half-way: departments are asked, some have assessed themselves."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select

from app.cases.models import Case
from app.demo.accounts import COORDINATOR, SECOND_SPECIALIST, actor
from app.demo.days import Days
from app.demo.doings import as_, finish, first_values, save, waiting
from app.demo.plan_words import NUMBER
from app.demo.register import Entry, address, entry
from app.demo.story import Act
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import Actor
from app.plans.models import Plan
from app.reviews.models import Review, SelfAssessment
from app.reviews.service.beginning import begin_review

_GUIDANCE = "Đối chiếu từng nhiệm vụ với kết quả ghi trong kế hoạch; nêu số liệu, không nêu chung chung."
_TAKEN_IN, _SENT, _RETURNED, _WRITING = ("SXD", "STP"), "SYT", "SNNMT", "SCT"
_MISSING = "Chưa nêu số cơ sở được hướng dẫn; bổ sung số liệu đến hết quý gần nhất."
_ROWS: tuple[Mapping[str, Any], ...] = (
    {"percent": 100, "achieved": "Hoàn thành đúng tiến độ; kết quả đã báo cáo trong các đợt định kỳ."},
    {"percent": 70, "achieved": "Đã triển khai phần lớn địa bàn.", "cause": "Kinh phí cấp chậm trong quý đầu.",
     "proposal": "Bố trí kinh phí ngay từ đầu năm."},
    {"percent": 40, "achieved": "Đã khảo sát, lập danh mục; chưa tổ chức tập huấn.",
     "cause": "Thiếu cán bộ chuyên trách sau sắp xếp bộ máy."},
)  # fmt: skip


def acts(days: Days) -> Iterator[Act]:
    """Yield what happens until yesterday."""
    yield Act(days.back(9, "09:20"), _begin)
    yield Act(days.back(9, "09:40"), partial(_open, days))
    for seed, code in enumerate([*_TAKEN_IN, _SENT, _RETURNED]):
        yield Act(days.back(6 - seed % 2, f"{9 + seed:02d}:25"), partial(_write, entry(code), seed))
        yield Act(days.back(4, f"{8 + seed:02d}:15"), partial(_sign, entry(code)))
    for minute, code in enumerate(_TAKEN_IN):
        yield Act(days.back(2, f"14:{10 + minute}"), partial(_check, entry(code), {"assessment_decision": "accept"}))
    sent_back = {"assessment_decision": "return", "return_reason": _MISSING}
    yield Act(days.back(2, "14:40"), partial(_check, entry(_RETURNED), sent_back))
    yield Act(days.back(1, "15:10"), partial(_begin_writing, entry(_WRITING)))


def _begin(now: datetime) -> None:
    plan_id = db.session.scalars(select(Plan.id).where(Plan.number == NUMBER).order_by(Plan.id)).first()
    begin_review(plan_id or 0, actor=as_(COORDINATOR), now=now)


def _open(days: Days, now: datetime) -> None:
    case = db.session.scalars(select(Case).join(Review, Review.case_id == Case.id)).one()
    task = waiting(case, "open_review")
    years = {"period_from": str(days.year - 4), "period_to": str(days.year)}
    said = {
        "review_kind": "interim",
        **years,
        "asked_kinds": ["department"],
        "due_on": days.ahead(6).isoformat(),
        "guidance": _GUIDANCE,
    }
    finish(task, {**first_values(task), **said}, as_(COORDINATOR), now)


def _write(one: Entry, seed: int, now: datetime) -> None:
    task = waiting(_case(one), "assess")
    count = len(first_values(task)["tasks"])
    rows = [dict(_ROWS[(seed + position) % len(_ROWS)]) for position in range(count)]
    said = {"tasks": rows, "general": "Các nhiệm vụ được giao cơ bản bám sát kế hoạch."}
    finish(task, said, _at(one, one.focal_point), now)


def _sign(one: Entry, now: datetime) -> None:
    finish(waiting(_case(one), "sign_assessment"), {"head_decision": "approve"}, _at(one, one.head), now)


def _check(one: Entry, decision: Mapping[str, Any], now: datetime) -> None:
    finish(waiting(_case(one), "check_assessment"), decision, as_(SECOND_SPECIALIST), now)


def _begin_writing(one: Entry, now: datetime) -> None:
    task = waiting(_case(one), "assess")
    save(task, {"general": "Đang tổng hợp số liệu từ các đơn vị trực thuộc."}, _at(one, one.focal_point), now)


def _case(one: Entry) -> Case:
    mine = select(Case).join(SelfAssessment, SelfAssessment.case_id == Case.id)
    return db.session.scalars(
        mine.join(Agency, Agency.id == SelfAssessment.agency_id).where(Agency.code == one.code)
    ).one()


def _at(one: Entry, name: str) -> Actor:
    return actor(address(name, one.domain))
