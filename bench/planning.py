"""Planning a day's reminders among 100,000 open tasks, beside a pass over the same index that only reads the rows.

The worst day comes first: no ladder was ever climbed, so every task within reach gets its reminder. The next working
day is what mornings are like. Each runs in a process of its own, as a worker, which says how much memory it needed.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, text

from app import create_app
from app.application import TienDo
from app.cases import jobs
from app.cases.models import Case, CaseStatus, TaskStatus, UserTask
from app.clock import LOCAL, local_date
from app.database import unit_of_work
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.moments import Deadline, fixed_date
from app.extensions import db
from app.notifications.duties import open_duties
from app.notifications.planning import BATCH, ensure_planned
from app.notifications.policies.book import reach
from app.organisation.models import Seat
from app.organisation.roles import Role
from app.processes.models import Definition
from bench.places import Place
from bench.results import Result
from bench.seeding import deploy_process, make_caller, make_granted, writing

DAY = datetime(2026, 11, 20, 8, 0, tzinfo=LOCAL)
NEXT_DAY = datetime(2026, 11, 23, 8, 0, tzinfo=LOCAL)
OPENED = datetime(2026, 6, 1, 8, 0, tzinfo=LOCAL)
TASKS_OF_AN_AGENCY = 20
SPREAD = 40  # deadlines on so many calendar days before and after the day
MINUTE = 60.0
GOAL = 15.0  # times the floor
FLAT = 1.3  # times the memory after a tenth of the batches
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Pass:
    """One pass over the tasks: how long, and the memory it had needed after a tenth and at the end, in MB."""

    seconds: float
    memory_early: float
    memory: float


def measure(place: Place, agencies: int) -> Iterator[Result]:
    """Measure on one database with that many agencies of twenty open tasks each."""
    url = place.database()
    app = place.application(url)
    _seed(app, agencies)
    tasks = agencies * TASKS_OF_AN_AGENCY
    floor = _in_its_own_process(place, url, "read", DAY)
    first = _in_its_own_process(place, url, "plan", DAY)
    then = _in_its_own_process(place, url, "plan", NEXT_DAY)
    for name, ours in (("every rung new", first), ("the next day", then)):
        ratio = ours.seconds / floor.seconds
        yield Result(
            f"plan the reminders of {tasks:,} tasks, {name}, {place.kind}",
            floor=floor.seconds,
            ours=ours.seconds,
            unit="s",
            figure=ratio,
            goal=f"≤ {GOAL:g} × floor and ≤ {MINUTE:g} s",
            holds=ratio <= GOAL and ours.seconds <= MINUTE,
        )
    flat = first.memory / first.memory_early
    yield Result(
        f"memory while planning {tasks:,} tasks, {place.kind}",
        floor=first.memory_early,
        ours=first.memory,
        unit="MB peak",
        figure=flat,
        goal=f"≤ {FLAT} × after a tenth",
        holds=flat <= FLAT,
    )


def _in_its_own_process(place: Place, url: str, what: str, at: datetime) -> Pass:
    command = [sys.executable, "-m", "bench.planning", what, at.isoformat()]
    environment = {**os.environ, **place.environment(url), "TIENDO_ENV": "development"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    return Pass(**json.loads(done.stdout.splitlines()[-1]))


def _seed(app: TienDo, agencies: int) -> None:
    with writing(app):
        deploy_process()
        make_granted(Role.coordinator)
        make_granted(Role.leader)
        callers = [make_caller(number) for number in range(agencies)]
    with writing(app):
        definition = db.session.scalars(select(Definition.id)).one()
        cases = [_case(caller.agency_id, definition) for caller in callers]
        db.session.execute(insert(Case), cases)
        seats = {row.agency_id: row.holder_id for row in db.session.execute(select(Seat.agency_id, Seat.holder_id))}
        rows = db.session.execute(select(Case.id, Case.agency_id).order_by(Case.id)).all()
        deadlines = _deadlines()
        for start in range(0, len(rows), 250):
            some = [task for row in rows[start : start + 250] for task in _tasks(row, seats[row.agency_id], deadlines)]
            db.session.execute(insert(UserTask), some)
    with app.app_context():
        with db.engine.begin() as connection:
            connection.execute(text("ANALYZE"))
        db.engine.dispose()


def _case(agency_id: int, definition_id: int) -> dict[str, Any]:
    title = f"Đề nghị của cơ quan {agency_id}"
    facts = {"title": title, "search_key": title.lower(), "state": "{}", "started_at": OPENED}
    return {"agency_id": agency_id, "definition_id": definition_id, "status": CaseStatus.running, **facts}


def _deadlines() -> list[Deadline]:
    calendar = WorkingCalendar()
    days = (DAY.date() + timedelta(days=number) for number in range(-SPREAD, SPREAD))
    return [fixed_date(day, inclusive=True, calendar=calendar) for day in days]


def _tasks(case: Any, holder_id: int, deadlines: list[Deadline]) -> Iterator[dict[str, Any]]:
    for number in range(TASKS_OF_AN_AGENCY):
        deadline = deadlines[(case.id * 7 + number * 11) % len(deadlines)]
        yield {
            "case_id": case.id,
            "engine_id": f"{case.id}-{number}",
            "element": "write",
            "name": f"Việc {number}",
            "search_key": f"viec {number}",
            "role": Role.focal_point,
            "agency_id": case.agency_id,
            "assignee_id": holder_id if number % 2 else None,
            "status": TaskStatus.open,
            "remind_by": deadline.remind_by,
            "due_at": deadline.due_at,
            "overdue_after": deadline.overdue_after,
            "due_order": deadline.due_at,
            "opened_at": OPENED,
        }


def _read(day: date) -> Iterator[None]:
    """Read every row that planning reads, in the same batches, and do nothing with them."""
    ahead, back = reach()
    after = None
    while True:
        with unit_of_work(db.session, writes=False):
            duties = open_duties(day, ahead=ahead, back=back, after=after, limit=BATCH)
        if not duties:
            return
        after = duties[-1].place
        yield


def _plan(at: datetime) -> Iterator[None]:
    """Plan as a worker does, batch by batch."""
    with unit_of_work(db.session):
        if not ensure_planned(at):
            raise RuntimeError(f"nothing is planned at {at}")
    done = [False]
    while not done[0]:
        calls = iter((False, True))  # one job, then stop
        done[0] = jobs.run_due(lambda: at, stopping=lambda calls=calls: next(calls)) == 0
        yield


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _main(what: str, at: datetime) -> Pass:
    app = create_app()
    with app.app_context():
        start, memory = time.perf_counter(), []
        for _ in _plan(at) if what == "plan" else _read(local_date(at)):
            memory.append(_memory())
        return Pass(time.perf_counter() - start, memory[len(memory) // 10], memory[-1])


if __name__ == "__main__":
    print(json.dumps(asdict(_main(sys.argv[1], datetime.fromisoformat(sys.argv[2])))))
