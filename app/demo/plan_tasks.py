"""The year's plan at work: its rows given to their lead agencies, each in another state."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import select

from app.cases.models import Case, TaskStatus, UserTask
from app.demo.accounts import COORDINATOR, SPECIALIST, actor
from app.demo.days import Days
from app.demo.doings import as_, finish
from app.demo.plan_words import NUMBER
from app.demo.register import address, agency_by, entry
from app.demo.story import Act
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.roles import Actor, Role
from app.plan_tasks.models import Assignment, Contribution
from app.plan_tasks.service.contributing import ask_contributions
from app.plan_tasks.service.starting import start_year
from app.plan_tasks.service.suspending import suspend
from app.plans.models import Part, Plan, PlanTask, PlanTaskAgency

_LEFT_TO_THE_VISITOR = "communes"  # rows led by all communes: a hundred cases, one button
_POSTS = {"SCT": "Phó Trưởng phòng Quản lý công nghiệp", "SYT": "Trưởng phòng Nghiệp vụ dược"}
_PHONE = "0226 3 000 000"  # an area code nobody has


def acts(days: Days) -> Iterator[Act]:
    """Yield what becomes of the plan's tasks; a row that is not due in the year is passed over."""
    yield Act(days.back(19, "09:00"), partial(_start, days.year))
    yield from _accepted(days)
    yield from _clarified(days)
    yield from _delivered(days)
    yield from _resting(days)
    yield from _contributed(days)


def _accepted(days: Days) -> Iterator[Act]:
    for back, at, number, code, rhythm in (
        (18, "09:30", "2.3", "SCT", "month"),
        (17, "10:00", "3.2", "SCT", "month"),
        (16, "14:00", "3.4", "SYT", "month"),
        (16, "14:40", "2.2", "TTKT", "quarter"),
        (15, "08:40", "1.3", "SNV", "month"),
        (15, "09:10", "1.3", "SKHCN", "month"),
        (14, "09:20", "3.1", "SKHCN", "quarter"),
        (14, "15:30", "4.3", "SKHCN", "month"),
        (12, "10:30", "2.1", "TTKT", "quarter"),
    ):
        yield Act(days.back(back, at), partial(_accept, number, code, rhythm))
    update = {"progress_state": "on_track", "percent": 70, "progress": "Đã kiểm tra 29 trên 42 cửa hàng bán lẻ."}
    yield Act(days.back(10, "15:00"), partial(_step, "2.3", "SCT", "update_progress", update))


def _clarified(days: Days) -> Iterator[Act]:
    question = {"acceptance": "clarify", "question": "Doanh nghiệp trong khu công nghiệp do cơ quan nào hướng dẫn?"}
    answer = {"answer": "Sở Công Thương chủ trì; Ban Quản lý Khu kinh tế phối hợp trong khu công nghiệp."}
    more = {
        "delivery_step": "extension",
        "result": "Đã hướng dẫn 6 doanh nghiệp, còn 4 doanh nghiệp hẹn sau Tết.",
        "extension_until": max(days.ahead(60), date(days.year + 1, 1, 29)).isoformat(),
        "extension_reason": "Bốn doanh nghiệp đề nghị làm việc sau kỳ kiểm kê cuối năm.",
    }
    yield Act(days.back(17, "11:00"), partial(_step, "2.4", "SCT", "accept_task", question))
    yield Act(days.back(15, "14:20"), partial(_step, "2.4", "SCT", "answer_clarification", answer))
    yield Act(days.back(14, "08:50"), partial(_accept, "2.4", "SCT", "month"))
    yield Act(days.back(2, "16:10"), partial(_step, "2.4", "SCT", "deliver_result", more))


def _delivered(days: Days) -> Iterator[Act]:
    """Three results: one found good, one waiting, one returned."""
    back = {
        "check_decision": "return",
        "return_reason": "Chưa có quyết định mở rộng phạm vi; mới có dự thảo.",
        "resubmit_by": days.ahead(20).isoformat(),
    }
    results = (
        ("3.2", "SCT", 9, "Đã mở 04 lớp tập huấn, 212 lượt người; kèm danh sách và ảnh.", {"check_decision": "accept"}),
        ("3.4", "SYT", 5, "Đã kiểm định 245 phương tiện đo tại 14 cơ sở y tế.", None),
        ("2.2", "TTKT", 8, "Đã trình hồ sơ mở rộng phạm vi kiểm định công tơ.", back),
        ("1.3", "SKHCN", 7, "Đã trình dự thảo quy chế phối hợp.", {"check_decision": "accept"}),
    )
    for number, code, ago, words, decision in results:
        sent = {"delivery_step": "result", "result": words}
        yield Act(days.back(ago, "09:40"), partial(_step, number, code, "deliver_result", sent))
        yield Act(days.back(ago - 1, "08:30"), partial(_confirm, number, code))
        if decision:
            checked = partial(_step, number, code, "check_result", decision)
            yield Act(days.back(ago - 3, "10:15"), checked)


