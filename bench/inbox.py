"""The inbox's first page over a million tasks, beside an endpoint that returns the same rows."""

import json
import urllib.request
from collections.abc import Iterator
from statistics import median

from sqlalchemy import text

from app.extensions import db
from app.organisation.roles import Role
from bench.load import Request, send
from bench.places import Place
from bench.results import Result
from bench.seeding import deploy_process, make_caller, make_granted, multiply_tasks, start_cases, writing
from bench.servers import serving

GOAL = 2.0  # times the floor
PAGE = 50
ROUNDS = 5
REQUESTS = 60
TASKS_OF_AN_AGENCY = 500  # finished ones included


def tasks_at(port: int, request: Request) -> list[int]:
    """Return the keys of the tasks that a server lists."""
    address = f"http://127.0.0.1:{port}{request.path}"
    asked = urllib.request.Request(address, headers={"Authorization": f"Bearer {request.token}"})
    with urllib.request.urlopen(asked) as answer:
        return [item["id"] for item in json.load(answer)["items"]]


def measure(place: Place, tasks: int) -> Iterator[Result]:
    """Measure on one database with that many tasks."""
    url = place.database()
    app = place.application(url)
    with writing(app):
        deploy_process()
        callers = [make_caller(number) for number in range(tasks // TASKS_OF_AN_AGENCY)]
        coordinator = make_granted(Role.coordinator)
    with writing(app):
        for caller in callers:
            start_cases(caller, 1)
    with writing(app):
        multiply_tasks(TASKS_OF_AN_AGENCY)
    with app.app_context():
        with db.engine.begin() as connection:
            connection.execute(text("ANALYZE"))
        db.engine.dispose()
    mine = Request(f"/api/v1/tasks?status=open&mine=1&limit={PAGE}", callers[0].token)
    everything = Request(f"/api/v1/tasks?status=open&limit={PAGE}", coordinator.token)
    log = place.folder / "inbox.log"
    with (
        serving("bench.listing:app", place.environment(url), log) as floor_port,
        serving("wsgi:app", place.environment(url), log.with_suffix(".ours.log")) as our_port,
    ):
        if tasks_at(floor_port, mine) != tasks_at(our_port, mine):
            raise RuntimeError("the floor of the inbox does not return the rows that ours returns")
        for port, request in ((floor_port, mine), (our_port, mine), (our_port, everything)):
            send(port, [[request] * 10])  # warm
        rounds = [
            tuple(
                send(port, [[request] * REQUESTS]).p50
                for port, request in ((floor_port, mine), (our_port, mine), (our_port, everything))
            )
            for _ in range(ROUNDS)
        ]
    for number, name in ((1, "my inbox"), (2, "all open tasks, coordinator")):
        ratio = median(times[number] / times[0] for times in rounds)
        yield Result(
            f"{name}, first page of {tasks:,} tasks, {place.kind}",
            floor=median(times[0] for times in rounds),
            ours=median(times[number] for times in rounds),
            unit="ms p50",
            figure=ratio,
            goal=f"≤ {GOAL} × floor",
            holds=ratio <= GOAL,
        )
