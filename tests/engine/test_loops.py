# ruff: noqa: E501 - diagrams and tables keep one row a line
"""Multi-instance activities and loops, with the traps of the library laid bare."""

import itertools

import pytest

from app import engine
from tests.engine.drawing import (
    MESSAGE,
    boundary,
    element,
    end,
    line,
    message,
    own,
    path,
    process,
    start,
    timer,
    user,
    users,
)
from tests.engine.walking import NOW, Walk

ITEMS = '<td:loop collection="=case.all" item="item" result="=answer" results="answers"/>'


def several(own_loop: str = ITEMS, inside: str = "", *, sequential: bool = False) -> str:
    extension = own(own_loop) if own_loop else ""
    return (
        f'<bpmn:multiInstanceLoopCharacteristics isSequential="{str(sequential).lower()}">{extension}{inside}'
        "</bpmn:multiInstanceLoopCharacteristics>"
    )


def until(condition: str) -> str:
    return f"<bpmn:completionCondition>{condition.replace('<', '&lt;')}</bpmn:completionCondition>"


def repeated(loop: str) -> bytes:
    return process(line("x", "after", body=user("x", loop) + user("after")))


@pytest.mark.parametrize("order", list(itertools.permutations((1, 2, 3))))
def test_parallel_results_stand_in_the_order_of_the_items(order: tuple[int, ...]):
    case = Walk(repeated(several()), case={"all": ["p", "q", "r"]})
    assert [(task.loop, task.variables["item"]) for task in case.position.tasks] == [
        (1, "p"),
        (2, "q"),
        (3, "r"),
    ]
    for number in order:
        case.complete("x", loop=number, answer=case.task("x", number).variables["item"] + "!")
    assert case.task("after").variables == {"answers": ["p!", "q!", "r!"]}


def test_sequential_runs_come_one_after_another_and_null_is_an_item():
    case = Walk(repeated(several(sequential=True)), case={"all": ["p", None, "r"]})
    for number, item in enumerate(["p", None, "r"], start=1):
        assert [(t.loop, t.variables["item"]) for t in case.position.tasks] == [(number, item)]
        case.complete("x", answer=number)
    assert case.position.variables["answers"] == [1, 2, 3]


def test_a_missing_answer_is_null():
    case = Walk(repeated(several()), case={"all": [1, 2]})
    case.complete("x", loop=2, answer="b")
    case.complete("x", loop=1)
    assert case.position.variables["answers"] == [None, "b"]


@pytest.mark.parametrize("sequential", [True, False])
def test_an_empty_collection_is_passed_at_once(sequential: bool):
    case = Walk(repeated(several(sequential=sequential)), case={"all": []})
    assert case.ready == ["after"]
    assert case.position.variables["answers"] == []


def test_what_a_run_sets_besides_its_result_stays_inside():
    case = Walk(repeated(several()), case={"all": [1, 2]}, votes=["old"])
    case.complete("x", loop=1, votes=["a"], answer=1)
    case.complete("x", loop=2, votes=["b"], answer=2)
    assert case.position.variables == {"votes": ["old"], "answers": [1, 2]}


def test_the_results_variable_may_exist_before():
    case = Walk(
        repeated(several('<td:loop result="=answer" results="answers"/>', "<bpmn:loopCardinality>2</bpmn:loopCardinality>")),
        answers="something else",
    )  # fmt: skip
    case.complete("x", answer=1)
    case.complete("x", answer=2)
    assert case.position.variables["answers"] == [1, 2]


@pytest.mark.parametrize(
    ("condition", "answers", "kept"),
    [
        ("=numberOfCompletedInstances >= 2", ["n", "n", "n", "n"], ["n", "n"]),
        ("=count(answers) >= 3", ["n", "n", "n", "n"], ["n", "n", "n"]),
        ('=count(answers[item = "yes"]) >= 2', ["yes", "no", "yes", "no"], ["yes", "no", "yes"]),
        ('=some a in answers satisfies a = "no"', ["yes", "no", "yes", "no"], ["yes", "no"]),
        ("=numberOfCompletedInstances / numberOfInstances >= 0.75", ["n"] * 4, ["n"] * 3),
        ("=numberOfActiveInstances < 3", ["n"] * 4, ["n"] * 2),
        ("=never", ["n"] * 4, ["n"] * 4),
    ],
)
def test_the_completion_condition_sees_counters_and_results(condition: str, answers: list, kept: list):
    case = Walk(repeated(several(inside=until(condition))), case={"all": list("pqrs")})
    for number, answer in enumerate(answers, start=1):
        if case.ready == ["after"]:
            break
        case.complete("x", loop=number, answer=answer)
    assert case.ready == ["after"]
    assert case.position.variables["answers"] == kept


def test_a_completion_condition_ends_a_sequence_early():
    loop = several(inside=until("=numberOfCompletedInstances >= 2"), sequential=True)
    case = Walk(repeated(loop), case={"all": list("pqrs")})
    case.complete("x", answer=1)
    case.complete("x", answer=2)
    assert case.position.variables["answers"] == [1, 2]


