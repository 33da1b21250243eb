"""Support for ISO/IEC 17025: about a year from the request to the certificate."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.simulating.answers.days import Day, within
from app.simulating.work import Answer, Work
from app.support.models import GapItem, GapState
from app.support.service.gaps import Assessed, assess

_VALID_FOR = 5 * 365 - 2  # days


def _check(work: Work) -> Mapping[str, Any]:
    if work.first.get("eligibility") == "refuse" or '"eligibility": "refuse"' in work.case.facts:
        return {"support_decision": "refuse", "refusal_reason": "Chưa đủ điều kiện theo bảng điều kiện hỗ trợ."}
    return (
        {"return_reason": "Nêu rõ phạm vi phép thử đề nghị."} if work.is_sent_back else {"support_decision": "accept"}
    )


def _survey(work: Work) -> Mapping[str, Any]:
    """Assess all clauses, then say what was found."""
    rows = db.session.scalars(select(GapItem).where(GapItem.case_id == work.case.id).order_by(GapItem.position)).all()
    assess(work.case.id, [_assessed(row, work) for row in rows], actor=work.actor, now=work.now)
    return {"surveyed_on": work.later(0), "surveyors": "Tổ khảo sát của Sở Khoa học và Công nghệ"}


def _assessed(row: GapItem, work: Work) -> Assessed:
    if work.chance.random() < 0.55:
        return Assessed(row.clause, row.version, GapState.met, evidence="Đã xem hồ sơ tại chỗ.")
    return Assessed(
        row.clause,
        row.version,
        work.chance.choice([GapState.partial, GapState.missing]),
        evidence="Chưa có tài liệu ban hành.",
        gap="Thiếu quy trình và hồ sơ theo dõi.",
        action="Xây dựng quy trình, tập huấn và áp dụng.",
        who="Phụ trách chất lượng",
        until=work.calendar.add_working_days(work.today, 60),
    )


def _agreement(work: Work) -> Mapping[str, Any]:
    return {"agreed_until": work.later(400), "support_amount": 180, "own_amount": 60}


def _budget(work: Work) -> Mapping[str, Any]:
    return {"return_reason": "Tách chi phí đào tạo và chi phí đánh giá."} if work.is_sent_back else {}


def _training(work: Work) -> Mapping[str, Any]:
    return {"courses": [{"course": "Nhận thức và tài liệu ISO/IEC 17025", "held_on": work.later(-3), "attendants": 12}]}


def _compare(_work: Work) -> Mapping[str, Any]:
    return {"provider": "Đơn vị tổ chức thử nghiệm thành thạo", "proficiency_result": "satisfactory"}


def _confirm(work: Work) -> Mapping[str, Any]:
    return {"return_reason": "Bổ sung hồ sơ đánh giá nội bộ."} if work.is_sent_back else {"in_place_on": work.later(0)}


def _assessment(work: Work) -> Mapping[str, Any]:
    """The first assessment finds something, as most do."""
    if work.times:
        return {"assessment_result": "conforming", "assessed_on": work.later(-2)}
    due, found = work.later(45), "Chưa đánh giá độ không đảm bảo đo của một phép thử."
    row = {"clause": "7.6", "severity": "minor", "due_on": due, "finding": found}
    return {"assessment_result": "nonconforming", "assessed_on": work.later(-2), "nonconformities": [row]}


def _correct(work: Work) -> Mapping[str, Any]:
    rows = work.first.get("corrections") or []
    action = "Đánh giá lại, ban hành quy trình sửa đổi."
    return {"corrections": [{**row, "corrected_on": work.later(-1), "action": action} for row in rows]}


def _check_corrections(work: Work) -> Mapping[str, Any]:
    if work.is_sent_back:
        return {"return_reason": "Chưa có bằng chứng áp dụng.", "corrections_due": work.later(30)}
    return {"corrections_decision": "accept"}


def _decision(work: Work) -> Mapping[str, Any]:
    return {
        "accreditation_decision": "granted",
        "certificate_number": f"VILAS {work.chance.randint(1200, 1990)}",
        "certificate_date": work.later(-4),
        "valid_until": work.later(_VALID_FOR),
        "certified_scope": "Các phép thử và hiệu chuẩn theo phụ lục kèm theo quyết định.",
    }


def _recognition(work: Work) -> Mapping[str, Any]:
    return {"recognition": work.chance.choice(["none", "registration"])}


def _registration(work: Work) -> Mapping[str, Any]:
    return {
        "registration_result": "granted",
        "registration_number": f"{work.chance.randint(100, 900)}/GCN",
        "registration_date": work.later(-3),
        "registration_until": work.later(_VALID_FOR),
    }


_PREPARATION, _ACCREDITATION = "iso17025_preparation", "iso17025_accreditation"
ANSWERS: Mapping[tuple[str, str], Answer] = {
    ("iso17025_intake", "check_request"): _check,
    ("iso17025_intake", "survey"): _survey,
    ("iso17025_intake", "draft_agreement"): _agreement,
    ("iso17025_intake", "budget_opinion"): _budget,
    (_PREPARATION, "training"): _training,
    (_PREPARATION, "compare_results"): _compare,
    (_PREPARATION, "check_system"): _confirm,
    (_ACCREDITATION, "on_site_assessment"): _assessment,
    (_ACCREDITATION, "correct"): _correct,
    (_ACCREDITATION, "check_corrections"): _check_corrections,
    (_ACCREDITATION, "record_decision"): _decision,
    ("iso17025_recognition", "choose_recognition"): _recognition,
    ("iso17025_recognition", "record_registration"): _registration,
}
# Their limits are generous; a laboratory that is supported moves on.
DAYS: Mapping[tuple[str, str], Day] = {
    ("iso17025_intake", "survey"): within(8, 15),
    (_PREPARATION, "training"): within(12, 22),
    (_PREPARATION, "documents"): within(25, 40),
    (_PREPARATION, "operate"): within(30, 45),
    (_PREPARATION, "calibrate"): within(20, 40),
    (_PREPARATION, "validate_methods"): within(25, 45),
    (_PREPARATION, "compare_results"): within(25, 45),
    (_PREPARATION, "internal_audit"): within(8, 14),
    (_ACCREDITATION, "apply"): within(4, 9),
    (_ACCREDITATION, "on_site_assessment"): within(28, 42),
    (_ACCREDITATION, "correct"): within(10, 20),
    (_ACCREDITATION, "record_decision"): within(15, 28),
    ("iso17025_recognition", "record_registration"): within(15, 30),
}
