"""Equality, order and membership, with null wherever two values cannot be compared."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from app.engine.feel.durations import YearsMonths
from app.engine.feel.limits import MAX_DEPTH, Budget, too_deep
from app.engine.feel.values import Range, Value
from app.engine.feel.zones import anchored

_ORDERED = frozenset({Decimal, str, date, time, datetime, timedelta, YearsMonths})
_INSTANTS = frozenset({time, datetime})


def equals(left: Value, right: Value, budget: Budget, depth: int = 0) -> bool | None:
    """Tell whether two values are equal; null for different types, null itself being equal to null only.

    A list of one item equals the item, and an empty list equals an empty list.
    """
    if left is None or right is None:
        return left is right
    if type(left) is list and len(left) < 2:
        left = left[0] if left else None
    if type(right) is list and len(right) < 2:
        right = right[0] if right else None
    kind = type(left)
    if kind is not type(right):
        return None
    if kind in _INSTANTS:
        return bool(anchored(left, right) == anchored(right, left))
    if kind is list or kind is dict or kind is Range:
        return _equal_parts(left, right, budget, depth + 1)
    return bool(left == right)


def _equal_parts(left: Any, right: Any, budget: Budget, depth: int) -> bool:
    if depth > MAX_DEPTH:
        raise too_deep()
    if isinstance(left, Range):
        return (
            (left.start_included, left.end_included) == (right.start_included, right.end_included)
            and equals(left.start, right.start, budget, depth) is True
            and equals(left.end, right.end, budget, depth) is True
        )
    if len(left) != len(right):
        return False
    budget.spend(len(left))
    if isinstance(left, list):
        return all(equals(a, b, budget, depth) for a, b in zip(left, right, strict=True))
    return all(key in right and equals(item, right[key], budget, depth) for key, item in left.items())


def same(left: Value, right: Value, budget: Budget) -> bool:
    """Tell whether two items of lists are the same: equal, of one type, a list never equal to its item."""
    return type(left) is type(right) and (
        (left == right if type(left) is str else equals(left, right, budget) is True)
        and (type(left) is not list or len(left) == len(right))
    )


def order(left: Value, right: Value) -> int | None:
    """Return -1, 0 or 1 as *left* comes before, with or after *right*; None if they have no order."""
    kind = type(left)
    if kind is not type(right) or kind not in _ORDERED:
        return None
    if kind in _INSTANTS:
        left, right = anchored(left, right), anchored(right, left)
    return int(left > right) - int(left < right)


def compare(operator: str, left: Value, right: Value, budget: Budget) -> bool | None:
    """Apply one of = != < <= > >=."""
    if operator == "=":
        return equals(left, right, budget)
    if operator == "!=":
        result = equals(left, right, budget)
        return None if result is None else not result
    ordering = order(left, right)
    if ordering is None:
        return None
    if operator == "<":
        return ordering < 0
    if operator == "<=":
        return ordering <= 0
    return ordering > 0 if operator == ">" else ordering >= 0


def make_range(start: Value, end: Value, start_included: bool, end_included: bool) -> Range | None:
    """Build a range; null unless its bounds have one ordered type. A null bound is open."""
    if start is None and end is None:
        return Range(None, None, False, False)
    known = end if start is None else start
    if type(known) not in _ORDERED or (end is not None and type(end) is not type(known)):
        return None
    return Range(start, end, start_included and start is not None, end_included and end is not None)


def includes(range_: Range, value: Value) -> bool | None:
    """Tell whether a point, or a whole range, lies in *range_*; null if they cannot be compared.

    Bounds in descending order are read the other way round.
    """
    if value is None or (range_.start is None and range_.end is None):
        return None
    if isinstance(value, Range):
        return _includes_range(range_, value)
    low, high = (range_.start, range_.start_included), (range_.end, range_.end_included)
    if low[0] is not None and high[0] is not None and order(low[0], high[0]) == 1:
        low, high = high, low
    above = _beyond(value, *low, direction=1)
    below = _beyond(value, *high, direction=-1)
    return None if above is None or below is None else above and below


def _beyond(value: Value, bound: Value, included: bool, *, direction: int) -> bool | None:
    """Tell whether *value* lies on the side of *bound* that *direction* points to."""
    if bound is None:
        return True
    ordering = order(value, bound)
    if ordering is None:
        return None
    return ordering == direction or (included and ordering == 0)


def _includes_range(outer: Range, inner: Range) -> bool | None:
    return _all_known(
        _bound_within(outer.start, outer.start_included, inner.start, inner.start_included, -1),
        _bound_within(outer.end, outer.end_included, inner.end, inner.end_included, 1),
    )


def _bound_within(outer: Value, outer_in: bool, inner: Value, inner_in: bool, side: int) -> bool | None:
    if outer is None:
        return True
    if inner is None:
        return False
    ordering = order(outer, inner)
    if ordering is None:
        return None
    return ordering == side or (ordering == 0 and (outer_in or not inner_in))


def _all_known(left: bool | None, right: bool | None) -> bool | None:
    return None if left is None or right is None else left and right
