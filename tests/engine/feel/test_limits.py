"""No expression, however hostile, holds the server up."""

from contextlib import suppress

import pytest

from app.engine.feel import FeelEvaluationError, FeelSyntaxError, LimitExceeded, parse, to_plain
from tests.support.effort import MOST_LINES, effort_of

LONG = {
    "text": "a" * 9_900,
    "numbers": list(range(5_000)),
    "rows": [{"a": number} for number in range(3_000)],
    "wide": {f"k{number}": number for number in range(3_000)},
}
DOUBLING = "{a:[1,1,1,1,1,1,1,1,1,1], " + ", ".join(
    f"{name}:[{','.join([before] * 10)}]" for before, name in zip("abcde", "bcdef", strict=True)
)
STOPPED = [
    "9 ** (9 ** 9)",
    "9 ** 9 ** 9 ** 9",
    "exp(1000)",
    "9" * 300 + " * " + "9" * 300,
    "for i in 1..1000000000 return i",
    "count(for i in 1..99999999 return 1)",
    "for i in 1..1000, j in 1..1000, k in 1..1000 return i",
    "for i in 1..10000 return for j in 1..10000 return i * j",
    "some i in 1..100000000 satisfies i < 0",
    "every i in 1..100000, j in 1..100000 satisfies true",
    DOUBLING + "}",
    f"string({DOUBLING}}})",
    f"{DOUBLING}, same: f = f}}.same",
    f"{DOUBLING}, flat: count(flatten(f))}}.flat",
    "{a0: 1, " + ", ".join(f"a{i}: [a{i - 1}]" for i in range(1, 120)) + "}",
    "{a0: 1, " + ", ".join(f"a{i}: [a{i - 1}, 1]" for i in range(1, 105)) + ", same: a104 = a104}.same",
    '{a: "xxxxxxxxxx", b: a+a+a+a+a+a+a+a+a+a, c: b+b+b+b+b+b+b+b+b+b, d: c+c+c+c+c+c+c+c+c+c, e: d+d}.e',
    "for i in 1..5000 return partial",
    "for i in 1..1000 return [partial[-1]]",
    "for i in 1..5000 return string(partial)",
    'for i in 1..1000 return replace(text, "a{1,500}?b", "x")',
    'for i in 1..5000 return matches(text, "(?i)[a-z]{" + string(i) + "}")',
    'replace(replace(text, "a", "$0$0$0$0$0$0$0$0"), "a", "$0$0$0$0$0$0$0$0")',
    'for i in 1..100 return split(text, "")',
    "string join(for i in 1..9000 return text, text)",
    'for i in 1..5000 return text + "x"',
    "for i in 1..5000 return upper case(text)",
    "for i in 1..9000 return 2.5 ** 1.7",
    "for i in 1..9000 return log(i)",
    "distinct values(for i in 1..9000 return i)",
    "for i in 1..5000 return index of(numbers, 1)",
    "for i in 1..5000 return 3 in numbers",
    "for i in 1..5000 return sum(numbers)",
    "for i in 1..5000 return rows.a",
    "for i in 1..100 return numbers[item > 3]",
    "for i in 1..5000 return get entries(wide)",
    "for i in 1..5000 return context merge(wide, wide)",
    'for i in 1..5000 return context put(wide, "a", 1)',
    '@"9999-12-31" + @"P1D"',
    '@"2020-01-01" + duration("P999999Y")',
    'duration("P999999999D") * 999999',
]
HARMLESS_IN_THE_END = [
    'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")',
    'matches(text, "(a|a)*b")',
    '"".__class__.__mro__',
    "wide.__class__.__init__.__globals__",
    'time("10:00:00@Africa")',
    'time("10:00:00@../../etc/passwd")',
    "(" * 900 + "1" + ")" * 900,
    "a" + " or a" * 300,
    'number("9" + string(for i in 1..1000 return 9), "", "")',
]


@pytest.fixture(autouse=True, scope="module")
def _grammar_is_compiled():
    parse("1")


@pytest.mark.parametrize("text", STOPPED)
def test_it_is_stopped_soon(text):
    def attack():
        with pytest.raises(LimitExceeded):
            parse(text).evaluate(LONG)

    assert effort_of(attack) < MOST_LINES


@pytest.mark.parametrize("text", HARMLESS_IN_THE_END)
def test_it_ends_soon(text):
    assert effort_of(lambda: parse(text).evaluate(LONG)) < MOST_LINES


@pytest.mark.parametrize(
    "text", ["[1]" * 660, "-" * 1999, "((" * 999, "a or " * 399, '"' * 1999, "f(" * 900, "/*" * 990, "a.b " * 499]
)
def test_a_long_text_is_read_or_refused_soon(text):
    def read():
        with suppress(FeelSyntaxError):
            parse(text)

    assert effort_of(read) < MOST_LINES


def test_a_result_can_always_be_walked():
    value = parse("for i in 1..30 return for j in 1..30 return {n: i * j}").evaluate({})

    assert to_plain(value)[29][29] == {"n": 900}


def test_a_context_that_holds_itself_is_refused():
    case = {}
    case["case"] = case

    with pytest.raises(LimitExceeded):
        parse("case").evaluate({"case": case})


def test_a_smaller_allowance_can_be_given():
    with pytest.raises(LimitExceeded):
        parse("for i in 1..50 return i").evaluate({}, max_steps=50)


def test_both_languages_are_in_the_error():
    with pytest.raises(FeelEvaluationError) as stopped:
        parse("for i in 1..100000 return i").evaluate({})

    assert stopped.value.message_en == "The expression takes too many steps."
    assert stopped.value.message_vi == "Biểu thức cần quá nhiều bước tính."


def test_a_condition_takes_the_same_few_lines_however_large_the_case_is():
    condition = parse('a > 3 and case.status = "x"')
    small, large = ({"a": 5, "case": {"status": "x", "rows": list(range(rows))}} for rows in (1, 1_000))

    assert effort_of(lambda: condition.is_true(large)) == effort_of(lambda: condition.is_true(small)) < 150
