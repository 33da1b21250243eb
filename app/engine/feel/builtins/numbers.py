"""Functions on numbers."""

import decimal
from datetime import timedelta
from decimal import Decimal

from app.engine.feel.arithmetic import NUMBERS, finite
from app.engine.feel.builtins.registry import builtin
from app.engine.feel.durations import YearsMonths
from app.engine.feel.limits import Budget
from app.engine.feel.values import Value, whole

_TRANSCENDENTAL_STEPS = 50
_MAX_SCALE = 300
_EXACT = decimal.Context(prec=4 * _MAX_SCALE, traps=[])


def _round(number: Decimal, scale: Decimal, rounding: str) -> Decimal | None:
    """Round to *scale* digits after the point (before it if negative); null for a scale that is no integer."""
    digits = whole(scale)
    if digits is None or abs(digits) > _MAX_SCALE:
        return None
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -digits:
        return number
    return finite(number.quantize(Decimal((0, (1,), -digits)), rounding=rounding, context=_EXACT))


@builtin("decimal", "n: number", "scale: number")
def round_half_even(number: Decimal, scale: Decimal) -> Decimal | None:
    """Round to *scale* digits, halves to the even neighbour."""
    return _round(number, scale, decimal.ROUND_HALF_EVEN)


@builtin("floor", "n: number", "scale: number?")
def floor(number: Decimal, scale: Decimal | None = None) -> Decimal | None:
    """Round down, towards minus infinity."""
    return _round(number, scale or Decimal(), decimal.ROUND_FLOOR)


@builtin("ceiling", "n: number", "scale: number?")
def ceiling(number: Decimal, scale: Decimal | None = None) -> Decimal | None:
    """Round up, towards plus infinity."""
    return _round(number, scale or Decimal(), decimal.ROUND_CEILING)


@builtin("round up", "n: number", "scale: number")
def round_up(number: Decimal, scale: Decimal) -> Decimal | None:
    """Round away from zero."""
    return _round(number, scale, decimal.ROUND_UP)


@builtin("round down", "n: number", "scale: number")
def round_down(number: Decimal, scale: Decimal) -> Decimal | None:
    """Round towards zero."""
    return _round(number, scale, decimal.ROUND_DOWN)


@builtin("round half up", "n: number", "scale: number")
def round_half_up(number: Decimal, scale: Decimal) -> Decimal | None:
    """Round to the nearest, halves away from zero."""
    return _round(number, scale, decimal.ROUND_HALF_UP)


@builtin("round half down", "n: number", "scale: number")
def round_half_down(number: Decimal, scale: Decimal) -> Decimal | None:
    """Round to the nearest, halves towards zero."""
    return _round(number, scale, decimal.ROUND_HALF_DOWN)


@builtin("abs", "n: any")
def absolute(value: Value) -> Value:
    """Return a number or duration without its sign."""
    if isinstance(value, YearsMonths):
        return YearsMonths(abs(value.months))
    if isinstance(value, Decimal):
        return value.copy_abs()
    return abs(value) if isinstance(value, timedelta) else None


@builtin("modulo", "dividend: number", "divisor: number")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal | None:
    """Return the remainder, with the sign of the divisor; null for a divisor of zero."""
    if not divisor:
        return None
    quotient = floor(NUMBERS.divide(dividend, divisor))
    return None if quotient is None else finite(NUMBERS.subtract(dividend, NUMBERS.multiply(divisor, quotient)))


@builtin("sqrt", "number: number")
def square_root(number: Decimal) -> Decimal | None:
    """Return the square root; null for a negative number."""
    return None if number < 0 else finite(NUMBERS.sqrt(number))


@builtin("log", "number: number", metered=True)
def natural_logarithm(budget: Budget, number: Decimal) -> Decimal | None:
    """Return the natural logarithm; null unless the number is positive."""
    budget.spend(_TRANSCENDENTAL_STEPS)
    return finite(NUMBERS.ln(number)) if number > 0 else None


@builtin("exp", "number: number", metered=True)
def exponential(budget: Budget, number: Decimal) -> Decimal | None:
    """Return e to the power of the number."""
    budget.spend(_TRANSCENDENTAL_STEPS)
    return finite(NUMBERS.exp(number))


@builtin("odd", "number: number")
def is_odd(number: Decimal) -> bool:
    """Tell whether the number is an odd integer."""
    integer = whole(number)
    return integer is not None and integer % 2 == 1


@builtin("even", "number: number")
def is_even(number: Decimal) -> bool:
    """Tell whether the number is an even integer."""
    integer = whole(number)
    return integer is not None and integer % 2 == 0
