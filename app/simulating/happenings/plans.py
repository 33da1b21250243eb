"""The plan in its year: its tasks begin, some parts are asked of others, one task rests; next year's is drafted."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import select

from app.amendments.queries import plans_in_force
from app.amendments.service.starting import begin_amendment
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.demo.accounts import COORDINATOR
from app.demo.doings import as_
from app.demo.story import Act
from app.drafting.service.opening import begin_drafting
from app.extensions import db
from app.obstacles.service.raising import Blocked, Words, raise_obstacle
from app.organisation.identity import actor_for
from app.organisation.models import Agency, AgencyKind, Seat
from app.organisation.roles import Actor, Role
from app.plan_tasks.errors import AskedAlready, NotWithTheAgency
from app.plan_tasks.models import Assignment
from app.plan_tasks.service.contributing import WORKING, ask_contributions
from app.plan_tasks.service.starting import start_year
from app.plan_tasks.service.suspending import suspend
from app.simulating.span import Span, moment

_TASKS_BEGIN, _DRAFTING, _AMENDED, _RESTS = (1, 13), (9, 6), (6, 14), (4, 12)
_ASKED = ((3, 8), (5, 17), (8, 9), (10, 4))  # when parts are asked of other agencies
_OBSTACLES = ((2, 22), (3, 29), (5, 5), (7, 6), (8, 23), (10, 11))
_IN_THE_WAY = (
    ("Chưa có định mức kinh phí cho kiểm định phương tiện đo tuyến xã.", "Định mức cũ hết hiệu lực từ đầu năm."),
    ("Thiếu chuẩn áp suất, phải gửi kiểm định ngoài tỉnh.", "Chưa mua được chuẩn do chờ thẩm định giá."),
    ("Cán bộ đầu mối cấp xã chưa được giao nhiệm vụ đo lường.", "Sắp xếp lại bộ máy, chưa phân công."),
    ("Chưa thống nhất cơ quan kiểm tra tại chợ giáp ranh.", "Hai xã cùng quản lý một chợ."),
)
_PROPOSAL = "Đề nghị Sở hướng dẫn, hoặc trình Ủy ban nhân dân tỉnh nếu vượt thẩm quyền."


def acts(span: Span, calendar: WorkingCalendar) -> Iterator[Act]:
    """Yield what happens to the plans."""

    def on(day: tuple[int, int], at: str = "09:15") -> datetime:
        return moment(calendar.next_working_day(date(span.year, *day)), at)

    yield Act(on(_TASKS_BEGIN), partial(_begin_tasks, span.year))
    yield Act(on(_RESTS), partial(_let_one_rest, span))
    yield Act(on(_AMENDED), _amend)
    yield Act(on(_DRAFTING), lambda now: begin_drafting(actor=as_(COORDINATOR), now=now))
    for number, day in enumerate(_ASKED):
        yield Act(on(day, "10:20"), partial(_ask_others, span, number))
    for number, day in enumerate(_OBSTACLES):
        yield Act(on(day, "14:40"), partial(_raise_obstacle, span, number))


def _begin_tasks(year: int, now: datetime) -> None:
    """Have the coordinator begin the year of every plan in force."""
    for plan in sorted(plans_in_force(), key=lambda plan: plan.id):
        start_year(plan.id, year, actor=as_(COORDINATOR), now=now)


def _at_work() -> Sequence[Assignment]:
    """Return the tasks that their lead agencies work on, in an order that no database decides."""
    working = (
        select(Assignment, Agency.code)
        .join(Agency, Agency.id == Assignment.agency_id)
        .where(Assignment.state.in_(WORKING), Assignment.case_id.is_not(None))
    )
    found = sorted(db.session.execute(working), key=lambda row: (row.code, row.Assignment.plan_task_id))
    return [row.Assignment for row in found]


def _focal_point(agency_id: int) -> Actor | None:
    seat = select(Seat.holder_id).where(Seat.agency_id == agency_id, Seat.role == Role.focal_point)
    holder = db.session.scalar(seat)
    return actor_for(holder) if holder is not None else None


def _ask_others(span: Span, number: int, now: datetime) -> None:
    """Let a lead agency ask two departments for their part."""
    working, chance = _at_work(), span.chance("ask", number)
    if not working:
        return
    task = chance.choice(working)
    actor = _focal_point(task.agency_id)
    departments = select(Agency.code, Agency.id).where(
        Agency.kind == AgencyKind.department, Agency.valid_to.is_(None), Agency.id != task.agency_id
    )
    others = chance.sample(sorted((row.code, row.id) for row in db.session.execute(departments)), 2)
    if actor is not None and task.case_id is not None:
        request = "Gửi số liệu thuộc lĩnh vực quản lý và ý kiến về dự thảo kết quả."
        until = local_date(now) + timedelta(days=15)
        with suppress(AskedAlready):  # in an earlier month, and they have not answered yet
            ask_contributions(
                task.case_id, [agency_id for _, agency_id in others], request, until, actor=actor, now=now
            )


def _raise_obstacle(span: Span, number: int, now: datetime) -> None:
    """Let a lead agency say what is in the way of its task."""
    working, chance = _at_work(), span.chance("obstacle", number)
    if not working:
        return
    task = chance.choice(working)
    actor = _focal_point(task.agency_id)
    if actor is not None:
        what, cause = chance.choice(_IN_THE_WAY)
        since = local_date(now) - timedelta(days=chance.randint(5, 40))
        raise_obstacle(Words(what, since, cause, _PROPOSAL), Blocked(case_id=task.case_id), actor=actor, now=now)


def _let_one_rest(span: Span, now: datetime) -> None:
    """Let the coordinator take one task from its agency for a while."""
    working, chance = _at_work(), span.chance("rest")
    if working and (case_id := chance.choice(working).case_id) is not None:
        review_on = local_date(now) + timedelta(days=40)
        with suppress(NotWithTheAgency):  # its result was sent meanwhile
            suspend(case_id, "Chờ văn bản hướng dẫn mới của Bộ.", review_on, actor=as_(COORDINATOR), now=now)


def _amend(now: datetime) -> None:
    """Have the coordinator begin to amend the newest plan."""
    plans = plans_in_force()
    if plans:
        reason = "Điều chỉnh khối lượng theo kinh phí được giao giữa năm."
        begin_amendment(plans[0].id, reason, actor=as_(COORDINATOR), now=now)
