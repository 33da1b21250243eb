"""Allow only patterns that cannot stall the server.

Python's ``re`` backtracks: ``(a+)+$`` takes minutes on thirty letters. A pattern here describes the whole value, does
not repeat groups, and may be matched in at most five million ways against the longest value: less than a second at
the very worst.
"""

import re
from math import comb
from typing import Final

MAX_VALUE: Final = 200  # characters of a value that is matched with a pattern
_MAX_PATTERN: Final = 200
_MAX_WAYS: Final = 5_000_000
_SIGN: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?|\{\d+(?:,\d*)?\}|.", re.DOTALL)
_BOUNDED: Final = re.compile(r"\{(\d+),(\d+)\}")


def fault_of(pattern: str) -> str | None:
    """Say what is wrong with a pattern, in English; None if it can be used."""
    if len(pattern) > _MAX_PATTERN:
        return f"it is longer than {_MAX_PATTERN} characters"
    try:
        re.compile(pattern, re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        return f"it is not a regular expression ({error})"
    signs = _SIGN.findall(pattern)
    if signs[:1] != ["^"] or signs[-1:] != ["$"]:
        return "it must describe the whole value, from ^ to $"
    if fault := _fault_of_structure(signs):
        return fault
    return "it can be matched in too many ways; use fewer *, +, ? and |" if _ways(signs) > _MAX_WAYS else None


def _fault_of_structure(signs: list[str]) -> str | None:
    depth = 0
    for before, sign, after in zip(["", *signs], signs, [*signs[1:], ""], strict=False):
        depth += (sign in ("(", "(?")) - (sign == ")")
        if sign == "(?" and after != ":":
            return "of the special groups only (?:…) is allowed"
        if re.fullmatch(r"\\[1-9]", sign):
            return "it refers back to a group"
        if sign == "|" and depth == 0:
            return "alternatives must stand in a group, ^(?:a|b)$"
        if before == ")" and (sign in ("*", "+") or re.fullmatch(r"\{.+\}", sign)):
            return "it repeats a group"
    return None


def _ways(signs: list[str]) -> int:
    """Estimate from above in how many ways a value can be divided among what repeats and what may differ."""
    open_repeats = sum(sign in ("*", "+") or sign.endswith(",}") for sign in signs)
    ways = comb(MAX_VALUE + open_repeats, open_repeats)
    alternatives = [1]
    for sign in signs:
        if bounds := _BOUNDED.fullmatch(sign):
            ways *= max(1, int(bounds[2]) - int(bounds[1]) + 1)
        elif sign in ("(", "(?"):
            alternatives.append(1)
        elif sign == "|":
            alternatives[-1] += 1
        elif sign == ")":
            ways *= alternatives.pop()
        elif sign == "?":
            ways *= 2
    return ways
