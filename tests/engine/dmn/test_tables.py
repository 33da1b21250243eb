"""Decision tables: what is read, what it gives, and what is refused."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.engine.dmn.decision import decision_from
from app.engine.dmn.tables import check_decisions
from app.engine.errors import EngineError

from .drawing import HEAD, decision, drawn, given, output, table

NOW = datetime(2026, 11, 20, tzinfo=UTC)
ONE = ("-", "1")
AB = (output("a"), output("b"))
DEFAULT = "<defaultOutputEntry><text>2</text></defaultOutputEntry>"
LEVELS = output("r", values='"high", "low"')


def decide(content: bytes, **variables: Any) -> Any:
    assert check_decisions(content) == []
    return drawn(content).decide(variables, NOW)


@pytest.mark.parametrize("policy", [None, "UNIQUE"])
def test_rules_that_turn_out_to_overlap_are_not_resolved_silently(policy: str | None):
    content = table(("> low", "1"), ("> high", "2"), policy=policy)
    assert decide(content, x=3, low=2, high=5) == 1
    with pytest.raises(EngineError, match="fee"):
        decide(content, x=7, low=2, high=5)


def test_any_accepts_rules_that_agree_and_no_others():
    content = table(("> low", "y"), ("> high", "z"), policy="ANY")
    assert decide(content, x=7, low=2, high=5, y=1, z=1) == 1
    with pytest.raises(EngineError, match="fee"):
        decide(content, x=7, low=2, high=5, y=1, z=2)


def test_without_a_match_the_default_is_given_and_may_be_computed():
    content = table(("1", '"one"', "x"), outputs=(output("a", default='"other"'), output("b", default="x * 2")))
    assert decide(content, x=1) == {"a": "one", "b": 1}
    assert decide(content, x=21) == {"a": "other", "b": 42}


def test_a_single_expression_is_a_decision():
    assert decide(decision("<literalExpression><text>x + 1</text></literalExpression>"), x=1) == 2


def test_what_cannot_be_summed_up_is_an_error():
    with pytest.raises(EngineError):
        decide(table(("-", '"a"'), ONE, policy="COLLECT", aggregation="SUM"), x=1)


def test_an_output_that_turns_out_not_to_be_listed_is_an_error():
    content = table(("-", "level"), outputs=(LEVELS,), policy="FIRST")
    assert decide(content, x=1, level="low") == "low"
    with pytest.raises(EngineError, match="output values"):
        decide(content, x=1, level="middle")


def test_true_is_not_the_number_one_in_the_order_of_outputs():
    content = table(("-", "level"), ONE, outputs=(output("r", "1, true"),), policy="OUTPUT ORDER")
    assert str(decide(content, x=1, level=True)) == "[1, True]"


@pytest.mark.parametrize("x", ["c", None, 3])
def test_an_input_that_is_not_listed_is_an_error_rather_than_no_answer(x: Any):
    content = table(('"a"', "1"), ('"b"', "2"), inputs=(given(allowed='"a", "b"'),))
    assert decide(content, x="b") == 2
    with pytest.raises(EngineError, match="not made for"):
        decide(content, x=x)


def test_a_decision_comes_back_from_its_stored_form():
    content = table(
        ("1", '"high"'), inputs=(given(allowed="[1..3]"),), outputs=(output("r", '"high", "low"', '"low"'),)
    )
    found = drawn(content)
    stored = {
        "id": "fee",
        "policy": "UNIQUE",
        "aggregation": None,
        "outputs": ["r"],
        "rules": [["=((x) in (1))", ['="high"']]],
        "default": ['="low"'],
        "listed": ['=["high", "low"]'],
        "domains": ["=((x) in ([1..3]))"],
    }
    assert decision_from(stored) == found


def test_a_decision_stored_before_there_were_defaults_and_lists_is_read():
    stored = {"id": "fee", "policy": "UNIQUE", "aggregation": None, "outputs": ["r"], "rules": [["=true", ["=1"]]]}
    assert decision_from(stored).decide({}, NOW) == 1


def test_it_reads_the_variables_of_all_its_expressions():
    content = table(("> a", "b"), inputs=(given("x", allowed="> c"),), outputs=(output("r", default="d"),))
    assert drawn(content).variables() == {"a", "b", "c", "d", "x"}


REFUSED = {
    "aggregation without collect": table(ONE, aggregation="SUM"),
    "unknown aggregation": table(ONE, policy="COLLECT", aggregation="MEAN"),
    "unknown hit policy": table(ONE, policy="LAST"),
    "priority without values": table(ONE, policy="PRIORITY"),
    "output order without values": table(ONE, policy="OUTPUT ORDER"),
    "output that is not listed": table(("-", '"middle"'), outputs=(LEVELS,), policy="PRIORITY"),
    "default that is not listed": table(("1", '"high"'), outputs=(output("r", '"high"', '"low"'),)),
    "computed output values": table(("-", '"high"'), outputs=(output("r", "level"),)),
    "output values that are ranges": table(("-", "1"), outputs=(output("r", "[1..3]"),)),
    "breaking out of output values": table(("-", "1"), outputs=(output("r", "1] + [2"),)),
    "default of a list": table(ONE, outputs=(output("r", default="1"),), policy="COLLECT"),
    "default of one output only": table(("1", "1", "2"), outputs=(output("a", default="1"), output("b"))),
    "two defaults of one output": table(
        ("1", "1", "2"), outputs=(output("a", default="1").replace("</output>", f"{DEFAULT}</output>"), output("b"))
    ),
    "output values in another language": table(ONE, outputs=(LEVELS.replace("s>", "s expressionLanguage='x'>", 1),)),
    "condition as input values": table(ONE, inputs=(given(allowed="x > 3"),)),
    "aggregated contexts": table(("-", "1", "2"), outputs=AB, policy="COLLECT", aggregation="SUM"),
    "two outputs of one name": table(("-", "1", "2"), outputs=(output("a"), output("a"))),
    "missing cell": table(("-", "1", "2")),
    "broken cell": table(("[1..", "1")),
    "breaking out": table(("1) or (true", "1")),
    "breaking out of not": table(('not("a") or (true)', "1")),
    "open string": table(('"a', "1")),
    "python": table(("x.startswith('a')", "1")),
    "condition in a cell": table(("x > 3", "1")),
    "negated condition": table(("not(x > 3)", "1")),
    "question mark": table(("? > 3", "1")),
    "leading equals sign": table(("-", "=1")),
    "rule that is too long": table([*["1" * 800] * 3, "1"], inputs=(given("x"), given("y"), given("z"))),
    "other language": table(ONE).replace(b"<inputEntry>", b'<inputEntry expressionLanguage="python">'),
    "requirement": decision("<informationRequirement/><literalExpression><text>1</text></literalExpression>"),
    "function": decision("<invocation/>"),
    "model": f'{HEAD}<businessKnowledgeModel id="fee"/></definitions>'.encode(),
    "doctype": b"<!DOCTYPE d>" + table(ONE),
    "no XML": b"x",
}  # fmt: skip


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED.keys())
def test_it_is_refused_with_a_sentence(content: bytes):
    findings = check_decisions(content)
    assert findings
    assert all(found.message and found.message_vi for found in findings)
    assert not any(found.code in ("decision-gap", "decision-overlap") for found in findings)
