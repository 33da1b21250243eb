"""End, batch by batch, the cases that were opened for one that has ended; the reason goes with them."""

from datetime import datetime

from app.cases.cancelling import ORDERED, cancel_case
from app.cases.companions import next_companions
from app.cases.locking import lock_case
from app.cases.models import Case, CaseStatus
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.timeline.log import Subject
from app.timeline.queries import latest_entry


def end_batch(case_id: int, now: datetime) -> int:
    """End the next 100 cases that were opened for the ended case; return how many were looked at. Again: the rest."""
    case = db.session.get_one(Case, case_id)
    if case.status is CaseStatus.running:
        return 0
    companions = next_companions(case)
    reason = reason_for_companions(case)
    for companion in companions:
        if lock_case(companion).status is CaseStatus.running:
            cancel_case(companion, reason, actor=SYSTEM, now=now)
    return len(companions)


def reason_for_companions(case: Case) -> str:
    """Say in the words of the histories why cases end that were opened for this one."""
    if case.status is CaseStatus.completed:
        return f"Hồ sơ “{case.title}” đã hoàn thành."
    ordered = latest_entry(Subject("case", case.id), ORDERED)
    reason = ordered.payload.get("reason", "") if ordered else ""
    words = f"Hồ sơ “{case.title}” đã kết thúc không có kết quả"
    return f"{words}: {reason}" if reason else f"{words}."
