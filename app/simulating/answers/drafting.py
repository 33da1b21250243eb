"""Drafting the year's plan: proposals, money, opinions, and what is sent for signature."""

from collections.abc import Mapping
from typing import Any

from app.simulating.answers.days import Day, after_due, at_once
from app.simulating.work import Answer, Work

_TASKS = (
    ("Tập huấn nghiệp vụ quản lý đo lường cho cán bộ cấp xã", "04 lớp, 160 lượt người", "Quý II"),
    ("Kiểm tra phương tiện đo tại cơ sở kinh doanh xăng dầu, vàng, chợ", "Báo cáo kết quả kiểm tra", "Quý III"),
    ("Hướng dẫn doanh nghiệp xây dựng chương trình bảo đảm đo lường", "06 doanh nghiệp", "Quý IV"),
    ("Tuyên truyền về tiêu chuẩn, đo lường, chất lượng", "10 tin, bài", "Cả năm"),
)
_COMMENTS = 0.25


def _propose(work: Work) -> Mapping[str, Any]:
    rows = [_completed(row, work) for row in work.first.get("rows") or [] if row.get("content")]
    if not rows:
        rows = [_row(*_TASKS[work.chance.randrange(len(_TASKS))])]
    return {"is_nil": False, "rows": rows}


def _completed(row: Mapping[str, Any], work: Work) -> dict[str, Any]:
    _content, result, time = _TASKS[work.chance.randrange(len(_TASKS))]
    return {**row, "result": row.get("result") or result, "time": time, "funding": 40 + work.chance.randrange(90)}


def _row(content: str, result: str, time: str) -> dict[str, Any]:
    return {"content": content, "result": result, "time": time, "funding": 60, "funding_source": "Ngân sách tỉnh"}


def _sign(work: Work) -> Mapping[str, Any]:
    return {"return_reason": "Rà lại kinh phí, tránh trùng nhiệm vụ thường xuyên."} if work.is_sent_back else {}


def _take_in(work: Work) -> Mapping[str, Any]:
    if work.is_sent_back:
        return {"return_reasons": "Chưa nêu kết quả đo được.", "resubmit_by": work.ahead(4)}
    return {}


def _close(_work: Work) -> Mapping[str, Any]:
    return {"closing": "close"}


def _revise(_work: Work) -> Mapping[str, Any]:
    return {"consultation": "sign"}


def _choose_agencies(work: Work) -> Mapping[str, Any]:
    return {"opinion_kinds": ["department", "unit"], "opinion_agencies": "", "opinions_due": work.ahead(8)}


def _allot(work: Work) -> Mapping[str, Any]:
    rows = [{**row, "allocated": row.get("funding") or 0} for row in work.first.get("budget_rows") or []]
    return {"budget_decision": "agree", "budget_rows": rows}


def _give_opinion(work: Work) -> Mapping[str, Any]:
    if work.chance.random() < _COMMENTS:
        return {"opinion_decision": "comment", "opinion": "Đề nghị ghi rõ cơ quan phối hợp ở nhiệm vụ kiểm tra."}
    return {"opinion_decision": "agree"}


def _stall(_work: Work) -> Mapping[str, Any]:
    return {"stall_review": "urged", "stall_note": "Đã đôn đốc các cơ quan chưa góp ý."}


def _missing(_work: Work) -> Mapping[str, Any]:
    return {"missing_review": "urged", "missing_note": "Đã gọi điện các cơ quan chưa gửi đề xuất."}


ANSWERS: Mapping[tuple[str, str], Answer] = {
    ("plan_proposal", "write_proposal"): _propose,
    ("plan_proposal", "sign_proposal"): _sign,
    ("plan_proposal", "take_in"): _take_in,
    ("annual_plan", "collect_proposals"): _close,
    ("annual_plan", "revise_draft"): _revise,
    ("plan_consultation", "review_stall"): _stall,
    ("annual_plan", "review_missing"): _missing,
    ("plan_consultation", "choose_agencies"): _choose_agencies,
    ("plan_consultation", "give_budget_opinion"): _allot,
    ("plan_opinion", "give_opinion"): _give_opinion,
}
DAYS: Mapping[tuple[str, str], Day] = {
    ("annual_plan", "open_drafting"): at_once,
    ("annual_plan", "collect_proposals"): after_due(4),
    ("plan_consultation", "follow_opinions"): after_due(2),
}
