"""Sending documents out, and what leader and Committee write when they return one."""

from collections.abc import Mapping
from typing import Any

from app.simulating.answers.days import Day
from app.simulating.work import Answer, Work


def _record(work: Work) -> Mapping[str, Any]:
    return {
        "document_number": f"{work.chance.randint(200, 2400)}/SKHCN-TĐC",
        "issued_on": work.later(0),
        "signer": "Nguyễn Văn Khải",
        "signer_post": "Giám đốc",
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
