"""The shared tables of cells and hit policies: our answers, and the same ones from feelin.

feelin tests cells and evaluates outputs; hit policies it does not know. It is therefore asked which rules match
and what they give, which must be what we collect in the order of the rules.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.engine.dmn.decision import HIT_POLICIES
from app.engine.feel.limits import Budget
from app.engine.feel.values import from_plain
from tests.engine.drawing import element, line, own, process, user
from tests.engine.feel.answers import agree, read, written
from tests.engine.walking import Walk

from .drawing import drawn, found, given, output, table

HERE = Path(__file__).parent
CELLS = json.loads((HERE / "cells.json").read_text(encoding="utf-8"))
TABLES = json.loads((HERE / "tables.json").read_text(encoding="utf-8"))
CASES = [(row, context, expected) for row in TABLES for context, expected in row["cases"]]
NOW = datetime(2026, 11, 20, tzinfo=UTC)


def name_of(row: dict[str, Any], context: Any = "") -> str:
    return f"{row['policy']} {row.get('aggregation', '')} {json.dumps(context, ensure_ascii=False)}"


EACH_CASE = pytest.mark.parametrize(
    ("row", "variables", "expected"), CASES, ids=[name_of(row, variables) for row, variables, _ in CASES]
)


def shown(value: Any) -> Any:
    """Write plain data as the shared tables do."""
    return written(from_plain(value, Budget()))


def draw(row: dict[str, Any]) -> bytes:
    columns = zip(row["outputs"], row.get("values", [""] * 9), row.get("default", [""] * 9), strict=False)
    return table(
        *row["rules"],
        inputs=[given(name) for name in row["inputs"]],
        outputs=[output(*column) for column in columns],
        policy=row["policy"],
        aggregation=row.get("aggregation"),
    )


def test_the_tables_are_as_large_as_promised():
    distinct = {(row["cell"], str(row["input"])) for row in CELLS}
    assert len(distinct) == len(CELLS)
    assert len(CELLS) + len(CASES) >= 60
    assert {row["policy"] for row in TABLES} == HIT_POLICIES


@pytest.mark.parametrize("row", CELLS, ids=lambda row: f"{row['cell']} ← {row['input']}")
def test_a_cell_matches_or_not(row: dict[str, Any]):
    content = table([row["cell"], "true"], policy="COLLECT", aggregation="COUNT")
    variables = {**read(row.get("context", {})), "x": read({"x": row["input"]})["x"]}
    assert drawn(content).decide(variables, NOW) == int(row["matches"])


@pytest.mark.parametrize("row", TABLES, ids=name_of)
def test_a_table_may_be_deployed(row: dict[str, Any]):
    assert found(draw(row)) == []


@EACH_CASE
def test_a_table_decides(row: dict[str, Any], variables: Any, expected: Any):
    assert agree(shown(drawn(draw(row)).decide(read(variables), NOW)), expected)


@EACH_CASE
def test_a_business_rule_task_decides_so(row: dict[str, Any], variables: Any, expected: Any):
    task = element("businessRuleTask", "decide", own('<td:decision ref="fee"/>', '<td:result variable="outcome"/>'))
    case = Walk(process(line("decide", "x", body=task + user("x"))), decisions=(draw(row),), **read(variables))
    assert agree(shown(case.task("x").variables["outcome"]), expected)


def test_feelin_tests_cells_alike(ask_feelin):
    answers = ask_feelin(CELLS)
    expected = [row.get("feelin", row["matches"]) for row in CELLS]
    wrong = [row for row, answer, known in zip(CELLS, answers, expected, strict=True) if answer is not known]
    assert wrong == []


def test_every_difference_is_one_and_has_a_reason():
    assert all(row["feelin"] is not row["matches"] and row["why"] for row in CELLS if "feelin" in row)


def test_feelin_lets_the_same_rules_match_and_gives_the_same_outputs(ask_feelin):
    asked = [(row, context, rule) for row, context, _ in CASES for rule in row["rules"]]
    tests = [
        {"cell": cell, "input": context[name]}
        for row, context, rule in asked
        for cell, name in zip(rule, row["inputs"], strict=False)
    ]
    values = [
        {"expression": text, "context": context} for row, context, rule in asked for text in rule[len(row["inputs"]) :]
    ]
    matched, given_values = iter(ask_feelin(tests)), iter(ask_feelin(values))
    for row, context, _ in CASES:
        theirs = []
        for _rule in row["rules"]:
            hit = all(tuple(next(matched) for _ in row["inputs"]))
            outputs = [next(given_values) for _ in row["outputs"]]
            theirs += [outputs] if hit else []
        assert agree(_hits(row, context), theirs), (row, context)


def _hits(row: dict[str, Any], context: Any) -> list[list[Any]]:
    """Return what our rules give, each as the list of its outputs, before any hit policy."""
    in_order = {key: value for key, value in row.items() if key not in ("default", "aggregation", "values")}
    hits = drawn(draw({**in_order, "policy": "RULE ORDER"})).decide(read(context), NOW)
    return [list(shown(hit).values()) if len(row["outputs"]) > 1 else [shown(hit)] for hit in hits]
