"""Enterprises and their programmes of measurement assurance."""

from collections.abc import Mapping
from typing import Any

from app.simulating.answers.days import Day, within
from app.simulating.work import Answer, Work

_CRITERIA = (
    *("priority_sector", "instrument_use", "quality_effect", "responsible_person"),
    *("calibration_state", "commitment", "own_means"),
)
_LEVELS = ("none", "part", "part", "full", "full")


def _check(work: Work) -> Mapping[str, Any]:
    return {"return_reason": "Bổ sung danh mục phương tiện đo đang dùng."} if work.is_sent_back else {}


def _evaluate(work: Work) -> Mapping[str, Any]:
    return {name: work.chance.choice(_LEVELS) for name in _CRITERIA}


def _select(work: Work) -> Mapping[str, Any]:
    if work.times == 0 and work.chance.random() < 0.1:
        return {"selection_decision": "refuse", "refusal_reason": "Nhu cầu chưa thuộc nội dung Chương trình."}
    return {"selection_decision": work.chance.choice(["guided", "supported"])}


def _train(work: Work) -> Mapping[str, Any]:
    session = {"given_on": work.later(-2), "content": "Quản lý phương tiện đo, chuẩn đo lường", "people": 18}
    return {"sessions": [session]}


def _analyse(work: Work) -> Mapping[str, Any]:
    said = {
        "current_state": "Có sổ theo dõi, chưa đầy đủ.",
        "evidence": "Sổ theo dõi phương tiện đo.",
        "gap": "Chưa có người phụ trách thay thế.",
        "proposal": "Phân công, lập danh mục, kiểm định đúng hạn.",
    }
    return {"situation": [{**row, **said} for row in work.first.get("situation") or []]}


def _check_analysis(work: Work) -> Mapping[str, Any]:
    return {"return_reason": "Nhóm 4 và 7 chưa nêu bằng chứng."} if work.is_sent_back else {}


def _draft(work: Work) -> Mapping[str, Any]:
    name = work.first.get("enterprise_name") or work.case.title.partition(": ")[2]
    measure = {"content": "Lập danh mục, kiểm định phương tiện đo nhóm 2", "unit": "Phòng Kỹ thuật"}
    return {
        "programme_name": f"Chương trình bảo đảm đo lường của {name}",
        "period_from": work.later(20),
        "period_to": work.later(20 + 3 * 365),
        "measures": [{**measure, "deadline": work.later(200)}],
    }


def _approve(work: Work) -> Mapping[str, Any]:
    if work.is_sent_back:
        return {"return_reason": "Điều chỉnh kinh phí theo kế hoạch sản xuất."}
    return {"approval_number": f"{work.chance.randint(20, 300)}/QĐ", "approved_on": work.later(0)}


ANSWERS: Mapping[tuple[str, str], Answer] = {
    ("programme_selection", "check_application"): _check,
    ("programme_selection", "evaluate_enterprise"): _evaluate,
    ("programme_selection", "decide_selection"): _select,
    ("programme_preparation", "train_enterprise"): _train,
    ("programme_preparation", "analyse_situation"): _analyse,
    ("programme_preparation", "check_analysis"): _check_analysis,
    ("programme_approval", "draft_programme"): _draft,
    ("programme_approval", "approve_programme"): _approve,
}
DAYS: Mapping[tuple[str, str], Day] = {("programme_preparation", "analyse_situation"): within(15, 35)}