@pytest.mark.parametrize(("text", "number"), [("3", 3), ("=case.n", 4), ("=count(case.all) + 1", 3), ("0", 0)])
def test_the_cardinality_is_a_number_or_feel(text: str, number: int):
    loop = several("", f"<bpmn:loopCardinality>{text}</bpmn:loopCardinality>")
    case = Walk(repeated(loop), case={"n": 4, "all": [1, 2]})
    assert [task.loop for task in case.position.tasks if task.element == "x"] == list(range(1, number + 1))


@pytest.mark.parametrize("value", ["=case.text", "=-1", "=null", "=case.many"])
def test_an_impossible_cardinality_fails_the_step(value: str):
    loop = several("", f"<bpmn:loopCardinality>{value}</bpmn:loopCardinality>")
    with pytest.raises(engine.EngineError):
        Walk(repeated(loop), case={"text": "many", "many": 10_000})


@pytest.mark.parametrize("value", [None, "abc", {"a": 1}, 3])
def test_a_collection_that_is_no_list_fails_the_step(value: object):
    with pytest.raises(engine.EngineError):
        Walk(repeated(several()), case={"all": value})


def test_items_may_be_contexts():
    case = Walk(repeated(several()), case={"all": [{"code": "H01"}, {"code": "H02"}]})
    assert [task.variables["item"]["code"] for task in case.position.tasks] == ["H01", "H02"]


def test_a_call_in_a_call_with_a_sub_process_for_each_item():
    inner_loop = several('<td:loop collection="=case.inner" item="i" result="=answer" results="inner"/>')
    inside = start("i_s") + user("deep") + end("i_e") + path("i_s", "deep", "i_e")
    called = process(line("sub", body=element("subProcess", "sub", inner_loop + inside)), key="called")
    outer_loop = several('<td:loop collection="=case.outer" item="o" result="=inner" results="outer"/>')
    caller = process(line("call", body=element("callActivity", "call", outer_loop, calledElement="called")))
    case = Walk(caller, called={"called": called}, case={"outer": [1, 2], "inner": ["x", "y"]})
    assert case.ready == ["deep"] * 4
    while case.position.tasks:
        task = case.position.tasks[-1]
        case.position = engine.complete(
            case.process, case.position.state, task.id,
            variables={"answer": f"{task.variables['o']}{task.variables['i']}"}, case=case.case, now=NOW,
        )  # fmt: skip
    assert case.position.variables == {"outer": [["1x", "1y"], ["2x", "2y"]]}


def test_an_interrupting_event_withdraws_every_run():
    body = user("x", several()) + boundary("b", "x", message("m_answer")) + users("y")
    case = Walk(
        process(start() + body + end() + path("s", "x", "e") + path("b", "y", "e"), outside=MESSAGE),
        case={"all": [1, 2, 3]},
    )
    case.complete("x", loop=2, answer=2)
    case.deliver("answer")
    assert case.ready == ["y"]
    assert case.complete("y").status == "completed"


def test_one_timer_watches_all_runs():
    body = user("x", several()) + boundary("b", "x", timer("timeDuration", "P1D"), interrupting=False)
    case = Walk(
        process(start() + body + user("y") + end() + path("s", "x", "e") + path("b", "y", "e")),
        case={"all": [1, 2]},
    )
    case.at(case.position.next_due)
    assert case.ready == ["x", "x", "y"]
    assert case.position.next_due is None


def standard(condition: str, **attributes: str) -> bytes:
    given = "".join(f' {name}="{value}"' for name, value in attributes.items())
    inside = f"<bpmn:loopCondition>{condition}</bpmn:loopCondition>" if condition else ""
    return repeated(f"<bpmn:standardLoopCharacteristics{given}>{inside}</bpmn:standardLoopCharacteristics>")


def test_a_loop_runs_while_its_condition_holds_and_keeps_its_variables():
    case = Walk(standard("=again"))
    for number in range(3):
        assert case.task("x").loop == number + 1
        case.complete("x", again=number < 2, **{f"v{number}": number})
    assert case.position.variables == {"again": False, "v0": 0, "v1": 1, "v2": 2}
    assert case.ready == ["after"]


def test_a_loop_stops_at_its_maximum():
    case = Walk(standard("=true", loopMaximum="2"))
    case.complete("x")
    case.complete("x")
    assert case.ready == ["after"]


def test_a_loop_tested_before_may_not_run_at_all():
    assert Walk(standard("=false", testBefore="true")).ready == ["after"]
    assert Walk(standard("=false")).ready == ["x"]


def test_a_loop_without_condition_runs_as_often_as_its_maximum():
    case = Walk(standard("", loopMaximum="3"))
    for _ in range(3):
        case.complete("x")
    assert case.ready == ["after"]
