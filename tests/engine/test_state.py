# ruff: noqa: E501 - diagrams and tables keep one row a line
"""What is kept of a case between steps: little, exact, and only what this engine wrote."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import SpiffWorkflow

from app import engine
from app.engine import state as states
from tests.engine.drawing import (
    FORMS,
    boundary,
    element,
    end,
    flow,
    gateway,
    line,
    path,
    process,
    service,
    start,
    timer,
    user,
    users,
)
from tests.engine.walking import NOW, Walk

PLAIN = process(line("a", "b", body=users("a", "b")))


def test_the_states_are_those_of_the_library_that_is_installed():
    assert SpiffWorkflow.__version__ == states.LIBRARY


VALUES = {
    "nothing": None,
    "yes": True,
    "no": False,
    "whole": 7,
    "half": 0.5,
    "money": Decimal("1200000000000.10"),
    "tiny": Decimal("1E-12"),
    "day": date(2026, 11, 30),
    "moment": datetime(2026, 11, 30, 17, 0, tzinfo=timezone(timedelta(hours=7))),
    "text": 'Đơn vị "Sở" \\ \n\t </script>\u2028',
    "list": [1, [2, {"a": None}], "x"],
    "context": {"z": 1, "a": {"typename": "UUID", "value": "x"}},
    "đơn_vị": "H01",
    "empty": [],
    "none_in_context": {},
}


def test_values_survive_exactly_and_in_order():
    case = Walk(PLAIN)
    case.complete("a", **VALUES)
    kept = case.task("b").variables
    assert kept == VALUES
    assert list(kept) == list(VALUES)
    assert {name: type(value) for name, value in kept.items()} == {name: type(v) for name, v in VALUES.items()}
    assert list(kept["context"]) == ["z", "a"]
    assert case.complete("b").variables == VALUES


@pytest.mark.parametrize(
    "variables",
    [
        {"typename": "UUID"},
        {"case": {}},
        {"a-b": 1},
        {"a b": 1},
        {"": 1},
        {"1a": 1},
        {"__class__": 1},
        {"x": object()},
        {"x": {1, 2}},
        {"x": b"bytes"},
        {"x": float("nan")},
        {"x": Decimal("Infinity")},
        {"x": timedelta(days=1)},
        {"x": lambda: 1},
        {"x": {1: "int key"}},
        {"x": {"$": "decimal", "v": "1"}},
        {"x": [[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]},
    ],
)
def test_a_variable_that_cannot_be_kept_is_refused_and_nothing_changes(variables: dict):
    case = Walk(PLAIN)
    before = case.position.state
    with pytest.raises(engine.UnacceptableValue):
        case.complete("a", **variables)
    assert case.position.state == before
    with pytest.raises(engine.UnacceptableValue):
        engine.start(case.process, variables=variables, case={}, now=NOW)


def test_what_the_caller_keeps_is_never_changed():
    given = {"items": [1, {"a": 1}]}
    case = Walk(PLAIN)
    case.complete("a", **given)
    case.task("b").variables["items"].append("changed outside")
    given["items"].append("changed later")
    assert engine.look(case.process, case.position.state).tasks[0].variables == {"items": [1, {"a": 1}]}


def test_the_definition_is_not_in_the_state():
    names = [f"step_number_{number}" for number in range(60)]
    case = Walk(process(line(*names, body=users(*names))))
    assert len(case.position.state) < 400
    for name in names:
        assert len(case.position.state) < 500, name
        case.complete(name)
    assert case.position.status == "completed"


def rewritten(state: str, **changed: object) -> str:
    return json.dumps({**json.loads(state), **changed})


@pytest.mark.parametrize(
    "changed", [{"v": 2}, {"v": None}, {"engine": "3.1.0"}, {"engine": "9.9"}, {"process": "another"}]
)
def test_a_state_of_another_engine_or_process_is_refused(changed: dict):
    case = Walk(PLAIN)
    with pytest.raises(engine.StateRefused):
        engine.look(case.process, rewritten(case.position.state, **changed))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "not json", '{"v":1}'])
def test_damaged_text_is_refused(text: str):
    with pytest.raises(engine.StateRefused):
        engine.look(Walk(PLAIN).process, text)


def test_a_definition_of_another_format_is_refused():
    spec = engine.compile_process(PLAIN, forms=FORMS).spec
    with pytest.raises(engine.StateRefused):
        engine.load_process(spec.replace('"format":1', '"format":99'))


def test_processes_given_but_not_called_make_no_difference():
    case = Walk(PLAIN)
    other = engine.load_process(case.compiled.spec, {"unused": case.compiled.spec})
    assert engine.look(other, case.position.state).status == "running"


def test_looking_changes_nothing():
    case = Walk(PLAIN)
    case.complete("a", x=1)
    seen = engine.look(case.process, case.position.state)
    assert (seen.state, seen.tasks, seen.passed) == (case.position.state, case.position.tasks, ())


# --- Only what waits can be done


def test_a_task_can_be_done_once():
    case = Walk(PLAIN)
    first = case.task("a").id
    case.complete("a")
    for task_id in (first, "unknown", ""):
        with pytest.raises(engine.TaskNotWaiting):
            engine.complete(case.process, case.position.state, task_id, variables={}, case={}, now=NOW)


def test_a_service_is_not_a_persons_task_nor_the_other_way_round():
    case = Walk(process(line("x", body=service("x"))))
    waiting = case.position.services[0].id
    with pytest.raises(engine.TaskNotWaiting):
        engine.complete(case.process, case.position.state, waiting, variables={}, case={}, now=NOW)
    other = Walk(PLAIN)
    with pytest.raises(engine.TaskNotWaiting):
        engine.finish_service(other.process, other.position.state, other.task("a").id, variables={}, case={}, now=NOW)


def test_completing_from_an_old_state_twice_gives_two_answers_and_no_shared_memory():
    """Two people with the same state: the engine answers both; the row's version decides who was first."""
    case = Walk(PLAIN)
    state, task = case.position.state, case.task("a").id
    one = engine.complete(case.process, state, task, variables={"x": 1}, case={}, now=NOW)
    two = engine.complete(case.process, state, task, variables={"x": 2}, case={}, now=NOW)
    assert (one.tasks[0].variables, two.tasks[0].variables) == ({"x": 1}, {"x": 2})


