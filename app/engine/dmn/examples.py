"""A few values that stand for all: every bound a column compares with, one value between, one beyond each end."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cmp_to_key
from itertools import pairwise
from typing import Any

from app.engine.dmn.constants import NotConstant
from app.engine.feel import YearsMonths
from app.engine.feel.comparison import order
from app.engine.feel.values import Value, text_of
from app.engine.feel.zones import anchored

KINDS: dict[str, type] = {
    "boolean": bool,
    "string": str,
    "number": Decimal,
    "integer": Decimal,
    "long": Decimal,
    "double": Decimal,
    "date": date,
    "dateTime": datetime,
    "date and time": datetime,
    "dayTimeDuration": timedelta,
    "days and time duration": timedelta,
    "yearMonthDuration": YearsMonths,
    "years and months duration": YearsMonths,
}
WHOLE = frozenset({"integer", "long"})
_OTHER_TEXT = "…"


def examples_of(constants: Iterable[Value], kind: str) -> list[Value]:
    """Return values of which each is told apart from its neighbours by nothing but `constants`, null last.

    `kind` is the column's `typeRef`: it adds a type nothing is compared with, and `integer` leaves out fractions.
    Raise NotConstant for types without examples (times of day, lists, contexts).
    """
    known = [value for value in constants if value is not None]
    kinds = dict.fromkeys(type(value) for value in known)
    if kind in KINDS:
        kinds[KINDS[kind]] = None
    found: list[Value] = []
    for each in kinds or {str: None}:
        found += _of_one_type(each, [value for value in known if type(value) is each])
    if kind in WHOLE:
        found = [value for value in found if not isinstance(value, Decimal) or value == value.to_integral_value()]
    return [*found, None]


def _of_one_type(kind: type, bounds: list[Any]) -> list[Value]:
    if kind is bool:
        return [True, False]
    if kind not in _SCALES:
        raise NotConstant
    scale = _SCALES[kind]
    points = _in_order(bounds)
    if not points:
        return [scale.any]
    candidates = [*scale.below(points[0]), *points, *scale.above(points[-1])]
    for low, high in pairwise(points):
        candidates += scale.between(low, high)
    found = _in_order(candidates)
    return found[::-1] if kind is str else found  # "…" says best what is meant by any other text


def _in_order(values: Iterable[Any]) -> list[Any]:
    """Sort values of one type, each once."""
    ordered = sorted(values, key=cmp_to_key(lambda left, right: order(left, right) or 0))
    return [value for at, value in enumerate(ordered) if not at or order(ordered[at - 1], value)]


@dataclass(frozen=True)
class _Scale:
    """How values of a type lie beside one another; each function gives no value or one."""

    any: Value
    below: Callable[[Any], list[Any]]
    between: Callable[[Any, Any], list[Any]]
    above: Callable[[Any], list[Any]]


def _number_between(low: Decimal, high: Decimal) -> list[Decimal]:
    """Prefer a whole number; there may be a fraction only, and for more than 28 digits nothing."""
    return _strictly(low, [Decimal(math.floor(low) + 1), (low + high) / 2], high)


def _text_between(low: str, high: str) -> list[str]:
    return _strictly(low, [low + _OTHER_TEXT, low + " ", low + "\0"], high)


def _moment_between(low: datetime, high: datetime) -> list[datetime]:
    begin, end = anchored(low, high), anchored(high, low)
    return _strictly(low, [begin + (end - begin) / 2], high)


def _strictly(low: Any, candidates: Iterable[Any], high: Any) -> list[Any]:
    """Return the first candidate that really lies between the two."""
    for candidate in candidates:
        if order(low, candidate) == order(candidate, high) == -1:
            return [candidate]
    return []


def _shifted(value: Any, step: Any) -> list[Any]:
    try:
        return [value + step]
    except OverflowError:  # there is no day beyond the last
        return []


def _by_steps(first: Any, step: Any) -> _Scale:
    """Return the scale of a type that is counted: its values lie one step apart."""
    return _Scale(
        any=first,
        below=lambda low: _shifted(low, -step),
        between=lambda low, high: _strictly(low, _shifted(low, step), high),
        above=lambda high: _shifted(high, step),
    )


_DAY = timedelta(days=1)
_NOW = datetime(2026, 1, 1)  # noqa: DTZ001  # any moment will do, and it must meet those with and without a zone
_SCALES: dict[type, _Scale] = {
    str: _Scale(
        any=_OTHER_TEXT,
        below=lambda low: [""] if low else [],
        between=_text_between,
        above=lambda high: [_OTHER_TEXT if high < _OTHER_TEXT else high + _OTHER_TEXT],
    ),
    Decimal: _Scale(
        any=Decimal(0),
        below=lambda low: [Decimal(math.ceil(low) - 1)],
        between=_number_between,
        above=lambda high: [Decimal(math.floor(high) + 1)],
    ),
    date: _by_steps(date(2026, 1, 1), _DAY),
    datetime: _Scale(
        any=_NOW,
        below=lambda low: _shifted(low, -_DAY),
        between=_moment_between,
        above=lambda high: _shifted(high, _DAY),
    ),
    timedelta: _Scale(
        any=_DAY,
        below=lambda low: _shifted(low, -_DAY),
        between=lambda low, high: _strictly(low, [low + (high - low) / 2], high),
        above=lambda high: _shifted(high, _DAY),
    ),
    YearsMonths: _Scale(
        any=YearsMonths(12),
        below=lambda low: [YearsMonths(low.months - 1)],
        between=lambda low, high: _strictly(low, [YearsMonths(low.months + 1)], high),
        above=lambda high: [YearsMonths(high.months + 1)],
    ),
}


def written(value: Value) -> str:
    """Write an example as FEEL does."""
    if isinstance(value, str):
        return f'"{value}"'
    if value is None or isinstance(value, bool | Decimal):
        return text_of(value)
    return f'@"{text_of(value)}"'
