"""Functions that relate points and ranges to one another; null where they cannot be compared."""

from app.engine.feel.builtins.registry import builtin
from app.engine.feel.comparison import includes, order
from app.engine.feel.values import Range, Value


@builtin("before", "a: any", "b: any")
def before(left: Value, right: Value) -> bool | None:
    """Tell whether a point or range ends before another begins."""
    end, end_included = _end(left)
    start, start_included = _start(right)
    ordering = order(end, start)
    if ordering is None:
        return None
    return ordering < 0 or (ordering == 0 and not (end_included and start_included))


@builtin("after", "a: any", "b: any")
def after(left: Value, right: Value) -> bool | None:
    """Tell whether a point or range begins after another ends."""
    return before(right, left)


def _start(value: Value) -> tuple[Value, bool]:
    return (value.start, value.start_included) if isinstance(value, Range) else (value, True)


def _end(value: Value) -> tuple[Value, bool]:
    return (value.end, value.end_included) if isinstance(value, Range) else (value, True)


@builtin("meets", "range1: range", "range2: range")
def meets(left: Range, right: Range) -> bool | None:
    """Tell whether a range ends exactly where another begins, both bounds included."""
    ordering = order(left.end, right.start)
    return None if ordering is None else ordering == 0 and left.end_included and right.start_included


@builtin("met by", "range1: range", "range2: range")
def met_by(left: Range, right: Range) -> bool | None:
    """Tell whether a range begins exactly where another ends, both bounds included."""
    return meets(right, left)


@builtin("overlaps", "range1: range", "range2: range")
def overlaps(left: Range, right: Range) -> bool | None:
    """Tell whether two ranges have a point in common."""
    first, second = before(left, right), before(right, left)
    return None if first is None or second is None else not first and not second


@builtin("includes", "range: range", "value: any")
def range_includes(range_: Range, value: Value) -> bool | None:
    """Tell whether a range includes a point or another range."""
    return includes(range_, value)
