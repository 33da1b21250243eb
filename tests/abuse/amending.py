"""Uses of the routes of obstacles and of amendments of plans."""

from sqlalchemy import select
from werkzeug.test import TestResponse

from app.amendments.models import AmendmentChange, PlanAmendment
from app.extensions import db
from app.plans.models import Plan
from tests.abuse.world import World
from tests.amendments.plans import WHY, cells, make_plan, rows_of
from tests.obstacles.obstacles import deploy
from tests.support import units

OBSTACLE = {"what": "Thiếu chuẩn", "since": "09/11/2026", "cause": "Đang hiệu chuẩn", "proposal": "Cho mượn chuẩn"}
NEW_ROW = cells(number="4", content="Kiểm tra nhãn hàng đóng gói sẵn", reason="Yêu cầu mới.")
CHANGED = cells(content="Tập huấn pháp luật về đo lường cho tiểu thương", reason="Lùi tiến độ.")


def prepare(w: World) -> TestResponse:
    """Deploy the processes and issue a plan."""
    with units.unit(w.app, writes=True):
        deploy("plan_amendment")
        plan_id = make_plan(w.people)
    return w.get(w.people.coordinator, f"/plans/{plan_id}")


def report(w: World) -> TestResponse:
    """Report an obstacle on the request."""
    return w.post(w.people.focal_point, "/obstacles/new", {**OBSTACLE, "case": str(w.request.case_id)})


def begin(w: World) -> TestResponse:
    """Begin an amendment of the newest plan."""
    with units.unit(w.app, writes=False):
        plan_id = db.session.scalars(select(Plan.id).order_by(Plan.id.desc())).first()
    return w.post(w.people.coordinator, f"/amendments/plans/{plan_id}/new", {"reason": WHY})


def prepare_and_begin(w: World) -> TestResponse:
    """Have a running amendment."""
    prepare(w)
    return begin(w)


def prepare_and_change(w: World) -> TestResponse:
    """Have a running amendment that changes a row."""
    prepare_and_begin(w)
    return change(w)


def change(w: World) -> TestResponse:
    """Propose a change of the first row."""
    case_id, plan_id = _newest(w)
    with units.unit(w.app, writes=False):
        row_id = rows_of(plan_id)[0].id
    return w.post(w.people.coordinator, f"/amendments/{case_id}/rows/{row_id}", CHANGED)


def add(w: World) -> TestResponse:
    """Propose a new row."""
    return w.post(w.people.coordinator, f"/amendments/{_newest(w)[0]}/rows/new", NEW_ROW)


def prepare_and_add(w: World) -> TestResponse:
    """Have a running amendment that adds a row."""
    prepare_and_begin(w)
    return add(w)


def change_added(w: World) -> TestResponse:
    """Change the row that is to be added."""
    path = f"/amendments/{_newest(w)[0]}/added/{_newest_change(w)}"
    return w.post(w.people.coordinator, path, {**NEW_ROW, "content": "Kiểm tra lượng hàng đóng gói sẵn"})


def take_back(w: World) -> TestResponse:
    """Take the newest change back."""
    change = {"change": str(_newest_change(w))}
    return w.post(w.people.coordinator, f"/amendments/{_newest(w)[0]}/changes/remove", change)


def _newest_change(w: World) -> int:
    with units.unit(w.app, writes=False):
        return db.session.scalars(select(AmendmentChange.id).order_by(AmendmentChange.id.desc())).first() or 0


def _newest(w: World) -> tuple[int, int]:
    with units.unit(w.app, writes=False):
        newest = db.session.scalars(select(PlanAmendment).order_by(PlanAmendment.id.desc())).first()
        assert newest is not None
        return newest.case_id, newest.plan_id
