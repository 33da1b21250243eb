"""Patterns that could stall the server are refused; ordinary ones work."""

import re
import time

import pytest

from app.forms.patterns import MAX_VALUE, fault_of


@pytest.mark.parametrize(
    "pattern",
    [
        r"^\d{10}(?:-\d{3})?$",
        r"^\d+/[A-ZĐ]+-[A-ZĐ]+$",
        r"^(?:BC|KH|CV)-\d{1,4}$",
        "^[^<>]*$",
        r"^[\]\-+*]+$",
        r"^a\+b$",
    ],
)
def test_ordinary_patterns_are_allowed(pattern):
    assert fault_of(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        "^(a+)+$",
        "^(a|a)*$",
        "^(?:a*)*$",
        r"^(a)\1$",
        "^(?=a)a$",
        "^a|b$",
        "a+",
        "^a*a*a*a*$",
        "^a{0,90}a{0,90}a{0,90}a{0,90}b$",
        "^" + "a?" * 30 + "a" * 30 + "$",
        "^" + "(?:a|a)" * 25 + "b$",
        "^(?i)a$",
        "^" + "a" * 300 + "$",
        "^(a{1,3}){5}$",
        r"^a\$",
    ],
)
def test_dangerous_or_unclear_patterns_are_refused(pattern):
    assert fault_of(pattern)


@pytest.mark.parametrize(
    "pattern", [r"^\d*\d*\d*x$", "^(?:a*)?a*a*c$", "^a{0,150}a{0,150}a{0,150}b$", "^" + "a?" * 22 + "a" * 22 + "c$"]
)
def test_the_worst_pattern_allowed_ends_soon(pattern):
    assert fault_of(pattern) is None
    started = time.perf_counter()
    re.search(pattern, "1" * MAX_VALUE, re.ASCII)
    re.search(pattern, "a" * MAX_VALUE, re.ASCII)
    assert time.perf_counter() - started < 1
