"""Amending a plan in force: one row changes, the submission says why."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.amendments.models import AmendmentChange, PlanAmendment
from app.amendments.service.changing import change_row
from app.extensions import db
from app.plans.differences import cells_of
from app.plans.models import PlanTask
from app.simulating.answers.days import Day
from app.simulating.work import Answer, Work

_REASON = "Điều chỉnh kết quả cho phù hợp khối lượng thực tế và kinh phí được giao."


def _propose(work: Work) -> Mapping[str, Any]:
    amendment = db.session.scalars(select(PlanAmendment).where(PlanAmendment.case_id == work.case.id)).one()
    if db.session.scalar(select(AmendmentChange.id).where(AmendmentChange.amendment_id == amendment.id)) is None:
        rows = select(PlanTask).where(PlanTask.plan_id == amendment.plan_id).order_by(PlanTask.position)
        row = work.chance.choice(db.session.scalars(rows).all())
        cells = {**cells_of(row), "content": f"{row.content} (thực hiện theo khối lượng điều chỉnh)"}
        change_row(work.case.id, row.id, cells, _REASON, actor=work.actor, now=work.now)
    return {"proposal_decision": "submit", "amendment_reason": _REASON}


def _review(_work: Work) -> Mapping[str, Any]:
    return {"is_reviewed": True, "review_note": "Không có việc đang chạy của dòng đã bỏ."}


ANSWERS: Mapping[tuple[str, str], Answer] = {
    ("plan_amendment", "propose"): _propose,
    ("plan_amendment", "review_dropped"): _review,
}
DAYS: Mapping[tuple[str, str], Day] = {}