def _resting(days: Days) -> Iterator[Act]:
    yield Act(days.back(4, "11:00"), partial(_rest, days))


def _contributed(days: Days) -> Iterator[Act]:
    yield Act(days.back(11, "09:00"), partial(_ask, "2.3", "SCT", "CAT", "Kết quả phối hợp kiểm tra theo tháng.", days))
    yield Act(days.back(9, "14:00"), _give_and_accept)
    yield Act(days.back(6, "09:15"), partial(_ask, "2.1", "TTKT", "STC", "Ý kiến về nguồn vốn mua chuẩn.", days))


def _start(year: int, now: datetime) -> None:
    plan = db.session.scalars(select(Plan).where(Plan.number == NUMBER)).one()
    led_by_all = select(PlanTaskAgency.task_id).where(
        PlanTaskAgency.group == _LEFT_TO_THE_VISITOR, PlanTaskAgency.part == Part.lead
    )
    rows = select(PlanTask.id).where(PlanTask.plan_id == plan.id, PlanTask.id.not_in(led_by_all))
    start_year(plan.id, year, actor=as_(COORDINATOR), now=now, only=list(db.session.scalars(rows)))


def _case(number: str, code: str) -> Case | None:
    """Return the agency's case of the row; None where the row was not due in the year."""
    query = (
        select(Case)
        .join(Assignment, Assignment.case_id == Case.id)
        .join(PlanTask, PlanTask.id == Assignment.plan_task_id)
        .join(Agency, Agency.id == Assignment.agency_id)
    )
    return db.session.scalar(query.where(PlanTask.number == number, Agency.code == code))


def _waiting(case: Case | None, element: str) -> UserTask | None:
    """Return the case's open task at the element; None where it has not been asked for."""
    if case is None:
        return None
    return db.session.scalar(
        select(UserTask).where(
            UserTask.case_id == case.id, UserTask.element == element, UserTask.status == TaskStatus.open
        )
    )


def _step(number: str, code: str, element: str, values: Mapping[str, Any], now: datetime) -> None:
    """Have the agency's focal point complete a step, or the department a step of its own."""
    task = _waiting(_case(number, code), element)
    if task is not None:
        finish(task, values, as_(SPECIALIST) if task.role is Role.specialist else _focal_point(code), now)


def _accept(number: str, code: str, rhythm: str, now: datetime) -> None:
    person = entry(code).focal_point
    values = {
        "acceptance": "accept",
        "focal_name": person,
        "focal_post": _POSTS.get(code, "Chuyên viên phụ trách"),
        "focal_phone": _PHONE,
        "focal_email": address(person, entry(code).domain),
        "rhythm": rhythm,
    }
    _step(number, code, "accept_task", values, now)


def _confirm(number: str, code: str, now: datetime) -> None:
    task = _waiting(_case(number, code), "confirm_result")
    if task is not None:
        finish(task, {"head_decision": "approve"}, actor(address(entry(code).head, entry(code).domain)), now)


def _rest(days: Days, now: datetime) -> None:
    case = _case("4.3", "SKHCN")
    if _waiting(case, "deliver_result") is not None and case is not None:
        why = "Chờ Ủy ban nhân dân tỉnh chốt ngày họp sơ kết."
        suspend(case.id, why, days.ahead(5), actor=as_(COORDINATOR), now=now)


def _ask(number: str, code: str, helper: str, request: str, days: Days, now: datetime) -> None:
    case = _case(number, code)
    if _waiting(case, "deliver_result") is not None and case is not None:
        helpers = [agency_by(helper).id]
        ask_contributions(case.id, helpers, request, days.ahead(6), actor=_focal_point(code), now=now)


def _give_and_accept(now: datetime) -> None:
    part = db.session.scalar(
        select(Case)
        .join(Contribution, Contribution.case_id == Case.id)
        .join(Agency, Agency.id == Contribution.agency_id)
        .where(Agency.code == "CAT")
    )
    given = {"contribution": "Đã cử 12 lượt cán bộ tham gia 4 đợt kiểm tra; không phát hiện gian lận."}
    for element, code, values in (
        ("contribute", "CAT", given),
        ("accept_contribution", "SCT", {"contribution_decision": "accept"}),
    ):
        task = _waiting(part, element)
        if task is not None:
            finish(task, values, _focal_point(code), now)


def _focal_point(code: str) -> Actor:
    return actor(address(entry(code).focal_point, entry(code).domain))
