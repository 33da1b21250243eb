"""What is outside the subset is refused when it is read, with the place and a hint in both languages."""

import pytest

from app.engine.feel import FeelSyntaxError, parse

REFUSED = [
    ("", 1, 1, "too early"),
    ("   ", 1, 4, "too early"),
    ("1 +", 1, 4, "too early"),
    ("(1", 1, 3, "too early"),
    ("= amount > 3", 1, 1, "no “=” in front"),
    ("a == 1", 1, 4, "one “=”"),
    ("a && b", 1, 3, "“and”"),
    ("a || b", 1, 3, "“or”"),
    ("!a", 1, 1, "not("),
    ("2 ^ 3", 1, 3, "“**”"),
    ("status = 'open'", 1, 10, "double quotes"),
    ('status = "open', 1, 10, "no closing quote"),
    ("due date < 3", 1, 5, "one word"),
    ("so-luong + 1 so", 1, 14, "one word"),
    ("1e3", 1, 2, "not expected"),
    ("+1", 1, 1, "not expected"),
    ("then > 1", 1, 1, "word of the language"),
    ("for if in [1] return 1", 1, 5, "word of the language"),
    ("if a then b", 1, 12, "too early"),
    ("1 < 2 < 3", 1, 7, "not expected"),
    ("a in b = c", 1, 8, "not expected"),
    ("a in b and c", 1, 8, "in parentheses"),
    ("a in (b) or c", 1, 10, "in parentheses"),
    ("not(a in [1..5] and c)", 1, 17, "in parentheses"),
    ("x in ]1..5]", 1, 6, "not expected"),
    ("1 + 1 instance of number", 1, 7, "not expected"),
    ("x instance of money", 1, 15, "no such type"),
    ("function(a) a + 1", 1, 1, "cannot be defined"),
    ("sort([2,1], function(a, b) a < b)", 1, 13, "cannot be defined"),
    ("foo(1)", 1, 1, "no function “foo”"),
    ("1 +\n  foo(2)", 2, 3, "no function “foo”"),
    ("last day of month(d)", 1, 6, "no function of this name"),
    ("string length()", 1, 1, "does not take 0"),
    ("count(1, 2)", 1, 1, "does not take 2"),
    ('substring(text: "a", start position: 1)', 1, 1, "no such parameters"),
    ('matches(a, "(")', 1, 1, "regular expression"),
    (r'matches(a, "(a)\\1")', 1, 1, "regular expression"),
    ('matches(a, "a", "g")', 1, 1, "regular expression"),
    ('@"2026-02-30"', 1, 2, "no date"),
    ('@"soon"', 1, 2, "no date"),
    ('@"P1Y2D"', 1, 2, "no date"),
    (r'"\ud83d"', 1, 1, "half a character"),
    ("9" * 400, 1, 1, "too large"),
    ("a" * 2001, 1, 1, "longer than 2000"),
    ("1" + " + 1" * 200, 1, 1, "nested more than 100"),
    ("[" * 150 + "]" * 150, 1, 1, "nested more than 100"),
    ("-" * 150 + "1", 1, 1, "nested more than 100"),
    ("for " + ", ".join(f"a{i} in [1]" for i in range(9)) + " return 1", 1, 1, "At most 8"),
    ("a; b", 1, 2, "not expected"),
    ("a = b := c", 1, 7, "not expected"),
    ("`a b`", 1, 1, "not expected"),
    ("/* never closed", 1, 1, "not expected"),
]


@pytest.mark.parametrize(("text", "line", "column", "reason"), REFUSED)
def test_it_is_refused_with_the_place(text, line, column, reason):
    with pytest.raises(FeelSyntaxError) as refusal:
        parse(text)

    assert (refusal.value.line, refusal.value.column) == (line, column)
    assert reason in refusal.value.message_en
    assert refusal.value.message_vi != refusal.value.message_en


PYTHON = [
    '__import__("os").system("id")',
    "().__class__.__bases__[0].__subclasses__()",
    "[x for x in (1).__class__.__mro__]",
    "lambda: 1",
    'exec("import os")',
    'open("/etc/passwd").read()',
    'eval("1")',
    '"%10000000000d" % 1',
    '"{0.__class__}".format(1)',
    'case.update({"status": "approved"})',
    "(x := 1)",
    "a if b else c",
    "items.append(9)",
    "print(1)",
    "getattr(case, 'status')",
    "globals()",
    "yield 1",
    "a; import os",
    "not a",
    "True is None",
]


@pytest.mark.parametrize("text", PYTHON)
def test_python_is_refused(text):
    with pytest.raises(FeelSyntaxError):
        parse(text)
