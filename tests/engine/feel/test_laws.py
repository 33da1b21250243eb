"""Laws that hold for every value."""

from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.engine.feel import FeelEvaluationError, FeelSyntaxError, LimitExceeded, parse, to_plain
from app.engine.feel.builtins import BUILTINS
from app.engine.feel.evaluator import Evaluator
from tests.support.effort import MOST_LINES, effort_of

TRUTH = st.sampled_from(["true", "false", "null"])
SCALARS = st.none() | st.booleans() | st.integers(-1000, 1000) | st.text(max_size=5)
PLAIN = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4))
WORDS = st.sampled_from(
    ["a", "xs", "item", "1", "2.5", '"t"', "null", "true", "+", "-", "*", "/", "**", "=", "<", ">=", "(", ")", "[",
     "]", "{", "}", ":", ",", ".", "..", "and", "or", "in", "between", "if", "then", "else", "for", "return", "some",
     "every", "satisfies", "instance of", "number", '@"2026-11-20"', '@"P1D"', "not(", "count(", "\n", "/*", "//"]
    + [f"{name}(" for name in BUILTINS]
)  # fmt: skip
CONTEXT = {"a": 5, "xs": [1, 2, {"a": "x"}, [3]]}


def _value(text):
    return parse(text).evaluate({})


@given(TRUTH, TRUTH)
def test_de_morgan_holds_for_null_too(a, b):
    assert _value(f"not({a} and {b})") == _value(f"not({a}) or not({b})")
    assert _value(f"not({a} or {b})") == _value(f"not({a}) and not({b})")


@given(TRUTH, TRUTH, TRUTH)
def test_and_and_or_are_commutative_associative_and_distributive(a, b, c):
    assert _value(f"{a} and {b}") == _value(f"{b} and {a}")
    assert _value(f"({a} or {b}) or {c}") == _value(f"{a} or ({b} or {c})")
    assert _value(f"{a} and ({b} or {c})") == _value(f"{a} and {b} or {a} and {c}")


@given(PLAIN, PLAIN)
def test_unequal_is_the_opposite_of_equal(left, right):
    context = {"left": left, "right": right}

    assert parse("left != right").evaluate(context) == parse("not(left = right)").evaluate(context)


@given(PLAIN)
def test_plain_data_comes_back_as_it_went_in(value):
    assert to_plain(parse("x").evaluate({"x": value})) == value


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_numbers_obey_arithmetic(a, b, c):
    context = {"a": a, "b": b, "c": c}

    assert parse("(a + b) * c = a * c + b * c").is_true(context)
    assert parse("modulo(a, c) >= 0 and modulo(a, c) < c").is_true(context)
    assert parse("floor(a / c) * c + modulo(a, c) = a").is_true(context)
    assert parse("(a in [b..c]) = (a between b and c)").is_true(context)


@given(st.dates(), st.integers(-400, 400))
def test_a_date_moved_there_and_back_is_the_same(day, days):
    moved = parse('(day + duration("P1D") * days) - duration("P1D") * days = day')

    try:
        assert moved.is_true({"day": day, "days": days})
    except LimitExceeded:
        assert day.year in (1, 2, 9998, 9999)


@given(st.text())
@example("\x00")
@example('"\\')
@example("\ud800")
@example("a" * 1999 + "(")
def test_any_text_is_read_or_refused(text):
    refusal = None
    try:
        parse(text)
    except FeelSyntaxError as error:
        refusal = error

    assert refusal is None or (refusal.line >= 1 and refusal.column >= 1 and refusal.message_vi)


@settings(max_examples=400)
@given(st.lists(WORDS, max_size=25))
def test_any_words_are_refused_or_evaluated_within_the_limit(words):
    def evaluate():
        with suppress(FeelSyntaxError, FeelEvaluationError):
            to_plain(parse(" ".join(words)).evaluate(CONTEXT))

    assert effort_of(evaluate) < MOST_LINES


class CountingEvaluator(Evaluator):
    def __init__(self, max_steps):
        super().__init__({}, None, max_steps)
        self.evaluated = 0

    def value(self, node, scope):
        self.evaluated += 1
        return super().value(node, scope)


@settings(max_examples=20)
@given(st.integers(1, 3_000), st.sampled_from(["for i in 1..N return i * i", "some i in 1..N satisfies i < 0"]))
def test_an_evaluation_never_takes_more_steps_than_it_may(steps, text):
    evaluator = CountingEvaluator(steps)

    with pytest.raises(LimitExceeded):
        evaluator.run(parse(text.replace("N", "1000000")).root)

    assert evaluator.evaluated <= steps + 1
