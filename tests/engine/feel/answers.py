"""The shared tables and how answers are written in them and compared."""

import json
import math
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from app.engine.feel import Range, YearsMonths, to_plain
from app.engine.feel.temporal_text import parse_temporal

HERE = Path(__file__).parent
TABLE = json.loads((HERE / "table.json").read_text(encoding="utf-8"))
DIFFERENCES = json.loads((HERE / "differences.json").read_text(encoding="utf-8"))


def written(value: Any) -> Any:
    """Write a value as the tables do: dates, times and durations as {"@": text}, ranges as {"range": text}."""
    if isinstance(value, Range):
        return {"range": str(value)}
    if isinstance(value, date | time | timedelta | YearsMonths):
        return {"@": to_plain(value)}
    if isinstance(value, list):
        return [written(item) for item in value]
    if isinstance(value, dict):
        return {key: written(item) for key, item in value.items()}
    return to_plain(value)


def read(context: Any) -> Any:
    """Read the context of a row."""
    if isinstance(context, list):
        return [read(item) for item in context]
    if isinstance(context, dict):
        return parse_temporal(context["@"]) if "@" in context else {key: read(item) for key, item in context.items()}
    return context


def agree(left: Any, right: Any) -> bool:
    """Compare two answers: exactly, but for the last digits of the browser's binary numbers."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return math.isclose(left, right, rel_tol=1e-12)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(agree, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(agree(left[key], right[key]) for key in left)
    return type(left) is type(right) and left == right
