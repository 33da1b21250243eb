"""Completing a user task over HTTP, beside the floor: p50 with one client, throughput with eight."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from sqlalchemy import create_engine, text

from app.organisation.roles import Role
from app.organisation.tokens import digest
from bench.load import Outcome, Request, send
from bench.places import Place
from bench.results import Result
from bench.seeding import Caller, deploy_process, make_caller, make_granted, start_cases, writing
from bench.servers import serving

CLIENTS = 8
DATA = {"subject": "Mua chuẩn đo lường khối lượng", "amount": 120, "reason": "Chuẩn cũ đã hết hạn hiệu chuẩn."}
P50_GOAL = 2.5  # times the floor
THROUGHPUT_GOAL = 200  # tasks a second


@dataclass(frozen=True)
class Size:
    """How much is measured: rounds of floor and ours in turn, and tasks of each client in a round."""

    rounds: int
    alone: int
    together: int

    @property
    def each(self) -> int:
        """Tasks that every caller needs, the warm-up included."""
        return WARM_UP + self.rounds * (self.alone + self.together)


WARM_UP = 10
# Many short rounds: a machine's speed drifts, and floor and ours must meet the same weather.
FULL = Size(rounds=25, alone=40, together=20)
QUICK = Size(rounds=9, alone=25, together=20)


def measure(place: Place, size: Size) -> Iterator[Result]:
    """Measure on one database and yield the results."""
    floor_url, our_url = place.database(), place.database()
    callers = [Caller(number, 0, f"floor-{number}") for number in range(CLIENTS)]
    floor_tasks = _seed_floor(floor_url, callers, size.each)
    ours, our_tasks = _seed_ours(place, our_url, size.each)
    log = place.folder / "completing.log"
    with (
        serving("bench.floor:app", place.environment(floor_url), log) as floor_port,
        serving("wsgi:app", place.environment(our_url), log.with_suffix(".ours.log")) as our_port,
    ):
        floor = _rounds(floor_port, callers, floor_tasks, size)
        our = _rounds(our_port, ours, our_tasks, size)
        pairs = list(zip(floor, our, strict=True))  # one round of each in turn
    yield from _results(place.kind, pairs)


def _rounds(port: int, callers: list[Caller], tasks: list[list[int]], size: Size) -> Iterator[tuple[Outcome, Outcome]]:
    """Yield (alone, together) for each round; nothing runs before it is asked for."""
    queues = [
        iter(requests) for requests in ([_request(c, t) for t in own] for c, own in zip(callers, tasks, strict=True))
    ]

    def take(client: int, count: int) -> list[Request]:
        return [next(queues[client]) for _ in range(count)]

    send(port, [take(client, WARM_UP) for client in range(CLIENTS)])
    for _ in range(size.rounds):
        yield send(port, [take(0, size.alone)]), send(port, [take(c, size.together) for c in range(CLIENTS)])


def _request(caller: Caller, task: int) -> Request:
    return Request(f"/api/v1/tasks/{task}/complete", caller.token, {"data": DATA})


def _results(kind: str, pairs: list[tuple[tuple[Outcome, Outcome], tuple[Outcome, Outcome]]]) -> Iterator[Result]:
    ratio = median(ours[0].p50 / floor[0].p50 for floor, ours in pairs)
    ratio_together = median(ours[1].p50 / floor[1].p50 for floor, ours in pairs)
    per_second = median(ours[1].per_second for _, ours in pairs)
    floor_per_second = median(floor[1].per_second for floor, _ in pairs)
    yield Result(
        f"complete a task, 1 client, {kind}",
        floor=median(floor[0].p50 for floor, _ in pairs),
        ours=median(ours[0].p50 for _, ours in pairs),
        unit="ms p50",
        figure=ratio,
        goal=f"≤ {P50_GOAL} × floor",
        holds=ratio <= P50_GOAL,
    )
    yield Result(
        f"complete a task, {CLIENTS} clients, {kind}",
        floor=median(floor[1].p50 for floor, _ in pairs),
        ours=median(ours[1].p50 for _, ours in pairs),
        unit="ms p50",
        figure=ratio_together,
        goal=f"≤ {P50_GOAL} × floor",
        holds=ratio_together <= P50_GOAL,
    )
    yield Result(
        f"tasks a second, {CLIENTS} clients, {kind}",
        floor=floor_per_second,
        ours=per_second,
        unit="1/s",
        figure=per_second,
        goal=f"≥ {THROUGHPUT_GOAL}/s",
        holds=per_second >= THROUGHPUT_GOAL,
    )


def _seed_floor(url: str, callers: list[Caller], each: int) -> list[list[int]]:
    engine = create_engine(url)
    key = "INTEGER PRIMARY KEY" if url.startswith("sqlite") else "BIGSERIAL PRIMARY KEY"
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE token (digest VARCHAR(64) PRIMARY KEY, user_id BIGINT NOT NULL)"))
        connection.execute(text(f"CREATE TABLE task (id {key}, status VARCHAR(10) NOT NULL, data TEXT)"))
        connection.execute(text(f"CREATE TABLE log (id {key}, task_id BIGINT, user_id BIGINT, action VARCHAR(60))"))
        tokens = [{"digest": digest(caller.token), "user_id": caller.user_id} for caller in callers]
        connection.execute(text("INSERT INTO token VALUES (:digest, :user_id)"), tokens)
        rows = [{"id": number + 1} for number in range(len(callers) * each)]
        connection.execute(text("INSERT INTO task (id, status) VALUES (:id, 'open')"), rows)
    engine.dispose()
    return [[client * each + number + 1 for number in range(each)] for client in range(len(callers))]


def _seed_ours(place: Place, url: str, each: int) -> tuple[list[Caller], list[list[int]]]:
    app = place.application(url)
    with writing(app):
        deploy_process()
        make_granted(Role.specialist)
        callers = [make_caller(number) for number in range(CLIENTS)]
    tasks = []
    for caller in callers:
        with writing(app):
            tasks.append(start_cases(caller, each))
    return callers, tasks
