"""Allow only patterns that cannot stall the server.

Python's ``re`` backtracks: ``(a+)+$`` takes minutes on thirty letters. A pattern here describes the whole value and
repeats single signs or classes only, at most three times without a bound, over at most 200 characters; the worst
such pattern takes milliseconds.
"""

import re
from typing import Final

MAX_VALUE: Final = 200
_MAX_PATTERN: Final = 200
_MAX_OPEN_REPEATS: Final = 3
_MAX_BOUND: Final = 200
_SIGN: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?|\{\d+(?:,\d*)?\}|.", re.DOTALL)


def fault_of(pattern: str) -> str | None:
    """Say what is wrong with a pattern, in English; None if it can be used."""
    try:
        re.compile(pattern, re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        return f"it is not a regular expression ({error})"
    if len(pattern) > _MAX_PATTERN:
        return f"it is longer than {_MAX_PATTERN} characters"
    if not (pattern.startswith("^") and pattern.endswith("$")) or pattern.endswith(r"\$"):
        return "it must describe the whole value, from ^ to $"
    return _fault_of_signs(_SIGN.findall(pattern))


def _fault_of_signs(signs: list[str]) -> str | None:
    depth = open_repeats = 0
    for before, sign, after in zip(["", *signs], signs, [*signs[1:], ""], strict=False):
        depth += (sign in ("(", "(?")) - (sign == ")")
        if sign == "(?" and after != ":":
            return "of the special groups only (?:…) is allowed"
        if re.fullmatch(r"\\[1-9]", sign):
            return "it refers back to a group"
        if sign == "|" and depth == 0:
            return "alternatives must stand in a group, ^(?:a|b)$"
        if sign in ("*", "+") or (sign.startswith("{") and len(sign) > 1):
            if before == ")":
                return "it repeats a group"
            open_repeats += sign in ("*", "+") or sign.endswith(",}")
            if any(int(bound) > _MAX_BOUND for bound in re.findall(r"\d+", sign)):
                return f"it repeats something more than {_MAX_BOUND} times"
    return "it repeats without a bound more than three times" if open_repeats > _MAX_OPEN_REPEATS else None
