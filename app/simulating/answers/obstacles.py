"""Obstacles: most are solved with guidance, some go up to the Committee."""

from collections.abc import Mapping
from typing import Any

from app.simulating.answers.days import Day, within
from app.simulating.work import Answer, Work

_ESCALATED, _UNCLEAR, _UNSOLVED = 0.25, 0.15, 0.1


def _triage(work: Work) -> Mapping[str, Any]:
    drawn = work.chance.random()
    if work.times == 0 and drawn < _UNCLEAR:
        return {"triage_decision": "return", "return_reason": "Nêu rõ vướng ở quy định nào, từ văn bản nào."}
    if drawn > 1 - _ESCALATED:
        return {"triage_decision": "escalate", "triage_note": "Vượt thẩm quyền của Sở."}
    return {"triage_decision": "guide", "triage_note": "Đã có quy định, cần hướng dẫn."}


def _guide(_work: Work) -> Mapping[str, Any]:
    return {"guidance_decision": "guide", "guidance": "Áp dụng định mức hiện hành; Sở cử cán bộ hỗ trợ tại chỗ."}


def _confirm(work: Work) -> Mapping[str, Any]:
    if work.times == 0 and work.chance.random() < _UNSOLVED:
        return {"confirm_decision": "return", "return_reason": "Hướng dẫn chưa nói về thiết bị ở tuyến xã."}
    return {"confirm_decision": "solved"}


def _carry_out(_work: Work) -> Mapping[str, Any]:
    return {"follow_up": "guide", "instruction": "Thực hiện theo ý kiến chỉ đạo của Ủy ban nhân dân tỉnh."}


ANSWERS: Mapping[tuple[str, str], Answer] = {
    ("obstacle", "triage"): _triage,
    ("obstacle", "give_guidance"): _guide,
    ("obstacle", "confirm_solution"): _confirm,
    ("obstacle_escalation", "carry_out"): _carry_out,
}
DAYS: Mapping[tuple[str, str], Day] = {("obstacle_escalation", "draft_submission"): within(1, 4)}