def test_cancelling_withdraws_everything_and_stays():
    drawn = (
        start()
        + gateway("parallel", "g")
        + users("a")
        + service("b")
        + end()
        + path("s", "g", "a", "e")
        + path("g", "b", "e")
    )
    case = Walk(process(drawn), kept="k")
    gone = engine.cancel(case.process, case.position.state)
    assert (gone.status, gone.tasks, gone.services, gone.variables) == ("cancelled", (), (), {"kept": "k"})
    assert engine.look(case.process, gone.state).status == "cancelled"
    assert engine.cancel(case.process, gone.state).status == "cancelled"
    assert engine.fire_timers(case.process, gone.state, case={}, now=NOW).status == "cancelled"
    with pytest.raises(engine.TaskNotWaiting):
        engine.complete(case.process, gone.state, case.task("a").id, variables={}, case={}, now=NOW)


def test_a_case_that_has_ended_cannot_be_cancelled():
    case = Walk(PLAIN)
    case.to_the_end()
    assert engine.cancel(case.process, case.position.state).status == "completed"


# --- Growth


def looping(inside: str, first: str, last: str) -> bytes:
    gates = gateway("exclusive", "m") + gateway("exclusive", "g", default="g_e")
    ways = path("s", "m", first) + path(last, "judge", "g", "e") + flow("g", "m", "=again")
    return process(start() + gates + inside + user("judge") + end() + ways)


