"""The reporting cycle: what agencies report, what is wanted of them, and when a round is closed."""

from collections.abc import Mapping
from typing import Any

from app.demo.register import entries
from app.demo.report_words import report
from app.simulating.answers.days import Day, after_due, at_once
from app.simulating.work import Answer, Work

_CLOSED_AFTER = 15  # working days after its deadline a round is closed
_MISSING = "Mục B thiếu số liệu đến ngày chốt của nhiệm vụ chủ trì; mục D chưa nêu nguyên nhân."
_HEAD_WANTS = "Bổ sung kết quả thanh tra chuyên đề trước khi gửi."
_REFUSED = "Số liệu đã có đủ trên hệ thống; đề nghị gửi đúng hạn."
_GRANTED_OF_TEN = 7


def _prepare(_work: Work) -> Mapping[str, Any]:
    return {"instructions": "Ghi kết quả từng nhiệm vụ chủ trì; số liệu chốt theo kỳ, kèm ước thực hiện cả năm."}


def _write(work: Work) -> Mapping[str, Any]:
    entry = next((one for one in entries() if one.code == work.case.agency.code), None)
    if entry is None:
        return {"no_obstacles": True}
    rows = [{"number": row["number"], "content": row["content"]} for row in work.first.get("plan_tasks", [])]
    return report(entry, rows, work.today.year, work.chance.randrange(60))


def _review(work: Work) -> Mapping[str, Any]:
    return {"return_reason": _HEAD_WANTS} if work.is_sent_back else {}


def _check(work: Work) -> Mapping[str, Any]:
    return {"return_reasons": _MISSING, "resubmit_by": work.ahead(5)} if work.is_sent_back else {"check_note": ""}


def _decide(work: Work) -> Mapping[str, Any]:
    if work.chance.randrange(10) < _GRANTED_OF_TEN:
        asked = str(work.first["asked_until"])
        day, month, year = asked.split("/")
        return {"extension_decision": "grant", "extended_to": f"{year}-{month}-{day}"}
    return {"extension_decision": "refuse", "refusal_reason": _REFUSED}


def _close(_work: Work) -> Mapping[str, Any]:
    return {"closing": "close", "closing_note": "Đã đủ số liệu để tổng hợp."}


ANSWERS: Mapping[tuple[str, str], Answer] = {
    ("report_campaign", "prepare_campaign"): _prepare,
    ("report_campaign", "follow_up"): _close,
    ("agency_report", "draft_report"): _write,
    ("agency_report", "revise_report"): _write,
    ("agency_report", "head_review"): _review,
    ("agency_report", "check_report"): _check,
    ("extension_request", "decide_extension"): _decide,
}
DAYS: Mapping[tuple[str, str], Day] = {
    ("report_campaign", "prepare_campaign"): at_once,
    ("report_campaign", "follow_up"): after_due(_CLOSED_AFTER),
}
