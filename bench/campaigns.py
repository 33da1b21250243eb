"""Opening a campaign and filing one report at growing sizes: the cost for each agency must stay flat."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, text

from app.application import TienDo
from app.cases.completing import complete_task
from app.cases.jobs import run_due
from app.cases.models import TaskStatus, UserTask
from app.clock import local_date, utc_now
from app.database import unit_of_work
from app.extensions import db
from app.organisation.models import Agency, AgencyKind
from app.organisation.roles import SYSTEM, Actor, Role
from app.processes.shipped import deploy_shipped
from app.reports.models import Campaign, CampaignStatus, Submission
from app.reports.service.preparing import prepare_round
from bench.load import Request, send
from bench.places import Place
from bench.results import Result
from bench.seeding import Caller, make_caller, make_granted, writing
from bench.servers import serving

FLAT = 1.3  # times the cost at the smallest size
FILED = 50  # reports filed at each size
WARM_UP = 10


@dataclass(frozen=True)
class Cost:
    """What a campaign of one size costs; milliseconds."""

    opening_an_agency: float
    filing_a_report: float


def measure(place: Place, sizes: tuple[int, ...]) -> Iterator[Result]:
    """Measure each size in a database of its own; the smallest is what the others are compared with."""
    costs = {size: _cost(place, size) for size in sizes}
    smallest = costs[sizes[0]]
    for size in sizes[1:]:
        cost = costs[size]
        yield _result(
            f"open a campaign of {size:,}, each agency, {place.kind}",
            smallest.opening_an_agency,
            cost.opening_an_agency,
        )
        yield _result(f"file one report among {size:,}, {place.kind}", smallest.filing_a_report, cost.filing_a_report)


def _result(name: str, smallest: float, cost: float) -> Result:
    ratio = cost / smallest
    return Result(name, smallest, cost, "ms", ratio, f"≤ {FLAT} × the smallest", ratio <= FLAT)


def _cost(place: Place, size: int) -> Cost:
    url = place.database()
    app = place.application(url)
    coordinator, callers = _seed(app, size)
    task_id = _prepare(app, coordinator)
    start = time.perf_counter()
    _open(app, coordinator, task_id, size)
    opening = (time.perf_counter() - start) * 1000 / size
    tasks = _first_tasks(app, callers[: FILED + WARM_UP])
    requests = [_report(caller, tasks[caller.agency_id]) for caller in callers[: FILED + WARM_UP]]
    with serving("wsgi:app", place.environment(url), place.folder / f"campaign-{size}.log") as port:
        send(port, [requests[:WARM_UP]])
        filing = send(port, [requests[WARM_UP:]])
    with app.app_context():
        db.engine.dispose()
    return Cost(opening, filing.p50)


def _seed(app: TienDo, size: int) -> tuple[Actor, list[Caller]]:
    with writing(app):
        own = app.config["DEPARTMENT_CODE"]
        first_day = local_date(utc_now()) - timedelta(days=500)
        db.session.add(Agency(code=own, name="Sở", kind=AgencyKind.department, valid_from=first_day))
        deploy_shipped(app.config["WORKFLOWS_DIR"], actor=SYSTEM, now=utc_now())
        someone = make_granted(Role.coordinator)
        make_granted(Role.specialist)
        callers = [make_caller(number, AgencyKind.commune) for number in range(size)]
        for table in ("agency", "seat", '"user"', "api_token"):  # as the database does by itself within a minute
            db.session.execute(text(f"ANALYZE {table}"))
    return Actor(someone.user_id, "coordinator", roles=frozenset({Role.coordinator})), callers


def _prepare(app: TienDo, coordinator: Actor) -> int:
    with writing(app):
        case = prepare_round(None, actor=coordinator, now=utc_now())
        query = select(UserTask.id).where(UserTask.case_id == case.id, UserTask.status == TaskStatus.open)
        return db.session.scalars(query).one()


def _open(app: TienDo, coordinator: Actor, task_id: int, size: int) -> None:
    """Complete the preparation and do the jobs that follow, as the web process and the worker would."""
    today = local_date(utc_now())
    data = {
        "title": "Đợt báo cáo đo lường",
        "legal_basis": "Kế hoạch đo tốc độ",
        "cut_off_from": today.replace(month=1, day=1).isoformat(),
        "cut_off_to": today.isoformat(),
        "due_on": (today + timedelta(days=30)).isoformat(),
        "roster": [AgencyKind.commune.value],
    }
    with writing(app):
        complete_task(task_id, data, actor=coordinator, now=utc_now())
    with app.app_context():
        run_due(utc_now)
        with unit_of_work(db.session, writes=False):
            campaign = db.session.scalars(select(Campaign)).one()
            if campaign.status is not CampaignStatus.open:
                raise RuntimeError(f"the campaign of {size} agencies did not open: it is {campaign.status}")


def _first_tasks(app: TienDo, callers: list[Caller]) -> dict[int, int]:
    """Return the open task of each caller's agency."""
    with app.app_context(), unit_of_work(db.session, writes=False):
        rows = db.session.execute(
            select(Submission.agency_id, UserTask.id)
            .join(UserTask, UserTask.case_id == Submission.case_id)
            .where(Submission.agency_id.in_([caller.agency_id for caller in callers]))
        )
        return {row.agency_id: row.id for row in rows}


def _report(caller: Caller, task: int) -> Request:
    return Request(f"/api/v1/tasks/{task}/complete", caller.token, {"data": {"is_nil": True, "nil_confirmed": True}})
