"""Reviewing a plan: what the agencies say of their own work, what the meeting concludes."""

from collections.abc import Mapping
from typing import Any

from app.simulating.answers.days import Day, after_due, at_once
from app.simulating.work import Answer, Work

_GUIDANCE = "Đánh giá từng nhiệm vụ chủ trì: mức độ hoàn thành, nguyên nhân, kiến nghị."


def _open(work: Work) -> Mapping[str, Any]:
    return {
        "review_kind": "interim",
        "period_from": str(work.today.year - 1),
        "period_to": str(work.today.year),
        "due_on": work.later(24),
        "guidance": _GUIDANCE,
    }


def _assess(work: Work) -> Mapping[str, Any]:
    rows = [{**row, **_result(work)} for row in work.first.get("tasks") or []]
    return {"tasks": rows, "general": "Cơ bản thực hiện đúng tiến độ; còn khó khăn về nhân lực ở tuyến xã."}


def _result(work: Work) -> dict[str, Any]:
    percent = work.chance.choice([60, 80, 90, 100, 100])
    cause = "Chờ kinh phí bổ sung giữa năm." if percent < 100 else ""
    return {"percent": percent, "achieved": "Hoàn thành các nội dung chính theo kế hoạch.", "cause": cause}


def _sign(work: Work) -> Mapping[str, Any]:
    return {"return_reason": "Nêu rõ nguyên nhân chưa hoàn thành."} if work.is_sent_back else {}


def _hold(work: Work) -> Mapping[str, Any]:
    conclusions = "Thống nhất dự thảo; các cơ quan hoàn thành phần việc còn lại trong quý IV."
    return {"meeting_decision": "agree", "held_on": work.later(0), "conclusions": conclusions}


ANSWERS: Mapping[tuple[str, str], Answer] = {
    ("plan_review", "open_review"): _open,
    ("plan_review", "hold_meeting"): _hold,
    ("self_assessment", "assess"): _assess,
    ("self_assessment", "sign_assessment"): _sign,
    ("self_assessment", "check_assessment"): _sign,
}
DAYS: Mapping[tuple[str, str], Day] = {
    ("plan_review", "open_review"): at_once,
    ("plan_review", "gather"): after_due(6),
}
