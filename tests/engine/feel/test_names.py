"""An expression tells which variables it reads."""

import pytest

from app.engine.feel import parse


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1", set()),
        ("amount > 3", {"amount"}),
        ('case.status = "x" and amount > 3', {"case", "amount"}),
        ("count(xs) + sum(ys)", {"xs", "ys"}),
        ("for x in xs return x + y", {"xs", "y"}),
        ("for x in xs, y in x.rows return y", {"xs"}),
        ("for x in 1..n return count(partial) + x", {"n"}),
        ("some x in x satisfies x > 1", {"x"}),
        ("every x in xs satisfies x in allowed", {"xs", "allowed"}),
        ("{a: b, c: a + d}.c", {"b", "d"}),
        ("if a then b else c", {"a", "b", "c"}),
        ("a in (b, > c, [d..e])", {"a", "b", "c", "d", "e"}),
        ("substring(string: s, start position: n)", {"s", "n"}),
        ("tasks[item.late = true].title", {"tasks"}),
        ("tasks[status = limit]", {"tasks"}),
    ],
)
def test_names_are_those_read_from_outside(text, names):
    assert parse(text).names == names


def test_a_filter_may_read_an_entry_or_a_variable():
    expression = parse("tasks[days > limit]")

    assert expression.names == {"tasks"}
    assert expression.possible_names == {"tasks", "days", "limit"}
