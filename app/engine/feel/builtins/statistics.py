"""Functions that sum a list up in one value; they take a list, or its items as arguments."""

from collections import Counter
from decimal import Decimal

from app.engine.feel.arithmetic import NUMBERS, finite
from app.engine.feel.builtins.registry import builtin
from app.engine.feel.comparison import order
from app.engine.feel.values import Value


@builtin("count", "list: list")
def count(items: list[Value]) -> Decimal:
    """Count the items."""
    return Decimal(len(items))


@builtin("min", "*list: any")
def least(items: list[Value]) -> Value:
    """Return the smallest item; null for an empty list or items that have no order."""
    return _extreme(items, -1)


@builtin("max", "*list: any")
def greatest(items: list[Value]) -> Value:
    """Return the largest item; null for an empty list or items that have no order."""
    return _extreme(items, 1)


def _extreme(items: list[Value], direction: int) -> Value:
    best = items[0] if items else None
    for item in items:
        ordering = order(item, best)
        if ordering is None:
            return None
        best = item if ordering == direction else best
    return best


@builtin("sum", "*list: number")
def total(numbers: list[Decimal]) -> Decimal | None:
    """Add the numbers; null for an empty list."""
    return _sum(numbers) if numbers else None


def _sum(numbers: list[Decimal]) -> Decimal | None:
    result = Decimal()
    for number in numbers:
        result = NUMBERS.add(result, number)
    return finite(result)


@builtin("mean", "*list: number")
def mean(numbers: list[Decimal]) -> Decimal | None:
    """Return the average; null for an empty list."""
    summed = total(numbers)
    return None if summed is None else NUMBERS.divide(summed, Decimal(len(numbers)))


@builtin("median", "*list: number")
def median(numbers: list[Decimal]) -> Decimal | None:
    """Return the middle number, or the average of the two middle ones."""
    if not numbers:
        return None
    ranked, middle = sorted(numbers), len(numbers) // 2
    if len(ranked) % 2:
        return ranked[middle]
    return mean(ranked[middle - 1 : middle + 1])


@builtin("stddev", "*list: number")
def standard_deviation(numbers: list[Decimal]) -> Decimal | None:
    """Return the standard deviation of a sample; null for fewer than two numbers."""
    average = mean(numbers)
    if average is None or len(numbers) < 2:
        return None
    differences = [NUMBERS.subtract(number, average) for number in numbers]
    squares = _sum([NUMBERS.multiply(difference, difference) for difference in differences])
    return None if squares is None else NUMBERS.sqrt(NUMBERS.divide(squares, Decimal(len(numbers) - 1)))


@builtin("mode", "*list: number")
def mode(numbers: list[Decimal]) -> list[Decimal]:
    """List the numbers that occur most often, in ascending order."""
    counts = Counter(numbers)
    most = max(counts.values(), default=0)
    return sorted(number for number, times in counts.items() if times == most)


@builtin("product", "*list: number")
def product(numbers: list[Decimal]) -> Decimal | None:
    """Multiply the numbers; null for an empty list."""
    if not numbers:
        return None
    result = Decimal(1)
    for number in numbers:
        result = NUMBERS.multiply(result, number)
    return finite(result)


@builtin("all", "*list: any")
def all_true(items: list[Value]) -> bool | None:
    """Tell whether every item is true: false if one is false, else null if one is not a boolean."""
    if any(item is False for item in items):
        return False
    return True if all(item is True for item in items) else None


@builtin("any", "*list: any")
def any_true(items: list[Value]) -> bool | None:
    """Tell whether an item is true: true if one is, else null if one is not a boolean."""
    if any(item is True for item in items):
        return True
    return False if all(item is False for item in items) else None
