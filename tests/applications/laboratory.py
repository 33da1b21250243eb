"""A kind of application of the tests' own: a laboratory asks for help, and a specialist looks at it."""

import json
import re
from typing import Any

from app.applications.kinds import ApplicationKind, TrackedStatus, register
from app.applications.models import Application
from app.applications.queries import department
from app.cases.delivery import deliver
from app.cases.models import Case, CaseStatus
from app.cases.starting import NewCase, start_case
from app.engine import Message
from app.extensions import db
from app.organisation.roles import SYSTEM
from app.processes.packages import Package
from app.timeline.outbox_models import OutboxMessage
from tests.engine.drawing import document, element, end, flow, gateway, own, path, start, user
from tests.support import processes, units
from tests.support.deploying import deploy
from tests.support.processes import field, form

KEY = "test-laboratory"
PROCESS = "test_laboratory"
REQUIRED = {"required": True}
TYPED = {
    "organisation_name": "Phòng thử nghiệm Sông Lam",
    "tax_code": "2900123456",
    "contact_name": "Ngô Thị Bích Loan",
    "contact_email": "Loan@songlam.example",
    "contact_phone": "0900 000 111",
    "need": "Xây dựng hệ thống theo ISO/IEC 17025",
}
_CHECK = form(
    "note",
    field("radio", "check", "Kết quả", validate=REQUIRED,
          values=[{"value": "accept", "label": "Nhận"}, {"value": "return", "label": "Trả lại"}]),
    field("textarea", "return_reason", "Lý do"),
)  # fmt: skip
_FORM = form(
    "application",
    field("textfield", "organisation_name", "Tên phòng thử nghiệm", validate=REQUIRED),
    field("textfield", "tax_code", "Mã số thuế", validate={"pattern": "^[0-9]{10}$"},
          properties={"example": "2900123456"}),
    field("textfield", "contact_name", "Người liên hệ", validate=REQUIRED),
    field("textfield", "contact_email", "Thư điện tử", validate={**REQUIRED, "validationType": "email"}),
    field("textfield", "contact_phone", "Điện thoại"),
    field("textfield", "best_time", "Gọi lúc nào", conditional={"hide": "=contact_phone = null"}),
    field("textarea", "need", "Đề nghị", validate=REQUIRED),
    {"type": "dynamiclist", "id": "Rows", "path": "devices", "label": "Thiết bị", "allowAddRemove": True,
     "defaultRepetitions": 0, "components": [field("textfield", "name", "Tên thiết bị")]},
)  # fmt: skip
_DIAGRAM = document(
    '<bpmn:message id="m_corrected" name="application_corrected"/>'
    + f'<bpmn:process id="{PROCESS}" isExecutable="true">'
    + start()
    + user("look")
    + gateway("exclusive", "looked", default="looked_e")
    + user("wait")
    + element(
        "boundaryEvent", "corrected",
        own('<td:correlation key="case" value="=string(case.id)"/>')
        + '<bpmn:messageEventDefinition messageRef="m_corrected"/>',
        attachedToRef="wait",
    )
    + end()
    + path("s", "look", "looked", "e")
    + flow("looked", "wait", '=check = "return"')
    + path("wait", "look")
    + path("corrected", "look")
    + "</bpmn:process>"
)  # fmt: skip


def _confirmed(application: Application, now) -> Case:
    answers = application.answers
    facts = {"contact": answers["contact_name"], "need": answers["need"]}
    new = NewCase(PROCESS, department(), f"Đề nghị: {answers['organisation_name']}", facts=facts)
    return start_case(new, actor=SYSTEM, now=now)[0]


def _corrected(application: Application, now) -> None:
    deliver(Message("application_corrected", {"case": str(application.case_id)}), now=now)


def _status(case: Case) -> TrackedStatus:
    if case.status is not CaseStatus.running:
        return TrackedStatus("Đã kết thúc")
    if case.open_tasks[0].element == "wait":
        return TrackedStatus("Cần bạn bổ sung", reason="Thiếu danh mục thiết bị.", may_correct=True)
    return TrackedStatus("Sở đang xem", expected="Kết quả trong 5 ngày làm việc.")


KIND = ApplicationKind(
    key=KEY,
    process=PROCESS,
    form="application",
    title="Đề nghị hỗ trợ phòng thử nghiệm",
    notice="Sở chỉ dùng họ tên, thư điện tử và điện thoại để liên hệ về đề nghị này.\nLưu 5 năm sau khi kết thúc.",
    on_confirmed=_confirmed,
    on_corrected=_corrected,
    status_for_tracking=_status,
)


def open_for_applications() -> None:
    """Deploy the process and offer the kind, in the open unit of work."""
    register(KIND)
    deploy(Package(_DIAGRAM, {"application": _FORM, "note": _CHECK}))


def letters(address: str = "loan@songlam.example") -> list[str]:
    """Return the words of what was mailed to the applicant, oldest first."""
    with units.reading():
        sent = db.session.query(OutboxMessage).filter_by(address=address).order_by(OutboxMessage.id)
        return [message.text for message in sent]


def link_in(letter: str) -> str:
    """Return the path of the confirmation link in a letter."""
    found = re.search(r"(/apply/confirm/\S+)", letter)
    assert found
    return found[1]


def code_in(letter: str) -> str:
    """Return the tracking code in a letter."""
    found = re.search(r"\b\w{4}-\w{4}-\w{2}\b", letter)
    assert found
    return found[0]


def everything() -> str:
    """Return all that the database holds, as text."""
    with units.reading():
        rows = [db.session.execute(table.select()).all() for table in db.metadata.sorted_tables]
    return json.dumps(rows, default=str, ensure_ascii=False)


def open_task(case_id: int, element: str) -> Any:
    """Return the open task of the case."""
    return processes.open_task(case_id, element)
