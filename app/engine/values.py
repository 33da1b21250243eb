"""Variables as plain data, and their text form: JSON with exact decimals, dates and date-times.

A decimal is written {"$": "decimal", "v": "1.20"}, so `$` is the one key that values may not use.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from app.engine.errors import UnacceptableValue

MARK = "$"
MAX_DEPTH = 20
RESERVED = frozenset({"typename", "case"})

Variables = dict[str, Any]


def variables_from(given: Mapping[str, Any]) -> Variables:
    """Return a private copy of `given`; raise UnacceptableValue for a name or value that cannot be kept."""
    for name in given:
        if not isinstance(name, str) or not name.isidentifier() or name.startswith("__"):
            raise UnacceptableValue(f"{name!r} cannot be the name of a variable")
        if name in RESERVED:
            raise UnacceptableValue(f"{name!r} is reserved and cannot be the name of a variable")
    return {name: plain(value, name) for name, value in given.items()}


def plain(value: Any, name: str, depth: int = 0) -> Any:
    """Return a copy of `value` made of plain data only; `name` is the variable, for the message."""
    kind = type(value)
    if value is None or kind in (str, bool, int, date):
        return value
    if depth > MAX_DEPTH:
        raise UnacceptableValue(f"The variable {name!r} is nested too deeply")
    if kind in (float, Decimal):
        return _finite(value, name)
    if kind is datetime:
        return value
    if isinstance(value, Mapping):
        return {_key(key, name): plain(item, name, depth + 1) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray)):
        return [plain(item, name, depth + 1) for item in value]
    raise UnacceptableValue(f"The variable {name!r} holds a {kind.__name__}, which is not plain data")


def same(one: Any, other: Any) -> bool:
    """Tell whether two plain values are the same; unlike Python, true is not 1 and 1 is not 1.0."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def dump(value: Any) -> str:
    """Write plain data as text; the order of keys is kept."""
    return json.dumps(value, default=_encode, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def load(text: str) -> Any:
    """Read what `dump` wrote."""
    return json.loads(text, object_hook=_decode if f'"{MARK}":' in text else None)


def _finite(value: float | Decimal, name: str) -> float | Decimal:
    if not (value.is_finite() if isinstance(value, Decimal) else isfinite(value)):
        raise UnacceptableValue(f"The variable {name!r} holds a number that is not finite")
    return value


def _key(key: Any, name: str) -> str:
    if not isinstance(key, str) or key == MARK:
        raise UnacceptableValue(f"The variable {name!r} has a key that cannot be kept: {key!r}")
    return key


def _encode(value: Any) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {MARK: "decimal", "v": str(value)}
    if isinstance(value, datetime):
        return {MARK: "datetime", "v": value.isoformat()}
    if isinstance(value, date):
        return {MARK: "date", "v": value.isoformat()}
    raise UnacceptableValue(f"A {type(value).__name__} cannot be kept")


_DECODERS: dict[str, Any] = {
    "decimal": Decimal,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
}


def _decode(found: dict[str, Any]) -> Any:
    return _DECODERS[found[MARK]](found["v"]) if MARK in found else found
