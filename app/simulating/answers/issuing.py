"""Sending documents out, and what leader and Committee write when they return one."""

from collections.abc import Mapping
from typing import Any

from app.demo.accounts import LEADER
from app.simulating.answers.days import Day
from app.simulating.work import Answer, Work


def _record(work: Work) -> Mapping[str, Any]:
    """Record number and signer by what kind of document it is: a plan is the Committee's."""
    title, number = str(work.first.get("document_title") or ""), work.chance.randint(20, 2400)
    if title.startswith(("Kế hoạch", "Quyết định")):
        symbol, signer, post = "KH-UBND", "Trần Minh Quang", "Phó Chủ tịch"
    else:
        symbol = "TTr-SKHCN" if title.startswith("Tờ trình") else "SKHCN-TĐC"
        signer, post = LEADER.name, "Giám đốc"
    return {
        "document_number": f"{number}/{symbol}",
        "issued_on": work.later(0),
        "signer": signer,
        "signer_post": post,
    }


def _sign(work: Work) -> Mapping[str, Any]:
    return {"return_reason": "Bổ sung căn cứ pháp lý và thống nhất số liệu với phụ lục."} if work.is_sent_back else {}


def _decide(work: Work) -> Mapping[str, Any]:
    return {"return_reason": "Làm rõ nguồn kinh phí và thời gian thực hiện."} if work.is_sent_back else {}


ANSWERS: Mapping[tuple[str, str], Answer] = {
    ("issue_document", "record_issue"): _record,
    ("sign_off", "sign_document"): _sign,
    ("committee_decision", "decide_submission"): _decide,
}
DAYS: Mapping[tuple[str, str], Day] = {}
