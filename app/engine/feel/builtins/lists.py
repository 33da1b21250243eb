"""Functions on lists. Positions count from 1, or from the end if negative."""

from decimal import Decimal

from app.engine.feel.builtins.registry import builtin
from app.engine.feel.builtins.strings import span
from app.engine.feel.comparison import same
from app.engine.feel.limits import MAX_DEPTH, Budget, too_deep
from app.engine.feel.values import Value, offset


@builtin("list contains", "list: list", "element: any", metered=True)
def list_contains(budget: Budget, items: list[Value], element: Value) -> bool:
    """Tell whether *element* is among the items; null may be."""
    return any(same(item, element, budget) for item in items)


@builtin("index of", "list: list", "match: any", metered=True)
def index_of(budget: Budget, items: list[Value], match: Value) -> list[Decimal]:
    """List the positions at which *match* stands."""
    return [Decimal(at) for at, item in enumerate(items, start=1) if same(item, match, budget)]


@builtin("sublist", "list: list", "start: number", "length: number?")
def sublist(items: list[Value], start: Decimal, length: Decimal | None = None) -> list[Value] | None:
    """Cut out a part; null for a position that is not in the list or a negative length."""
    part = span(start, length, len(items))
    return None if part is None else items[part]


@builtin("append", "list: list", "*item: any")
def append(items: list[Value], added: list[Value]) -> list[Value]:
    """Add items at the end."""
    return [*items, *added]


@builtin("concatenate", "*list: any", metered=True)
def concatenate(budget: Budget, lists: list[Value]) -> list[Value]:
    """Join lists; an argument that is no list is an item."""
    joined: list[Value] = []
    for part in lists:
        joined += part if type(part) is list else [part]
        budget.spend(len(part) if type(part) is list else 1)
    return joined


@builtin("insert before", "list: list", "position: number", "newItem: any")
def insert_before(items: list[Value], at: Decimal, item: Value) -> list[Value] | None:
    """Insert an item before the position; one after the last adds it at the end."""
    place = len(items) if at == len(items) + 1 else offset(at, len(items))
    return None if place is None else [*items[:place], item, *items[place:]]


@builtin("remove", "list: list", "position: number")
def remove(items: list[Value], at: Decimal) -> list[Value] | None:
    """Leave out the item at the position; null if there is none."""
    place = offset(at, len(items))
    return None if place is None else items[:place] + items[place + 1 :]


@builtin("list replace", "list: list", "position: number", "newItem: any")
def list_replace(items: list[Value], at: Decimal, item: Value) -> list[Value] | None:
    """Put another item at the position; null if there is none."""
    place = offset(at, len(items))
    return None if place is None else [*items[:place], item, *items[place + 1 :]]


@builtin("reverse", "list: list")
def reverse(items: list[Value]) -> list[Value]:
    """Turn the order round."""
    return items[::-1]


@builtin("distinct values", "list: list", metered=True)
def distinct_values(budget: Budget, items: list[Value]) -> list[Value]:
    """Keep the first of items that are the same."""
    kept: list[Value] = []
    for item in items:
        budget.spend(1 + len(kept) // 4)
        if not any(same(item, other, budget) for other in kept):
            kept.append(item)
    return kept


@builtin("union", "*list: list", metered=True)
def union(budget: Budget, lists: list[list[Value]]) -> list[Value]:
    """Join lists and keep the first of items that are the same."""
    return distinct_values(budget, concatenate(budget, lists))


@builtin("flatten", "list: list", metered=True)
def flatten(budget: Budget, items: list[Value]) -> list[Value]:
    """Replace lists inside the list by their items, at every depth."""
    flat: list[Value] = []
    _flatten_into(flat, items, budget, 0)
    return flat


def _flatten_into(flat: list[Value], items: list[Value], budget: Budget, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise too_deep()
    budget.spend(1 + len(items))
    for item in items:
        if type(item) is list:
            _flatten_into(flat, item, budget, depth + 1)
        else:
            flat.append(item)
