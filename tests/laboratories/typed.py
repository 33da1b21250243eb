"""What people type into the forms of a laboratory's support, by field and as it is typed."""

from collections.abc import Mapping

from tests.laboratories.files import BODY

Entries = Mapping[str, str]

REQUEST: Entries = {
    "laboratory": "Phòng Hiệu chuẩn Khối lượng",
    "field": "calibration",
    "wanted_scope": "Hiệu chuẩn cân đến 30 kg",
    "address": "Phường Bình An",
    "is_in_province": "true",
    "is_legal_entity": "true",
    "staff": "bốn",
    "equipment": "complete",
}
APPLICANT: Entries = {
    "organisation_name": "Công ty Cân Sông Lam",
    "contact_name": "Lê Thị Loan",
    "contact_email": "loan@songlam.example",
    "head_name": "Hồ Văn Đầu",
    "head_email": "dau@songlam.example",
    "agrees": "true",
}
SURVEY: Entries = {"surveyed_on": "18/11/2026", "surveyors": "Đỗ Anh Tuấn", "survey_summary": "Thiếu hồ sơ"}
AGREEMENT: Entries = {
    "agreed_support": "Đào tạo, góp ý tài liệu",
    "laboratory_duties": "Cử hai người",
    "support_amount": "180",
    "agreed_until": "31/12/2027",
}
PREPARED: tuple[tuple[str, Entries], ...] = (
    ("training", {"courses[0].course": "Nhận thức", "courses[0].held_on": "10/11/2026"}),
    ("documents", {"documents_made": "Sổ tay, 12 quy trình", "documents_issued_on": "12/11/2026"}),
    ("operate", {"operated_from": "12/11/2026", "operation_note": "Sổ theo dõi"}),
    ("calibrate", {"calibrated": "Bộ quả cân F1"}),
    ("validate_methods", {"validated": "Hiệu chuẩn cân"}),
    ("compare_results", {"provider": "So sánh liên phòng", "proficiency_result": "satisfactory"}),
    ("internal_audit", {"audited_on": "15/11/2026", "audit_findings": "2", "audit_note": "Đã xử lý"}),
)
REVIEW: Entries = {"reviewed_on": "16/11/2026", "review_conclusions": "Tiếp tục"}
IMPROVE: Entries = {"system_decision": "return", "return_reason": "Bổ sung hồ sơ người làm"}
IN_PLACE: Entries = {"system_decision": "confirm", "in_place_on": "16/11/2026"}
APPLICATION: Entries = {
    "accreditation_body": BODY,
    "applied_on": "17/11/2026",
    "applied_scope": "Cân đến 30 kg",
}
NONCONFORMING: Entries = {
    "assessment_result": "nonconforming",
    "assessed_on": "18/11/2026",
    "nonconformities[0].clause": "9.9",
    "nonconformities[0].severity": "minor",
    "nonconformities[0].due_on": "15/12/2026",
    "nonconformities[0].finding": "Thiếu thành phần độ trễ",
}
CORRECTED: Entries = {"corrections[0].corrected_on": "19/11/2026", "corrections[0].action": "Bổ sung độ trễ"}
NOT_CORRECTED: Entries = {
    "corrections_decision": "return",
    "corrections_due": "20/12/2026",
    "return_reason": "Thiếu bảng tính",
}
CERTIFICATE: Entries = {
    "accreditation_decision": "granted",
    "certificate_number": "VILAS 9999",
    "certificate_date": "19/11/2026",
    "valid_until": "18/11/2029",
    "certified_scope": "Cân đến 30 kg",
}
REGISTRATION: Entries = {
    "registration_result": "granted",
    "registration_number": "12/GCN-TĐC",
    "registration_date": "19/11/2026",
    "registration_issuer": "Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia",
    "registration_until": "19/11/2031",
    "registration_scope": "Hiệu chuẩn cân đến 30 kg",
}
DESIGNATION: Entries = {
    "designation_result": "granted",
    "designation_number": "88/QĐ-TĐC",
    "designation_date": "20/11/2026",
    "designation_issuer": "Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia",
    "designation_until": "19/11/2031",
    "designation_scope": "Kiểm định cân bàn đến 30 kg",
}
