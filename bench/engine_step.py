"""Measure one engine step: load the state of a case, complete a task, save. No database, no web.

Run `python -m bench.engine_step`; prints the median and the 95th percentile in milliseconds.
"""

from datetime import UTC, datetime
from statistics import median, quantiles
from time import perf_counter

from app import engine
from tests.engine.drawing import FORMS, end, flow, gateway, path, process, service, start, users

ROUNDS = 2000
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
CASE = {"agency": "H01", "amount": 12, "tags": ["a", "b"], "deadline": "2026-11-30"}
VARIABLES = {"verdict": "accepted", "note": "x" * 200}


def ten_nodes() -> bytes:
    """A process of ten nodes: draft, sign, check, a choice that can send back, a service, a filing."""
    tasks = users("draft", "sign", "check", "file")
    choices = gateway("exclusive", "choice", default="choice_register") + gateway("exclusive", "again")
    ways = path("s", "again", "draft", "sign", "check", "choice") + path("register", "file", "e")
    back = flow("choice", "again", '=verdict = "returned"') + flow("choice", "register")
    return process(start() + tasks + choices + service("register") + end() + ways + back)


def measure() -> dict[str, tuple[float, float]]:
    """Return median and 95th percentile in milliseconds for each kind of step."""
    bpmn = ten_nodes()
    compiled = engine.compile_process(bpmn, forms=FORMS)
    process_ = engine.load_process(compiled.spec)
    begun = engine.start(process_, variables={}, case=CASE, now=NOW)

    def complete() -> None:
        task = begun.tasks[0].id
        engine.complete(process_, begun.state, task, variables=VARIABLES, case=CASE, now=NOW)

    return {
        "check a diagram": _times(lambda: engine.check(bpmn, forms=FORMS), ROUNDS // 20),
        "load a cached process": _times(lambda: engine.load_process(compiled.spec)),
        "start a case": _times(lambda: engine.start(process_, variables={}, case=CASE, now=NOW)),
        "complete a task": _times(complete),
    }


def _times(action: object, rounds: int = ROUNDS) -> tuple[float, float]:
    assert callable(action)
    taken = []
    for _ in range(rounds):
        begun = perf_counter()
        action()
        taken.append((perf_counter() - begun) * 1000)
    return median(taken), quantiles(taken, n=20)[-1]


if __name__ == "__main__":
    print(f"{'':24}{'median':>10}{'p95':>10}   ms")
    for name, (middle, high) in measure().items():
        print(f"{name:24}{middle:10.3f}{high:10.3f}")
