"""Functions that turn one type into another, and `not` and `is`."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from app.engine.feel.arithmetic import NUMBERS, finite
from app.engine.feel.builtins.registry import builtin
from app.engine.feel.comparison import equals
from app.engine.feel.limits import MAX_DEPTH, Budget, too_deep
from app.engine.feel.temporal_text import zone_name
from app.engine.feel.values import Range, Value, text_of

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_TEMPORAL = (date, time)
_PLAIN_KEY = re.compile(r"\w+", re.ASCII)


@builtin("string", "from: any", metered=True)
def string(budget: Budget, value: Value) -> str | None:
    """Write a value as text; null stays null."""
    if value is None:
        return None
    return budget.spend_text(value if type(value) is str else _write(value, budget, 0))


def _write(value: Value, budget: Budget, depth: int) -> str:
    if depth > MAX_DEPTH:
        raise too_deep()
    budget.spend(1)
    if isinstance(value, str):
        return budget.spend_text('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"')
    if isinstance(value, list):
        return "[" + _joined([_write(item, budget, depth + 1) for item in value], budget) + "]"
    if isinstance(value, dict):
        entries = [f"{_key(key)}: {_write(item, budget, depth + 1)}" for key, item in value.items()]
        return "{" + _joined(entries, budget) + "}"
    return "<range>" if isinstance(value, Range) else text_of(value)


def _joined(parts: list[str], budget: Budget) -> str:
    budget.spend_length(sum(map(len, parts)))
    return ", ".join(parts)


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


@builtin("number", "from: string", "grouping separator: string?", "decimal separator: string?")
def number(text: str, grouping: str | None = None, point: str | None = None) -> Decimal | None:
    """Read a number, leaving out the grouping separator; null if the text is none."""
    if grouping:
        text = text.replace(grouping, "")
    if point and point != ".":
        text = text.replace(".", "#").replace(point, ".")
    text = text.strip()
    return finite(NUMBERS.create_decimal(text)) if _NUMBER.fullmatch(text) else None


@builtin("not", "negand: any")
def negation(value: Value) -> bool | None:
    """Return the opposite of a boolean, null for anything else."""
    return not value if isinstance(value, bool) else None


@builtin("is", "value1: any", "value2: any", metered=True)
def is_identical(budget: Budget, left: Value, right: Value) -> bool | None:
    """Tell whether two values are the same, zone included; null for different types."""
    both_temporal = isinstance(left, _TEMPORAL) and isinstance(right, _TEMPORAL)
    if both_temporal and (type(left) is not type(right) or _zone(left) != _zone(right)):
        return False
    return equals(left, right, budget)


def _zone(value: Value) -> str | None:
    return zone_name(value) if isinstance(value, datetime | time) else None
