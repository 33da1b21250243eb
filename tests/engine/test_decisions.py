# ruff: noqa: E501 - diagrams and tables keep one row a line
"""Decision tables: the hit policies we promise, and what is refused."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.engine.decision_tables import read_decisions
from app.engine.decisions import Decision
from app.engine.errors import EngineError

NOW = datetime(2026, 11, 20, tzinfo=UTC)
HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">'


def cell(tag: str, text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f"<{tag}><text>{escaped}</text></{tag}>"


def table(*rules: tuple[str, str], given: str = "x", outputs: str = '<output name="r"/>', **attributes: str) -> bytes:
    attrs = "".join(f' {name}="{value}"' for name, value in attributes.items())
    rows = "".join(
        "<rule>"
        + cell("inputEntry", test)
        + "".join(cell("outputEntry", part) for part in value.split("|"))
        + "</rule>"
        for test, value in rules
    )
    inside = f"<input><inputExpression><text>{given}</text></inputExpression></input>{outputs}{rows}"
    return f'{HEAD}<decision id="fee"><decisionTable{attrs}>{inside}</decisionTable></decision></definitions>'.encode()


def decision(content: bytes) -> Decision:
    found, findings = read_decisions(content)
    assert findings == []
    return found[0]


def decide(content: bytes, **variables: Any) -> Any:
    return decision(content).decide(variables, NOW)


TESTS = table(
    ('"a", "b"', '"letters"'), ("< 3", '"small"'), ("[3..5]", '"middle"'), ("(5..9]", '"large"'),
    ('not("z", < 100)', '"rest"'), ("null", '"nothing"'), hitPolicy="FIRST",
)  # fmt: skip


@pytest.mark.parametrize(
    ("x", "expected"),
    [("a", "letters"), ("b", "letters"), (1, "small"), (3, "middle"), (5, "middle"), (5.5, "large"), (9, "large"),
     (150, "rest"), (None, "nothing"), (50, None), ("z", None)],
)  # fmt: skip
def test_cells_are_feel_unary_tests(x: Any, expected: str | None):
    assert decide(TESTS, x=x) == expected


OVERLAPPING = (("> 1", "1"), ("> 2", "2"), ("> 3", "2"))


@pytest.mark.parametrize(
    ("attributes", "x", "expected"),
    [
        ({}, 2, 1),
        ({"hitPolicy": "FIRST"}, 5, 1),
        ({"hitPolicy": "ANY"}, 2, 1),
        ({"hitPolicy": "COLLECT"}, 5, [1, 2, 2]),
        ({"hitPolicy": "COLLECT"}, 0, []),
        ({"hitPolicy": "COLLECT", "aggregation": "SUM"}, 5, 5),
        ({"hitPolicy": "COLLECT", "aggregation": "MIN"}, 5, 1),
        ({"hitPolicy": "COLLECT", "aggregation": "MAX"}, 5, 2),
        ({"hitPolicy": "COLLECT", "aggregation": "COUNT"}, 5, 3),
        ({"hitPolicy": "COLLECT", "aggregation": "COUNT"}, 0, 0),
        ({"hitPolicy": "COLLECT", "aggregation": "SUM"}, 0, None),
        ({}, 0, None),
    ],
)
def test_hit_policies(attributes: dict[str, str], x: int, expected: Any):
    assert decide(table(*OVERLAPPING, **attributes), x=x) == expected


@pytest.mark.parametrize("attributes", [{}, {"hitPolicy": "UNIQUE"}, {"hitPolicy": "ANY"}])
def test_rules_that_overlap_are_not_resolved_silently(attributes: dict[str, str]):
    with pytest.raises(EngineError, match="fee"):
        decide(table(*OVERLAPPING, **attributes), x=3)


def test_any_accepts_rules_that_agree():
    assert decide(table(("> 1", "7"), ("> 2", "7"), hitPolicy="ANY"), x=3) == 7


def test_several_outputs_give_a_context():
    content = table(("-", '"a"|x * 2'), outputs='<output name="code"/><output name="fee"/>')
    assert decide(content, x=21) == {"code": "a", "fee": 42}


def test_a_single_expression_is_a_decision():
    content = (
        f'{HEAD}<decision id="fee"><literalExpression><text>x + 1</text></literalExpression></decision></definitions>'
    )
    assert decide(content.encode(), x=1) == 2


def test_what_cannot_be_summed_up_is_an_error():
    with pytest.raises(EngineError):
        decide(table(("-", '"a"'), ("-", "1"), hitPolicy="COLLECT", aggregation="SUM"), x=1)


ONE = ("-", "1")
REFUSED = {
    "priority": table(ONE, hitPolicy="PRIORITY"),
    "output order": table(ONE, hitPolicy="OUTPUT ORDER"),
    "rule order": table(ONE, hitPolicy="RULE ORDER"),
    "aggregated contexts": table(("-", "1|2"), outputs='<output name="a"/><output name="b"/>', hitPolicy="COLLECT", aggregation="SUM"),
    "two outputs of one name": table(("-", "1|2"), outputs='<output name="a"/><output name="a"/>'),
    "missing cell": table(("-", "1|2")),
    "broken cell": table(("[1..", "1")),
    "breaking out": table(("1) or (true", "1")),
    "breaking out of not": table(('not("a") or (true)', "1")),
    "open string": table(('"a', "1")),
    "python": table(("x.startswith('a')", "1")),
    "condition in a cell": table(("x > 3", "1")),
    "negated condition": table(("not(x > 3)", "1")),
    "question mark": table(("? > 3", "1")),
    "default output": table(ONE, outputs='<output name="a"><defaultOutputEntry><text>1</text></defaultOutputEntry></output>'),
    "other language": table(ONE).replace(b"<inputEntry>", b'<inputEntry expressionLanguage="python">'),
    "requirement": f'{HEAD}<decision id="fee"><informationRequirement/><literalExpression><text>1</text></literalExpression></decision></definitions>'.encode(),
    "function": f'{HEAD}<decision id="fee"><invocation/></decision></definitions>'.encode(),
    "model": f'{HEAD}<businessKnowledgeModel id="fee"/></definitions>'.encode(),
    "doctype": b"<!DOCTYPE d>" + table(ONE),
    "no XML": b"x",
}  # fmt: skip


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED.keys())
def test_it_is_refused_with_a_sentence(content: bytes):
    _, findings = read_decisions(content)
    assert findings
    assert all(found.message and found.message_vi for found in findings)
