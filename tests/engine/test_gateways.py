"""Splits, joins and choices; what parallel branches leave behind."""

import itertools

import pytest

from app import engine
from tests.engine.drawing import (
    MESSAGE,
    element,
    end,
    flow,
    gateway,
    message,
    path,
    process,
    start,
    timer,
    user,
    users,
)
from tests.engine.walking import Walk

FORKED = process(
    start() + user("begin") + gateway("parallel", "fork") + users("a", "b") + gateway("parallel", "join")
    + user("after") + end() + path("s", "begin", "fork", "a", "join", "after", "e") + path("fork", "b", "join")
)  # fmt: skip


def test_a_branch_does_not_overwrite_what_the_other_changed():
    case = Walk(FORKED)
    case.complete("begin", x=0, notes=["n0"], kept="k")
    case.complete("a", x=1, notes=["n0", "from a"])
    case.complete("b", y=2)
    assert case.task("after").variables == {"x": 1, "notes": ["n0", "from a"], "kept": "k", "y": 2}
    assert case.position.conflicts == ()


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_differing_changes_are_reported_and_the_later_flow_of_the_diagram_wins(order: tuple[str, str]):
    case = Walk(FORKED)
    case.complete("begin", x=0)
    for name in order:
        case.complete(name, x=name)
    assert case.task("after").variables["x"] == "b"
    assert case.position.conflicts == ("join.x",)


def test_true_is_not_mistaken_for_one():
    case = Walk(FORKED)
    case.complete("begin", x=1)
    case.complete("a", x=True)
    case.complete("b")
    assert case.task("after").variables["x"] is True


def test_nested_forks_join_from_the_inside_out():
    drawn = (
        start() + gateway("parallel", "f1") + gateway("parallel", "f2") + users("a", "b", "c")
        + gateway("parallel", "j2") + gateway("parallel", "j1") + user("z") + end()
        + path("s", "f1", "f2", "a", "j2", "j1", "z", "e") + path("f2", "b", "j2") + path("f1", "c", "j1")
    )  # fmt: skip
    for order in itertools.permutations("abc"):
        case = Walk(process(drawn))
        for number, name in enumerate(order):
            case.complete(name, **{name: number})
        assert set(case.task("z").variables) == {"a", "b", "c"}
        case.complete("z")
        assert case.position.status == "completed"


def test_a_join_inside_a_loop_joins_every_round():
    drawn = (
        start() + gateway("exclusive", "m") + gateway("parallel", "f") + users("a", "b")
        + gateway("parallel", "j") + user("judge") + gateway("exclusive", "g", default="g_e") + end()
        + path("s", "m", "f", "a", "j", "judge", "g", "e") + path("f", "b", "j") + flow("g", "m", "=again")
    )  # fmt: skip
    case = Walk(process(drawn))
    for number in range(10):
        case.complete("a", a=number)
        assert case.ready == ["b"]
        case.complete("b", b=number)
        case.complete("judge", again=number < 9)
    assert case.position.status == "completed"
    assert case.position.variables == {"a": 9, "b": 9, "again": False}


def test_a_second_token_on_the_same_flow_waits_for_its_own_partner():
    drawn = (
        start() + gateway("parallel", "f") + users("a", "b", "c", "d") + gateway("exclusive", "m")
        + gateway("parallel", "j") + user("z") + gateway("exclusive", "n") + end()
        + path("s", "f", "a", "m", "j", "z", "e") + path("f", "b", "m") + path("f", "c", "n", "j")
        + path("f", "d", "n")
    )  # fmt: skip
    case = Walk(process(drawn))
    case.complete("a")
    case.complete("b")
    assert case.ready == ["c", "d"]
    case.complete("c")
    assert case.ready == ["d", "z"]
    case.complete("d")
    assert case.ready == ["z", "z"]


def choosing(kind: str, default: str | None = "g_c") -> bytes:
    last = flow("g", "c") if default else flow("g", "c", "=z")
    drawn = start() + user("ask") + gateway(kind, "g", **({"default": default} if default else {}))
    joined = gateway("inclusive" if kind == "inclusive" else "exclusive", "j")
    ways = path("s", "ask", "g") + flow("g", "a", "=x > 1") + flow("g", "b", "=y") + last
    return process(
        drawn + users("a", "b", "c") + joined + user("last") + end() + ways
        + path("a", "j", "last", "e") + path("b", "j") + path("c", "j")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("variables", "taken"),
    [({"x": 2, "y": True}, "a"), ({"x": 1, "y": True}, "b"), ({}, "c"), ({"x": None, "y": "true"}, "c")],
)
def test_an_exclusive_gateway_takes_the_first_flow_that_holds_else_the_default(variables: dict, taken: str):
    case = Walk(choosing("exclusive"))
    case.complete("ask", **variables)
    assert case.ready == [taken]


def test_without_a_default_the_step_fails_and_names_the_gateway():
    case = Walk(choosing("exclusive", default=None))
    before = case.position.state
    with pytest.raises(engine.NoWayOut) as failure:
        case.complete("ask")
    assert failure.value.element == "g"
    assert case.position.state == before
    case.complete("ask", z=True)
    assert case.ready == ["c"]


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_an_inclusive_join_waits_for_exactly_those_that_can_come(order: tuple[str, str]):
    case = Walk(choosing("inclusive"))
    case.complete("ask", x=2, y=True)
    assert case.ready == ["a", "b"]
    case.complete(order[0])
    assert case.ready == [order[1]]
    case.complete(order[1])
    assert case.ready == ["last"]


def test_an_inclusive_join_does_not_wait_for_what_cannot_come():
    case = Walk(choosing("inclusive"))
    case.complete("ask", y=True)
    case.complete("b")
    assert case.ready == ["last"]


def test_an_inclusive_join_goes_on_when_the_other_branch_ends_elsewhere():
    drawn = (
        start() + gateway("inclusive", "f", default="f_a") + users("a", "b") + gateway("exclusive", "x", default="x_j")
        + gateway("inclusive", "j") + user("z") + end() + end("out")
        + path("s", "f") + flow("f", "a") + flow("f", "b", "=case.both")
        + path("a", "j", "z", "e") + path("b", "x") + flow("x", "j") + flow("x", "out", "=leave")
    )  # fmt: skip
    both = drawn.replace(flow("f", "a"), flow("f", "a", "=true")).replace(' default="f_a"', "")
    case = Walk(process(both), case={"both": True})
    case.complete("a")
    assert case.ready == ["b"]
    case.complete("b", leave=True)
    assert case.ready == ["z"]


def racing() -> bytes:
    answer = element("intermediateCatchEvent", "answer", message("m_answer"))
    patience = element("intermediateCatchEvent", "patience", timer("timeDuration", "P10D"))
    drawn = start() + gateway("eventBased", "race") + answer + patience + users("read", "chase") + end()
    return process(
        drawn + path("s", "race", "answer", "read", "e") + path("race", "patience", "chase", "e"),
        outside=MESSAGE,
    )


def test_the_first_event_after_an_event_gateway_withdraws_the_others():
    case = Walk(racing())
    assert case.position.next_due is not None
    case.deliver("answer")
    assert (case.ready, case.position.next_due, case.position.waits) == (["read"], None, ())

    case = Walk(racing())
    case.at(case.position.next_due)
    assert (case.ready, case.position.next_due, case.position.waits) == (["chase"], None, ())
    assert case.deliver("answer") is None
    assert case.passed == ["s", "s_race", "race", "race_patience", "patience", "patience_chase"]
