"""The engine beside a floor: no database, no web.

The floors are what cannot be done without: reading the XML and holding it against the schema, reading and writing the
state of a case as JSON, the same comparison in Python.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from statistics import median
from time import thread_time
from typing import Any

from lxml import etree

from app import engine
from app.engine.feel import parse
from app.engine.schema import schema_findings
from bench.results import Result
from tests.engine.drawing import FORMS, HEAD, end, flow, gateway, line, path, process, service, start, users

ROUNDS = 100
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
CASE = {"agency": "H01", "amount": 12, "tags": ["a", "b"], "deadline": "2026-11-30"}
VARIABLES = {"verdict": "accepted", "note": "x" * 200}


def measure() -> Iterator[Result]:
    """Measure what is done at each step, at each deployment, and for a file that means harm."""
    yield _result("a task completed: state loaded, moved, saved", *_step(), goal=8)
    yield _result("1,000 conditions of a gateway", *_condition(), goal=80)
    yield _result("a diagram of 390 tasks checked", *_check(), goal=30)
    yield _result("25,000 elements refused", *_refusal(), goal=20)


def _step() -> tuple[Callable[[], Any], Callable[[], Any]]:
    loaded = engine.load_process(engine.compile_process(_ten_nodes(), forms=FORMS).spec)
    begun = engine.start(loaded, variables={}, case=CASE, now=NOW)
    task = begun.tasks[0].id
    return (
        lambda: json.dumps(json.loads(begun.state)),
        lambda: engine.complete(loaded, begun.state, task, variables=VARIABLES, case=CASE, now=NOW),
    )


def _condition() -> tuple[Callable[[], Any], Callable[[], Any]]:
    condition = parse('amount > 3 and agency = "H01"')
    return (
        lambda: [CASE["amount"] > 3 and CASE["agency"] == "H01" for _ in range(1_000)],
        lambda: [condition.is_true(CASE) for _ in range(1_000)],
    )


def _check() -> tuple[Callable[[], Any], Callable[[], Any]]:
    names = [f"n{number}" for number in range(390)]
    bpmn = process(line(*names, body=users(*names)))
    return lambda: schema_findings(etree.fromstring(bpmn)), lambda: engine.check(bpmn, forms=FORMS)


def _refusal() -> tuple[Callable[[], Any], Callable[[], Any]]:
    bpmn = (HEAD + "<a/>" * 25_000 + "</bpmn:definitions>").encode()
    return lambda: etree.fromstring(bpmn), lambda: engine.check(bpmn, forms=FORMS)


def _ten_nodes() -> bytes:
    """Return a process of ten nodes: draft, sign, check, a choice that can send back, a service, a filing."""
    tasks = users("draft", "sign", "check", "file")
    choices = gateway("exclusive", "choice", default="choice_register") + gateway("exclusive", "again")
    ways = path("s", "again", "draft", "sign", "check", "choice") + path("register", "file", "e")
    back = flow("choice", "again", '=verdict = "returned"') + flow("choice", "register")
    return process(start() + tasks + choices + service("register") + end() + ways + back)


def _result(name: str, floor: Callable[[], Any], ours: Callable[[], Any], *, goal: int) -> Result:
    """Measure both in turns, in time of the processor: what else the machine does meanwhile does not count."""
    for action in (floor, ours):
        action()  # what is loaded at the first time of all is loaded
    times = [(_milliseconds(floor), _milliseconds(ours)) for _ in range(ROUNDS)]
    ratio = median(ours for _, ours in times) / median(floor for floor, _ in times)
    return Result(
        f"engine: {name}",
        floor=median(floor for floor, _ in times),
        ours=median(ours for _, ours in times),
        unit="ms CPU",
        figure=ratio,
        goal=f"≤ {goal} × floor",
        holds=ratio <= goal,
    )


def _milliseconds(action: Callable[[], Any]) -> float:
    begun = thread_time()
    action()
    return (thread_time() - begun) * 1000
