"""Functions on strings. Positions count characters (code points) from 1, or from the end if negative."""

from decimal import Decimal

from app.engine.feel.builtins.registry import builtin
from app.engine.feel.limits import Budget
from app.engine.feel.patterns import Pattern
from app.engine.feel.values import Value, offset, whole


@builtin("substring", "string: string", "start position: number", "length: number?")
def substring(text: str, start: Decimal, length: Decimal | None = None) -> str | None:
    """Cut out a part; null for a position outside the string or a negative length."""
    part = span(start, length, len(text))
    return None if part is None else text[part]


def span(start: Decimal, length: Decimal | None, size: int) -> slice | None:
    """Turn a start position and a length into a slice; None if they are no such. Beyond the end it is empty."""
    count = size if length is None else whole(length)
    begin = size if whole(start) is not None and start > size else offset(start, size)
    if begin is None or count is None or count < 0:
        return None
    return slice(begin, begin + count)


@builtin("string length", "string: string")
def string_length(text: str) -> Decimal:
    """Count the characters."""
    return Decimal(len(text))


@builtin("upper case", "string: string", metered=True)
def upper_case(budget: Budget, text: str) -> str:
    """Write in capitals."""
    return budget.spend_text(text.upper())


@builtin("lower case", "string: string", metered=True)
def lower_case(budget: Budget, text: str) -> str:
    """Write in small letters."""
    return budget.spend_text(text.lower())


@builtin("substring before", "string: string", "match: string")
def substring_before(text: str, match: str) -> str:
    """Return what stands before the first *match*, empty if there is none."""
    before, found, _ = text.partition(match) if match else ("", "", "")
    return before if found else ""


@builtin("substring after", "string: string", "match: string")
def substring_after(text: str, match: str) -> str:
    """Return what stands after the first *match*, empty if there is none."""
    return text.partition(match)[2] if match else text


@builtin("contains", "string: string", "match: string")
def contains(text: str, match: str) -> bool:
    """Tell whether *match* occurs."""
    return match in text


@builtin("starts with", "string: string", "match: string")
def starts_with(text: str, match: str) -> bool:
    """Tell whether the string begins with *match*."""
    return text.startswith(match)


@builtin("ends with", "string: string", "match: string")
def ends_with(text: str, match: str) -> bool:
    """Tell whether the string ends with *match*."""
    return text.endswith(match)


@builtin("matches", "input: string", "pattern: string", "flags: string?", metered=True)
def matches(budget: Budget, text: str, pattern: str, flags: str | None = None) -> bool | None:
    """Tell whether the regular expression occurs; null if it is none."""
    compiled = Pattern.compile(pattern, flags or "", budget)
    return compiled.occurs_in(text) if compiled else None


@builtin("replace", "input: string", "pattern: string", "replacement: string", "flags: string?", metered=True)
def replace(budget: Budget, text: str, pattern: str, replacement: str, flags: str | None = None) -> str | None:
    """Replace every match; `$1` stands for its first group, `$0` for the whole of it."""
    compiled = Pattern.compile(pattern, flags or "", budget)
    return compiled.replace(text, replacement) if compiled else None


@builtin("split", "string: string", "delimiter: string", metered=True)
def split(budget: Budget, text: str, delimiter: str) -> list[Value] | None:
    """Split at every match of the regular expression."""
    compiled = Pattern.compile(delimiter, "", budget)
    return compiled.split(text) if compiled else None


@builtin("string join", "list: list", "delimiter: string?", metered=True)
def string_join(budget: Budget, items: list[Value], delimiter: str | None = None) -> str | None:
    """Join strings, leaving out nulls; null if anything else is among them."""
    parts = [item for item in items if item is not None]
    if not all(type(part) is str for part in parts):
        return None
    gap = delimiter or ""
    budget.spend_length(sum(map(len, parts)) + len(gap) * len(parts))
    return gap.join(parts)
