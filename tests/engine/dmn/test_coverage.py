"""Overlaps and gaps are found before deployment, with an example, and nothing is claimed that is not so."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from app.engine.dmn.decision import Decision
from app.engine.dmn.tables import read_decisions
from app.engine.environment import holds

from .drawing import found, given, output, table

NOW = datetime(2026, 11, 20, tzinfo=UTC)
X = (given("x"),)
XY = (given("x"), given("y"))


def judged(content: bytes) -> list[tuple[str, str]]:
    """Return the codes of the findings, each with the inputs that show it."""
    return [(each.code, each.message.split("matches ")[-1].split(" match ")[-1]) for each in found(content)]


OVERLAPS = [
    ([["< 5", "1"], [">= 5", "2"], ["[5..7]", "3"]], X, (2, 3), "x = 5"),
    ([["[1..5]", "1"], ["[5..9]", "2"], ["not([1..9])", "3"]], X, (1, 2), "x = 5"),
    ([['"a", "b"', "1"], ['not("a")', "2"]], X, (1, 2), 'x = "b"'),
    ([['not("a")', "1"], ['"a", null', "2"]], X, (1, 2), "x = null"),
    ([["true", "1"], ["-", "2"]], X, (1, 2), "x = true"),
    ([['< @"2026-07-01"', "1"], ['>= @"2026-06-30"', "2"]], X, (1, 2), 'x = @"2026-06-30"'),
    ([['< @"P5D"', "1"], ['>= @"P4D"', "2"]], X, (1, 2), 'x = @"P4D"'),
    ([["< 1", "-", "1"], [">= 1", '"a"', "2"], ["> 3", 'not("b")', "3"]], XY, (2, 3), 'x = 4, y = "a"'),
    ([["> limit", "-", "1"], ["-", '"a"', "2"], ["-", "-", "3"]], XY, (2, 3), 'y = "a"'),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "inputs", "rows", "example"), OVERLAPS, ids=lambda each: str(each)[:40])
def test_rules_of_a_unique_table_must_not_overlap(
    rules: list[list[str]], inputs: Sequence[str], rows: tuple[int, int], example: str
):
    first, second = rows
    overlap = next(each for each in found(table(*rules, inputs=inputs)) if each.code == "decision-overlap")
    assert f"rules {first} and {second} " in overlap.message
    assert f"{example}, but" in overlap.message
    assert (overlap.element, overlap.line) == ("fee", 1 + second)


def test_rules_of_an_any_table_may_overlap_if_they_agree():
    agreeing = table([">= 1", '"a"'], [">= 3", '"a"'], ["< 1", '"b"'], policy="ANY")
    unknown = table([">= 1", "y"], [">= 3", "z"], ["< 1", '"b"'], policy="ANY")
    assert judged(agreeing) == judged(unknown) == []


def test_rules_of_an_any_table_that_disagree_are_refused():
    content = table([">= 1", '"a"'], [">= 3", '"b"'], ["< 1", '"b"'], policy="ANY")
    [finding] = found(content)
    assert finding.code == "decision-contradiction"
    assert "rules 1 and 2 of the decision 'fee' both match x = 3 " in finding.message
    assert "Dòng 1 và dòng 2" in finding.message_vi


@pytest.mark.parametrize("policy", ["FIRST", "PRIORITY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"])
def test_under_other_policies_rules_may_overlap(policy: str):
    content = table(["> 1", "1"], ["-", "2"], policy=policy, outputs=(output("r", "1, 2"),))
    assert found(content) == []


GAPS = [
    ([["< 5", "1"], ["> 5", "2"]], X, "x = 5"),
    ([["< 5", "1"], ["[6..9]", "2"], ["> 9", "3"]], X, "x = 5"),
    ([["<= 5", "1"], [">= 6", "2"]], X, "x = 5.5"),
    ([["[1..5]", "1"], ["> 5", "2"]], X, "x = 0"),
    ([['"a"', "1"], ['"b"', "2"]], X, 'x = "…"'),
    ([['"a".."c"'.join("[]"), "1"], ['> "c"', "2"]], X, 'x = ""'),
    ([["true", "1"]], X, "x = false"),
    ([["not(null)", "1"]], X, "x = null"),
    ([["null", "1"], ["< 5", "2"]], X, "x = 5"),
    ([['< @"2026-07-01"', "1"], ['> @"2026-07-01"', "2"]], X, 'x = @"2026-07-01"'),
    ([['<= @"2026-11-30T10:00:00Z"', "1"], ['> @"2026-11-30T19:00:00+07:00"', "2"]], X, "x = "),
    ([['<= @"2026-11-30T10:00:00"', "1"], ['> @"2026-11-30T11:00:00+07:00"', "2"]], X, 'x = @"2026-11-30T10:30:00'),
    ([['<= @"P1Y"', "1"], ['> @"P14M"', "2"]], X, 'x = @"P1Y1M"'),
    ([["true", '"a"', "1"], ["false", "-", "2"], ["true", 'not("a", "b")', "3"]], XY, 'x = true, y = "b"'),
    ([["1, 2", "1"]], (given("x", kind="integer"),), "x = 0"),
    ([], X, "-"),
]  # fmt: skip


@pytest.mark.parametrize("policy", ["UNIQUE", "ANY", "FIRST", "PRIORITY"])
@pytest.mark.parametrize(("rules", "inputs", "example"), GAPS, ids=lambda each: str(each)[:40])
def test_a_gap_is_told_with_an_example(rules: list[list[str]], inputs: Sequence[str], example: str, policy: str):
    content = table(*rules, inputs=inputs, outputs=(output("r", "1, 2, 3"),), policy=policy)
    [finding] = found(content)
    assert finding.code == "decision-gap"
    assert f"matches {example}" in finding.message
    assert finding.message_vi.startswith("Không dòng nào")


NO_GAPS = {
    "a last rule for everything": table(["> 5", "1"], ["-", "2"], policy="FIRST"),
    "a default output": table(["> 5", "1"], outputs=(output("r", default="2"),)),
    "all listed values": table(['"a"', "1"], ['"b"', "2"], inputs=(given(allowed='"a", "b"'),)),
    "a listed range": table(["[1..5]", "1"], ["(5..9]", "2"], inputs=(given(allowed="[1..9]"),)),
    "whole numbers": table(["<= 5", "1"], [">= 6", "2"], inputs=(given(kind="integer"),)),
    "both booleans": table(["true", "1"], ["false", "2"]),
    "null where it is not spoken of": table(["< 5", "1"], [">= 5", "2"]),
    "neighbouring days": table(['<= @"2026-06-30"', "1"], ['>= @"2026-07-01"', "2"]),
    "the last day there is": table(['<= @"9999-12-31"', "1"]),
    "a count": table(["0", "1"], ["[1..3]", "2"], [">= 4", "3"], inputs=(given("count(xs)"),)),
    "the same input twice": table(["< 5", "-", "1"], ["-", ">= 5", "2"], inputs=(given("x"), given("x"))),
    "what depends on the case": table(["> limit", "1"]),
    "what depends on the time": table(["> today()", "1"]),
    "inputs that depend on one another": table(
        ["true", "true", "1"], ["false", "-", "2"], inputs=(given("a > 5"), given("a > 3"))
    ),
    "an input that reads no variable": table(['< @"2020-01-01"', "1"], inputs=(given("today()"),)),
    "times of day": table(['< @"12:00:00"', "1"]),
    "a list": table(["> 5", "1"], policy="COLLECT"),
}  # fmt: skip


@pytest.mark.parametrize("content", NO_GAPS.values(), ids=NO_GAPS.keys())
def test_no_gap_is_claimed(content: bytes):
    assert found(content) == []


def test_a_rule_that_overlaps_several_is_told_once():
    assert [code for code, _ in judged(table(["1", "1"], ["2", "2"], ["-", "3"]))] == ["decision-overlap"]


@pytest.mark.parametrize(
    "content",
    [
        table(*([str(at), "1"] for at in range(200))),
        table(*(["1", "1"] for _ in range(501)), outputs=(output("r", default="2"),)),
    ],
    ids=["too many values", "too many rules"],
)
def test_of_tables_too_large_to_judge_nothing_is_claimed(content: bytes):
    assert found(content) == []


def test_a_large_table_is_judged():
    rules = [[f"[{at}..{at + 1})", '"a", "b"', "-", str(at)] for at in range(150)]
    [finding] = found(table(*rules, inputs=(given("x"), given("y"), given("z"))))
    assert finding.code == "decision-gap"


@pytest.mark.timeout(120)  # trying everything would take weeks
def test_a_search_without_end_is_given_up():
    """Whether a table has a gap is the satisfiability problem: these clauses of three are of the hard kind."""
    chance = random.Random(1)
    rules = [["-"] * 40 + ["1"] for _ in range(172)]
    for rule in rules:
        for at in chance.sample(range(40), 3):
            rule[at] = chance.choice(["true", "false"])
    assert found(table(*rules, inputs=[given(f"x{at}") for at in range(40)], policy="FIRST")) == []


NUMBERS = st.sampled_from(
    ["1", "2", "3", "[1..2]", "(1..3)", "< 2", ">= 2", "> 3", "not(2)", "not([1..2])", "1, 3", "-", "null"]
)
TEXTS = st.sampled_from(['"a"', '"b"', '"a", "b"', 'not("a")', '"a", null', "not(null)", "-", "null"])
DAYS = st.sampled_from(
    ["-", "null"] + [text.replace("D", '@"2026-01-0').replace("#", '"') for text in
     ("< D2#", "D2#", "> D2#", "[D1#..D3#]", "(D1#..D3#)", "not(D2#)", "not(> D2#)", "<= D3#")]
)  # fmt: skip
BOOLEANS = st.sampled_from(["true", "false", "not(true)", "true, null", "-", "null"])
LENGTHS = st.sampled_from(
    ["-", "null", '< @"P2D"', '@"P2D"', '[@"P1D"..@"P2D"]', '(@"P1D"..@"P2D")', '>= @"PT36H"', 'not(> @"P2D")']
)
KINDS: dict[str, tuple[st.SearchStrategy[str], list[Any]]] = {
    "number": (NUMBERS, [Decimal(number) / 4 for number in range(-2, 20)]),
    "string": (TEXTS, ["", "a", "b", "c"]),
    "date": (DAYS, [date(2025, 12, 28) + timedelta(days=shift) for shift in range(12)]),
    "boolean": (BOOLEANS, [True, False]),
    "dayTimeDuration": (LENGTHS, [timedelta(hours=6 * shift) for shift in range(13)]),
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[bytes, list[list[Any]], list[list[str]]]:
    """Draw a table with one or two columns, a dense grid of their values, and its rules."""
    kinds = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=2))
    cells = st.tuples(*(KINDS[kind][0] for kind in kinds), st.sampled_from(["1", "2"]))
    rules = [list(rule) for rule in draw(st.lists(cells, max_size=5))]
    policy = draw(st.sampled_from(["UNIQUE", "ANY", "FIRST"]))
    inputs = [given(f"x{at}", kind) for at, kind in enumerate(kinds)]
    return table(*rules, inputs=inputs, policy=policy), [[*KINDS[kind][1], None] for kind in kinds], rules


@settings(max_examples=150)
@for_all(tables())
def test_the_judgement_is_that_of_trying_everything(drawn: tuple[bytes, list[list[Any]], list[list[str]]]):
    content, grids, rules = drawn
    [decision], findings = read_decisions(content)
    assert {each.code for each in findings} == _by_trying(decision, grids, rules)


def _by_trying(decision: Decision, grids: list[list[Any]], rules: list[list[str]]) -> set[str]:
    codes = set()
    for place in product(*grids):
        context = {f"x{at}": value for at, value in enumerate(place)}
        hits = [outputs for condition, outputs in decision.rules if holds(condition, context, NOW)]
        meant = all(value is not None or _speaks_of_null(rules, at) for at, value in enumerate(place))
        if not hits and meant:
            codes.add("decision-gap")
        if len(hits) > 1 and decision.policy == "UNIQUE":
            codes.add("decision-overlap")
        if len(set(hits)) > 1 and decision.policy == "ANY":
            codes.add("decision-contradiction")
    return codes


def _speaks_of_null(rules: list[list[str]], column: int) -> bool:
    return any("null" in rule[column] for rule in rules)
