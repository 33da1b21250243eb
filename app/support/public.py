"""Support as something that can be asked for without an account, and what the one who asked reads of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.applications.kinds import ApplicationKind, TrackedStatus, TrackedStep, register
from app.applications.models import Application
from app.applications.queries import application_of, department, is_taken_in
from app.applications.service import take_in
from app.cases.delivery import deliver
from app.cases.hooks import Completion, on_completed
from app.cases.models import Case
from app.engine import Message
from app.extensions import db
from app.organisation.models import AgencyKind, Seat
from app.organisation.roles import SYSTEM, Role
from app.organisation.service.seats import Sitters, hand_over
from app.organisation.service.users import Contact, account_of
from app.organisation.texts import N_
from app.support.models import Phase
from app.support.service.files import support_of
from app.support.service.requesting import INTAKE, request_support
from app.support.service.withdrawing import MESSAGE
from app.tasks.filed import returned_before

KEY = "iso-17025"
TITLE = "Đề nghị hỗ trợ phòng thí nghiệm theo ISO/IEC 17025"
LEAD = (
    "Dành cho phòng thí nghiệm muốn được Sở hỗ trợ xây dựng hệ thống quản lý theo ISO/IEC 17025. "
    "Mất khoảng 10 phút; không thu phí."
)
NOTICE = (
    "Sở Khoa học và Công nghệ chỉ dùng họ tên, thư điện tử và điện thoại của người liên hệ và người đứng đầu để "
    "liên hệ về đề nghị này và mời dùng hệ thống nếu đề nghị được nhận.\n"
    "Dữ liệu được lưu trong thời gian hỗ trợ và 5 năm sau khi hồ sơ kết thúc; đề nghị không được xác nhận qua thư "
    "thì bị xóa.\n"
    "Người liên hệ chỉ ghi thông tin của người đứng đầu khi đã được người đó đồng ý."
)
_WORDS: Mapping[Phase, tuple[str, str]] = {
    Phase.intake: (N_("The department is looking at your request"), N_("Within 5 working days.")),
    Phase.refused: (N_("The department cannot support your laboratory at present"), ""),
    Phase.withdrawn: (N_("You have withdrawn your request"), ""),
}
_INVITED = N_("The people you named were invited by mail; everything further is found after signing in.")
_ACCEPTED = (N_("Your laboratory is supported"), _INVITED)
_RETURNED = (N_("Something is missing in your request"), _INVITED)


def status_for(case: Case) -> TrackedStatus:
    """Return what the one who asked reads about the case."""
    support = support_of(case.id)
    if support is None:
        return TrackedStatus(N_("The department is working on it"))
    returned = returned_before(case) if support.phase is Phase.intake and is_taken_in(case) else None
    title, expected = _RETURNED if returned else _WORDS.get(support.phase, _ACCEPTED)
    is_decided = support.phase is not Phase.intake
    steps = (
        TrackedStep(N_("Request received"), "done"),
        TrackedStep(N_("Checked by the department"), "done" if is_decided else "now"),
        TrackedStep(N_("Decision on the support"), "done" if is_decided else ""),
    )
    is_refused = support.phase is Phase.refused
    reason = returned.reason if returned else support.end_reason if is_refused else ""
    return TrackedStatus(title, expected=expected, reason=reason, steps=steps)


def _confirmed(application: Application, now: datetime) -> Case:
    return request_support(department(), application.answers, actor=SYSTEM, now=now)


def _withdrawn(application: Application, now: datetime) -> None:
    if application.case_id is not None:
        deliver(Message(MESSAGE, {"case": str(application.case_id)}), now=now)


@on_completed(INTAKE)
def _take_in(completion: Completion) -> Mapping[str, Any] | None:
    """Give a laboratory that asked without an account its own agency and people, unless it is refused."""
    if completion.task.element != "check_request" or completion.data["support_decision"] == "refuse":
        return None
    application = application_of(completion.case.id)
    if application is None or is_taken_in(completion.case):
        return None
    actor, now = completion.actor, completion.now
    agency = take_in(completion.case, application, AgencyKind.laboratory, actor=actor, now=now)
    head = select(Seat.id).where(
        Seat.agency_id == agency.id, Seat.role == Role.agency_head, Seat.holder_id.is_not(None)
    )
    named = application.answers
    if named.get("head_email") and db.session.scalar(head) is None:
        contact = Contact(named["head_name"], named["head_email"])
        user = account_of(contact, actor, now, send_invitation=True)
        hand_over(agency.id, Role.agency_head, Sitters(user, None), actor, now)
    return None


REQUEST = register(
    ApplicationKind(
        key=KEY,
        process=INTAKE,
        form="request",
        title=TITLE,
        lead=LEAD,
        notice=NOTICE,
        fixed={"is_public": True},
        on_confirmed=_confirmed,
        on_withdrawn=_withdrawn,
        status_for_tracking=status_for,
    )
)
