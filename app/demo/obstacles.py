"""What is in the way, and how the plan is to be amended: each obstacle in another state, an amendment to be signed."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select

from app.amendments.queries import PROCESS as AMENDMENT
from app.amendments.service.changing import add_row, change_row
from app.amendments.service.starting import begin_amendment
from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.demo.accounts import COORDINATOR, LEADER, SPECIALIST, Colleague, actor
from app.demo.days import Days
from app.demo.doings import as_, finish, first_values, waiting
from app.demo.plan_words import NUMBER
from app.demo.register import address, agency_by, entry
from app.demo.story import Act
from app.extensions import db
from app.obstacles.models import Obstacle
from app.obstacles.service.raising import Blocked, Words, raise_obstacle
from app.organisation.roles import Actor
from app.plan_tasks.models import Assignment
from app.plans.differences import cells_of
from app.plans.models import Plan, PlanTask
from app.processes.models import Definition

STANDARD = "Thiếu bình chuẩn 20 lít để kiểm tra cột đo xăng dầu; bộ hiện có đang gửi hiệu chuẩn."
DATA = "Chưa có số liệu phương tiện đo của các doanh nghiệp chế xuất vì không thuộc diện phải báo cáo Ban Quản lý."
SCOPE = "Chưa có người đủ chứng chỉ kiểm định viên cho công tơ điện ba pha."
_TITLE = "Tờ trình về việc báo cáo số liệu phương tiện đo của doanh nghiệp chế xuất"


def acts(days: Days) -> Iterator[Act]:
    """Yield how four obstacles came about and how far they are, and an amendment that waits for its signature."""
    yield from _escalated(days)
    yield from _guided(days)
    yield Act(days.back(1, "14:20"), partial(_raise_on_row, days, "SCT", STANDARD, "2.3"))
    yield Act(
        days.back(1, "15:50"),
        partial(_raise_on_row, days, "XANGDAU", "Cột đo chờ kiểm tra vì Sở thiếu bình chuẩn.", ""),
    )
    yield Act(days.back(4, "09:00"), _begin_amendment)
    yield Act(days.back(3, "10:00"), _submit_amendment)


def _escalated(days: Days) -> Iterator[Act]:
    yield Act(days.back(9, "08:50"), partial(_raise_on_report, days))
    yield Act(days.back(8, "10:10"), partial(_step, DATA, "triage", {"triage_decision": "escalate"}, COORDINATOR))
    submission = {"document_title": _TITLE, "submission": "Đề nghị Ủy ban nhân dân tỉnh giao Ban Quản lý thu số liệu."}
    yield Act(days.back(7, "15:00"), partial(_step, DATA, "draft_submission", submission, SPECIALIST))
    yield Act(days.back(6, "09:30"), partial(_step, DATA, "sign_document", {"sign_decision": "approve"}, LEADER))
    issued = {
        "document_title": _TITLE,
        "document_number": "118/TTr-SKHCN",
        "issued_on": days.back(6).date().isoformat(),
        "signer": LEADER.name,
        "signer_post": "Giám đốc",
        "file_follows": True,
    }
    yield Act(days.back(5, "08:20"), partial(_step, DATA, "record_issue", issued, SPECIALIST))


def _guided(days: Days) -> Iterator[Act]:
    guidance = {
        "guidance_decision": "guide",
        "guidance": "Cử 02 người dự khóa tháng tới; trước mắt mời kiểm định viên của tỉnh bạn.",
    }
    yield Act(days.back(6, "14:00"), partial(_raise_on_row, days, "TTKT", SCOPE, "2.2"))
    yield Act(days.back(5, "09:15"), partial(_step, SCOPE, "triage", {"triage_decision": "guide"}, COORDINATOR))
    yield Act(days.back(3, "16:00"), partial(_step, SCOPE, "give_guidance", guidance, SPECIALIST))


def _words(days: Days, what: str) -> Words:
    return Words(
        what, days.back(10).date(), "Nguồn lực chưa được bố trí kịp.", "Sở KH&CN hướng dẫn hoặc trình cấp trên."
    )


def _raise_on_row(days: Days, code: str, what: str, number: str, now: datetime) -> None:
    """Raise an obstacle on the agency's own case of a row; on the row, or the plan, where there is none."""
    plan = _plan()
    row = db.session.scalar(select(PlanTask).where(PlanTask.plan_id == plan.id, PlanTask.number == number))
    running = (
        select(Case)
        .join(Assignment, Assignment.case_id == Case.id)
        .where(Case.status == CaseStatus.running, Case.agency_id == agency_by(code).id)
    )
    case = db.session.scalar(running.where(Assignment.plan_task_id == row.id)) if row else None
    blocked = Blocked(case_id=case.id) if case else Blocked(plan_id=plan.id, plan_task_id=row.id if row else None)
    raise_obstacle(_words(days, what), blocked, actor=_focal_point(code), now=now)


def _raise_on_report(days: Days, now: datetime) -> None:
    """Raise an obstacle on the report that the economic zones owe."""
    query = (
        select(UserTask)
        .join(Case, Case.id == UserTask.case_id)
        .where(Case.agency_id == agency_by("BQLKKT").id, UserTask.element == "draft_report")
    )
    task = db.session.scalars(query.where(UserTask.status == TaskStatus.open).order_by(UserTask.id)).first()
    blocked = Blocked(task_id=task.id) if task else Blocked()
    raise_obstacle(_words(days, DATA), blocked, actor=_focal_point("BQLKKT"), now=now)


def _step(what: str, element: str, values: Mapping[str, Any], by: Colleague, now: datetime) -> None:
    """Complete a step of the obstacle that says `what`."""
    case = db.session.scalars(
        select(Case).join(Obstacle, Obstacle.case_id == Case.id).where(Obstacle.what == what)
    ).one()
    finish(waiting(case, element), values, as_(by), now)


def _begin_amendment(now: datetime) -> None:
    coordinator, plan = as_(COORDINATOR), _plan()
    reason = "Thiếu chuẩn kiểm tra cột đo và có yêu cầu mới về hàng đóng gói sẵn."
    amendment = begin_amendment(plan.id, reason, actor=coordinator, now=now)
    rows = {task.number: task for task in plan.tasks}
    changed = {**cells_of(rows["4.1"]), "result_text": "Báo cáo khảo sát và danh mục nhu cầu"}
    why = "Ghi rõ sản phẩm để nghiệm thu."
    change_row(amendment.case_id, rows["4.1"].id, changed, why, actor=coordinator, now=now)
    new = {
        "number": "4.4",
        "content": "Kiểm tra nhãn hàng đóng gói sẵn tại siêu thị",
        "lead_text": "Sở Công Thương",
        "time_text": "Hằng năm",
    }
    add_row(amendment.case_id, (), new, "Yêu cầu mới của Ủy ban nhân dân tỉnh.", actor=coordinator, now=now)


def _submit_amendment(now: datetime) -> None:
    query = select(Case).join(Definition, Definition.id == Case.definition_id).where(Definition.key == AMENDMENT)
    task = waiting(db.session.scalars(query).one(), "propose")
    finish(task, {**first_values(task), "proposal_decision": "submit"}, as_(COORDINATOR), now)


def _plan() -> Plan:
    return db.session.scalars(select(Plan).where(Plan.number == NUMBER)).one()


def _focal_point(code: str) -> Actor:
    return actor(address(entry(code).focal_point, entry(code).domain))