BLOCKS = {
    "a task": (user("a"), "a", "a"),
    "a parallel block": (
        gateway("parallel", "f") + users("a", "b") + gateway("parallel", "j") + path("f", "a", "j") + path("f", "b", "j"),
        "f", "j",
    ),
    "an inclusive block": (
        gateway("inclusive", "f", default="f_b") + users("a", "b") + gateway("inclusive", "j")
        + flow("f", "a", "=true") + flow("f", "b") + path("a", "j") + path("b", "j"),
        "f", "j",
    ),
    "a sub-process": (
        element("subProcess", "sub", start("i_s") + user("a") + end("i_e") + path("i_s", "a", "i_e")), "sub", "sub",
    ),
    "a watched task": (
        user("a") + boundary("t", "a", timer("timeCycle", "R/P1D"), interrupting=False) + user("nudge") + end("e2")
        + path("t", "nudge", "e2"),
        "a", "a",
    ),
}  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS)
def test_three_hundred_rounds_leave_the_state_as_small_as_the_first(block: str):
    inside, first, last = BLOCKS[block]
    case = Walk(looping(inside, first, last))
    sizes = []
    for number in range(300):
        if block == "a watched task":
            case.at(case.position.next_due)
            case.complete("nudge")
        while case.ready != ["judge"]:
            case.complete(case.ready[0], x=number)
        sizes.append(len(case.position.state))
        case.complete("judge", again=number < 299)
    assert case.position.status == "completed"
    assert max(sizes[1:]) - min(sizes[1:]) < 60


@pytest.mark.parametrize("limit", ["MAX_TOKENS", "MAX_TEXT"])
def test_a_state_that_grows_without_end_is_stopped(limit: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(states, limit, {"MAX_TOKENS": 50, "MAX_TEXT": 10_000}[limit])
    body = user("a") + boundary("t", "a", timer("timeCycle", "R/P1D"), interrupting=False) + user("nudge") + end("e2")
    case = Walk(process(start() + body + end() + path("s", "a", "e") + path("t", "nudge", "e2")), ballast="x" * 1000)

    def nudge_for_a_year() -> None:
        for number in range(365):
            case.at(NOW + timedelta(days=number + 1))

    with pytest.raises(engine.EngineLimit):
        nudge_for_a_year()


# --- Limits


def test_an_endless_loop_is_stopped_and_the_state_kept():
    sub = element("subProcess", "sub", start("i_s") + end("i_e") + path("i_s", "i_e"))
    gates = gateway("exclusive", "m") + gateway("exclusive", "g", default="g_e")
    ways = path("s", "a", "m", "sub", "g", "e") + flow("g", "m", "=true")
    case = Walk(process(start() + user("a") + gates + sub + end() + ways))
    before, begun = case.position.state, datetime.now(UTC)
    with pytest.raises(engine.EngineLimit):
        case.complete("a")
    assert datetime.now(UTC) - begun < timedelta(seconds=3)
    assert case.position.state == before
    assert case.ready == ["a"]


def test_forks_that_breed_are_stopped():
    sub = element("subProcess", "sub", start("i_s") + end("i_e") + path("i_s", "i_e"))
    drawn = (
        start() + gateway("exclusive", "m") + sub + gateway("parallel", "f") + end()
        + path("s", "m", "sub", "f", "e") + path("f", "m")
    )  # fmt: skip
    with pytest.raises(engine.EngineLimit):
        Walk(process(drawn))


def test_processes_that_call_each_other_are_refused():
    def calling(key: str, other: str) -> bytes:
        return process(line("x", body=element("callActivity", "x", calledElement=other)), key=key)

    texts = {
        key: engine.compile_process(calling(key, other), forms=FORMS).spec
        for key, other in (("p", "q"), ("q", "r"), ("r", "p"))
    }
    with pytest.raises(engine.RecursiveCall) as refused:
        engine.load_process(texts["p"], texts)
    assert "p → q → r → p" in str(refused.value)
    with pytest.raises(engine.EngineError):
        engine.load_process(texts["p"], {})
