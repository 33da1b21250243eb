"""Uses of the routes of plan tasks."""

from sqlalchemy import select
from werkzeug.test import TestResponse

from app.cases.completing import complete_task
from app.extensions import db
from app.plan_tasks.models import Assignment
from app.plan_tasks.service.starting import start_year
from app.plans.models import Plan
from tests.abuse.world import World
from tests.plan_tasks.yearly import ACCEPT, deploy_ours, make_plan, make_row
from tests.support import processes, units
from tests.support.clock import NOW

REST = {"reason": "Chờ sửa đổi Thông tư.", "review_on": "11/12/2026"}


def prepare(w: World) -> TestResponse:
    """Deploy the processes and have a plan in force with one row."""
    with units.unit(w.app, writes=True):
        deploy_ours()
        plan_id = make_row(make_plan(), w.people.agency, coordinating=(w.people.other_agency,)).plan_id
    return w.get(w.people.coordinator, f"/plans/{plan_id}")


def start(w: World) -> TestResponse:
    """Start the year of the newest plan."""
    with units.unit(w.app, writes=False):
        plan_id = db.session.scalars(select(Plan.id).order_by(Plan.id.desc())).first()
    return w.post(w.people.coordinator, f"/plan-tasks/{plan_id}/start", {"year": "2026"})


def prepare_and_accept(w: World) -> TestResponse:
    """Have a task that its lead has accepted."""
    prepare(w)
    with units.unit(w.app, writes=True):
        plan_id = db.session.scalars(select(Plan.id).order_by(Plan.id.desc())).first() or 0
        start_year(plan_id, 2026, actor=w.people.coordinator.actor, now=NOW)
    case_id = _newest(w)
    with units.unit(w.app, writes=True):
        task = processes.open_task(case_id, "accept_task")
        complete_task(task.id, ACCEPT, actor=w.people.focal_point.actor, now=NOW)
    return w.get(w.people.focal_point, f"/cases/{case_id}")


def ask(w: World) -> TestResponse:
    """Ask the commune to contribute."""
    fields = {"agencies": str(w.people.other_agency.id), "request": "Số cột đo", "until": "04/12/2026"}
    return w.post(w.people.focal_point, f"/plan-tasks/cases/{_newest(w)}/contributions", fields)


def rest(w: World) -> TestResponse:
    """Let the task rest."""
    return w.post(w.people.coordinator, f"/plan-tasks/cases/{_newest(w)}/rest", REST)


def _newest(w: World) -> int:
    with units.unit(w.app, writes=False):
        return db.session.scalars(select(Assignment.case_id).order_by(Assignment.id.desc())).first() or 0
