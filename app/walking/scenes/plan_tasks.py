"""The scenes of plan tasks: a plan of one row that the walk's agency leads, its delivery, and a contribution to it."""

from datetime import date, timedelta

from sqlalchemy import select

from app.cases.completing import complete_task
from app.cases.models import TaskStatus, UserTask
from app.cases.starting import NewCase, start_case
from app.clock import local_date
from app.deadlines.moments import fixed_date
from app.engine import MessageWait
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency
from app.organisation.roles import SYSTEM, Role
from app.plan_tasks.models import Assignment
from app.plan_tasks.service.contributing import ask_contributions
from app.plan_tasks.service.starting import start_year
from app.plan_tasks.service.suspending import suspend
from app.plans.models import Part, Plan, PlanStatus, PlanTask, PlanTaskAgency
from app.walking.scenes.scene import Scene, deliver_it
from app.walking.stage import Stage
from app.walking.world import DEPARTMENT

IN_CHARGE = {
    "acceptance": "accept",
    "focal_name": "Người đi đường",
    "focal_post": "Chuyên viên",
    "focal_phone": "0900 000 000",
    "focal_email": "nguoi@walk.example",
    "rhythm": "month",
}


def _plan_task(stage: Stage) -> int:
    """Put a plan of one row in force, start its year, and return the case of the row."""
    coordinator = stage.world.actors[Role.coordinator]

    def begin(_now: object) -> int:
        plan_id, year = _plan(stage), local_date(stage.now).year
        start_year(plan_id, year, actor=coordinator, now=stage.now)
        return plan_id

    plan_id = stage.act(begin)
    with stage.looking():
        query = select(Assignment.case_id).join(PlanTask, PlanTask.id == Assignment.plan_task_id)
        return int(db.session.scalars(query.where(PlanTask.plan_id == plan_id)).one() or 0)


def _plan(stage: Stage) -> int:
    now = stage.now
    names = {"title": "Kế hoạch đi thử", "source_name": "di-thu.docx", "source_sha256": "0" * 64, "reading": "{}"}
    plan = Plan(status=PlanStatus.in_force, issued=local_date(now), imported_at=now, **names)
    db.session.add(plan)
    db.session.flush()  # its row needs the key
    first_due = date(local_date(now).year, 12, 31)
    words = {"group_path": "[]", "content": "Đi thử", "lead_text": "Sở Đi đường", "source": "1-1"}
    task = PlanTask(plan_id=plan.id, position=1, number="1", due_kind="year", first_due=first_due, **words)
    db.session.add(task)
    db.session.flush()  # and so does its lead
    lead = stage.world.agency()
    db.session.add(PlanTaskAgency(task_id=task.id, part=Part.lead, name=lead.name, agency_id=lead.id))
    db.session.flush()
    return plan.id


def _suspended(stage: Stage, case_id: int, _wait: MessageWait) -> None:
    """Let the coordinator give the task a rest."""
    coordinator = stage.world.actors[Role.coordinator]
    until = local_date(stage.now) + timedelta(days=30)
    stage.act(lambda now: suspend(case_id, "Đi thử", until, actor=coordinator, now=now).id)


def _delivery(stage: Stage) -> int:
    """Begin a delivery by itself, as if its task had been accepted."""
    today = local_date(stage.now)
    facts = {"update_on": today + timedelta(days=30), "rhythm": "month", "patience": "P10D"}

    def begin(_now: object) -> int:
        deadline = fixed_date(today + timedelta(days=90), inclusive=True, calendar=office_calendar())
        new = NewCase("plan_task_delivery", stage.world.agency(), "Đi thử", facts=facts, deadline=deadline)
        return start_case(new, actor=SYSTEM, now=stage.now)[0].id

    return stage.act(begin)


def _contribution(stage: Stage) -> int:
    """Let the lead ask the department for its part; return the case of that part."""
    case_id = _plan_task(stage)
    focal_point = stage.world.actors[Role.focal_point]
    with stage.looking():
        query = select(UserTask.id).where(UserTask.case_id == case_id, UserTask.status == TaskStatus.open)
        task_id = db.session.scalars(query).one()
        department_id = db.session.scalars(select(Agency.id).where(Agency.code == DEPARTMENT)).one()
    stage.act(lambda now: complete_task(task_id, IN_CHARGE, actor=focal_point, now=now)[0].id)
    until = local_date(stage.now) + timedelta(days=14)
    asked = stage.act(
        lambda now: ask_contributions(case_id, [department_id], "Đi thử", until, actor=focal_point, now=now)[0].id
    )
    return int(asked)


SCENES: dict[str, Scene] = {
    "plan_task": Scene(_plan_task, _suspended, {"new_lead": DEPARTMENT}),
    "plan_task_delivery": Scene(_delivery, deliver_it),
    "contribution": Scene(_contribution, deliver_it),
}
