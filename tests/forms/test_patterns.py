"""Patterns are checked at deployment and can never stall the server."""

import pytest

from app.forms.patterns import fault_of, occurs


@pytest.mark.parametrize(
    ("pattern", "value", "fits"),
    [
        (r"^\d{10}(-\d{3})?$", "0000012345-001", True),
        (r"^\d{10}(-\d{3})?$", "000012345", False),
        (r"^\d+/[A-ZĐ]+-[A-ZĐ]+$", "245/BC-SKHCNĐ", True),
        ("BC", "245/BC-SCT", True),
        ("^BC", "245/BC-SCT", False),
    ],
)
def test_a_pattern_matches_as_in_form_js(pattern, value, fits):
    assert fault_of(pattern) is None
    assert occurs(pattern, value) is fits


@pytest.mark.parametrize("pattern", ["(", "[z-a]", r"(a)\1", "(?=a)a", "a{9999}", "a" * 501])
def test_what_cannot_be_run_safely_is_refused(pattern):
    assert fault_of(pattern)


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|a)*$", "^" + "a?" * 30 + "a" * 30 + "$", r"^(\w*)*(\w*)*x$"])
@pytest.mark.timeout(60)  # a backtracking engine would need the age of the universe
def test_no_pattern_hangs(pattern):
    assert fault_of(pattern) is None
    occurs(pattern, "a" * 20_000 + "!")
