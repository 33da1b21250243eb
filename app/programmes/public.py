"""The programme as something that can be applied for without an account, and what an applicant reads of it."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from app.applications.kinds import ApplicationKind, FieldNames, TrackedStatus, TrackedStep, register
from app.applications.models import Application
from app.cases.locking import lock_case
from app.cases.models import Case
from app.clock import local_date
from app.organisation.roles import SYSTEM
from app.organisation.texts import N_
from app.programmes.models import Enrolment, State
from app.programmes.records import add_facts, enrolment_of_case, require_enrolment
from app.programmes.service.applying import complete_application, open_file
from app.programmes.service.leaving import take_back
from app.tasks.filed import returned_before

KEY = "chuong-trinh-do-luong"
TITLE = "Đăng ký tham gia Chương trình đảm bảo đo lường"
LEAD = (
    "Dành cho doanh nghiệp muốn được hướng dẫn hoặc hỗ trợ xây dựng chương trình đảm bảo đo lường. "
    "Mất khoảng 10 phút; không thu phí."
)
NOTICE = (
    "Sở Khoa học và Công nghệ chỉ dùng họ tên, chức vụ, thư điện tử và điện thoại của người liên hệ và người đứng đầu "
    "để liên hệ về đăng ký này và mời dùng hệ thống nếu đăng ký được chấp nhận.\n"
    "Dữ liệu được lưu trong thời gian tham gia chương trình và 5 năm sau khi hồ sơ kết thúc; đăng ký không được xác "
    "nhận qua thư thì bị xóa.\n"
    "Người liên hệ chỉ ghi thông tin của người đứng đầu khi đã được người đó đồng ý."
)
PERSONAL = ("contact_name", "contact_post", "contact_email", "contact_phone", "head_name", "head_email")

_WORDS: Mapping[State, tuple[str, str]] = {
    State.applied: (N_("The department is checking your application"), N_("Within 5 working days.")),
    State.completing: (N_("Please complete your application"), ""),
    State.selecting: (N_("Your application is being evaluated by the criteria"), N_("The result follows here.")),
    State.refused: (N_("Your enterprise was not selected"), ""),
    State.withdrawn: (N_("You have withdrawn your application"), ""),
    State.stalled: (N_("The file was closed"), ""),
    State.finished: (N_("Your taking part has ended"), ""),
    State.rated: (N_("The Ministry has published your class"), ""),
}
_ACCEPTED = (
    N_("Your enterprise was selected"),
    N_("The people you named were invited by mail; everything further is found after signing in."),
)
_LADDER = (
    (N_("Application received"), (State.applied,)),
    (N_("Checked by the department"), (State.completing,)),
    (N_("Evaluation by the criteria"), (State.selecting,)),
)


def status_for(case: Case) -> TrackedStatus:
    """Return what an applicant reads about the case."""
    enrolment = enrolment_of_case(case.id)
    if enrolment is None:
        return TrackedStatus(N_("The department is working on it"))
    title, expected = _WORDS.get(enrolment.state, _ACCEPTED)
    is_back = enrolment.state is State.completing
    returned = returned_before(case) if is_back else None
    return TrackedStatus(
        title,
        expected=expected,
        reason=returned.reason if returned else _reason(enrolment),
        may_correct=is_back,
        until=_until(case) if is_back else None,
        steps=tuple(_steps(enrolment)),
    )


def _reason(enrolment: Enrolment) -> str:
    return enrolment.reason if enrolment.state in (State.refused, State.stalled) else ""


def _until(case: Case) -> date | None:
    dated = [task.due_at for task in case.open_tasks if task.element == "complete_application" and task.due_at]
    return local_date(dated[0]) if dated else None


def _steps(enrolment: Enrolment) -> list[TrackedStep]:
    here = next((number for number, (_, states) in enumerate(_LADDER) if enrolment.state in states), len(_LADDER))
    found = [
        TrackedStep(title, "done" if number < here else "now" if number == here else "")
        for number, (title, _) in enumerate(_LADDER)
    ]
    return [*found, TrackedStep(N_("Decision on the selection"), "done" if here == len(_LADDER) else "")]


def _confirmed(application: Application, now: datetime) -> Case:
    return open_file(application.answers, actor=SYSTEM, now=now)


def _corrected(application: Application, now: datetime) -> None:
    if application.case_id is not None:
        complete_application(application.case_id, application.answers, actor=SYSTEM, now=now)


def _withdrawn(application: Application, now: datetime) -> None:
    if application.case_id is not None:
        enrolment = require_enrolment(application.case_id)
        take_back(lock_case(application.case_id), enrolment, "", actor=SYSTEM, now=now)


def _erased(application: Application, _now: datetime) -> None:
    enrolment = enrolment_of_case(application.case_id or 0)
    if enrolment is not None:
        kept = {name: value for name, value in json.loads(enrolment.application).items() if name not in PERSONAL}
        enrolment.application = json.dumps(kept, ensure_ascii=False)
        add_facts(lock_case(enrolment.case_id), **dict.fromkeys(PERSONAL, ""))


PROGRAMME = register(
    ApplicationKind(
        key=KEY,
        process="programme_selection",
        form="application",
        title=TITLE,
        lead=LEAD,
        notice=NOTICE,
        names=FieldNames(organisation="enterprise_name"),
        on_confirmed=_confirmed,
        on_corrected=_corrected,
        on_withdrawn=_withdrawn,
        on_erased=_erased,
        status_for_tracking=status_for,
    )
)
