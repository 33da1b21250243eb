"""The values of the language, and the way in and out for plain Python data.

Inside an evaluation a value is None, bool, str, Decimal, date, time, datetime, timedelta (days and time
duration), `YearsMonths`, list, dict or `Range`; nothing else ever gets in.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from app.engine.feel.durations import YearsMonths, days_time_text
from app.engine.feel.errors import FeelEvaluationError
from app.engine.feel.limits import MAX_DEPTH, MAX_NUMBER_EXPONENT, Budget, too_deep, too_large
from app.engine.feel.temporal_text import date_time_text, time_text

Value = Any
"""One of the types above; the evaluator, not the type checker, keeps to them."""

_AS_THEY_ARE = frozenset({type(None), bool, str, date, time, datetime, timedelta, YearsMonths})
_MAX_INTEGER_BITS = int(MAX_NUMBER_EXPONENT * math.log2(10))
_ITEMS_PER_STEP = 4


@dataclass(frozen=True, slots=True)
class Range:
    """What lies between two bounds; None for a bound means unbounded on that side."""

    start: Value
    end: Value
    start_included: bool
    end_included: bool

    def __str__(self) -> str:
        left, right = "[" if self.start_included else "(", "]" if self.end_included else ")"
        return f"{left}{text_of(self.start)}..{text_of(self.end)}{right}"


TYPE_NAMES: dict[type, str] = {
    bool: "boolean",
    Decimal: "number",
    str: "string",
    date: "date",
    time: "time",
    datetime: "date and time",
    timedelta: "days and time duration",
    YearsMonths: "years and months duration",
    list: "list",
    dict: "context",
    Range: "range",
}


def type_name(value: Value) -> str | None:
    """Name the type of *value* as FEEL does; None for null."""
    return TYPE_NAMES.get(type(value))


def from_plain(value: Any, budget: Budget, depth: int = 0) -> Value:
    """Turn data handed in by the application into values; refuse objects of any other kind.

    Floats are read by their shortest decimal form, so that 0.1 is exactly 0.1; NaN and infinities are null.
    """
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is int:
        return _number(value)
    if kind is Decimal or kind is float:
        return Decimal(repr(value)) if kind is float and math.isfinite(value) else _decimal(value)
    if depth > MAX_DEPTH:
        raise too_deep()
    if isinstance(value, Mapping):
        budget.spend(1 + len(value) // _ITEMS_PER_STEP)
        return {str(key): from_plain(item, budget, depth + 1) for key, item in value.items()}
    if kind is list or kind is tuple:
        budget.spend(1 + len(value) // _ITEMS_PER_STEP)
        return [from_plain(item, budget, depth + 1) for item in value]
    return _from_subclass(value)


def _number(value: int) -> Decimal:
    if value.bit_length() > _MAX_INTEGER_BITS:
        raise too_large()
    return Decimal(value)


def _decimal(value: Decimal | float) -> Decimal | None:
    if not math.isfinite(value):
        return None
    number = Decimal(value)
    if number and number.adjusted() >= MAX_NUMBER_EXPONENT:
        raise too_large()
    return number


def _from_subclass(value: Any) -> Value:
    """Take subclasses of plain types (string enums, lazy integers) by their plain value."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return _number(int(value))
    kind = type(value).__name__
    raise FeelEvaluationError(
        f"An expression cannot read a value of the type {kind}.",
        f"Biểu thức không đọc được giá trị kiểu {kind}.",
    )


def to_plain(value: Value) -> Any:
    """Turn a result into JSON-friendly data: int or float, ISO 8601 strings, lists and dicts."""
    if isinstance(value, Decimal):
        integer = whole(value)
        return float(value) if integer is None else integer
    if isinstance(value, list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    if value is None or isinstance(value, bool | str):
        return value
    return text_of(value)


def text_of(value: Value) -> str:
    """Write a scalar as FEEL's `string()` does; lists and contexts are not for this function."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, datetime):
        return date_time_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return time_text(value)
    if isinstance(value, timedelta):
        return days_time_text(value)
    return str(value)


def whole(number: Decimal) -> int | None:
    """Return an integral number as an int, None for any other."""
    return int(number) if number == number.to_integral_value() else None


def offset(position: Decimal, size: int) -> int | None:
    """Turn a position counted from 1, or from the end, into an offset; None if there is no such item."""
    at = whole(position)
    if not at or not -size <= at <= size:
        return None
    return at - 1 if at > 0 else size + at


def number_text(number: Decimal) -> str:
    """Write a number without exponent, trailing zeros or a negative zero."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
