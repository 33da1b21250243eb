"""Addition, subtraction, multiplication, division and powers; null for operands that do not fit."""

import decimal
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from app.engine.feel.durations import YearsMonths
from app.engine.feel.limits import MAX_NUMBER_EXPONENT, Budget, too_large
from app.engine.feel.temporal_arithmetic import divide_duration, scale_duration, shift, subtract
from app.engine.feel.values import Value

NUMBERS = decimal.Context(
    prec=34,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-MAX_NUMBER_EXPONENT,
    Emax=MAX_NUMBER_EXPONENT - 1,
    traps=[],
)
"""Decimal arithmetic of 34 digits, as DMN asks for (IEEE 754 decimal128)."""

_POWER_STEPS = 100
_DURATIONS = (timedelta, YearsMonths)


def finite(number: Decimal) -> Decimal | None:
    """Pass a result on: null if it is not a number, `LimitExceeded` if it is too large."""
    if number.is_finite():
        return number
    if number.is_nan():
        return None
    raise too_large()


def calculate(operator: str, left: Value, right: Value, budget: Budget) -> Value:
    """Apply one of + - * / **."""
    if type(left) is Decimal and type(right) is Decimal:
        if operator == "**":
            budget.spend(_POWER_STEPS)
        return _NUMERIC[operator](left, right)
    if operator == "+" and type(left) is str and type(right) is str:
        return budget.spend_text(left + right)
    try:
        return _temporal(operator, left, right)
    except (OverflowError, ValueError) as error:
        raise too_large() from error


def negate(value: Value) -> Value:
    """Change the sign of a number or duration."""
    if type(value) is Decimal:
        return NUMBERS.minus(value)
    if isinstance(value, timedelta):
        return -value
    return YearsMonths(-value.months) if isinstance(value, YearsMonths) else None


def _divide(left: Decimal, right: Decimal) -> Decimal | None:
    return finite(NUMBERS.divide(left, right)) if right else None


def _power(base: Decimal, exponent: Decimal) -> Decimal | None:
    if not exponent:
        return Decimal(1)
    if not base and exponent < 0:
        return None
    return finite(NUMBERS.power(base, exponent))


_NUMERIC: dict[str, Callable[[Decimal, Decimal], Decimal | None]] = {
    "+": lambda left, right: finite(NUMBERS.add(left, right)),
    "-": lambda left, right: finite(NUMBERS.subtract(left, right)),
    "*": lambda left, right: finite(NUMBERS.multiply(left, right)),
    "/": _divide,
    "**": _power,
}


def _temporal(operator: str, left: Value, right: Value) -> Value:
    if operator == "+":
        return _add(left, right)
    if operator == "-":
        return _subtract(left, right)
    if operator == "*":
        if isinstance(left, Decimal):
            left, right = right, left
        both = isinstance(left, _DURATIONS) and isinstance(right, Decimal)
        return scale_duration(left, right, NUMBERS.multiply) if both else None
    if operator == "/" and isinstance(left, _DURATIONS):
        return _divide_duration(left, right)
    return None


def _add(left: Value, right: Value) -> Value:
    if isinstance(left, _DURATIONS) and not isinstance(right, _DURATIONS):
        left, right = right, left
    if isinstance(left, date | time) and isinstance(right, _DURATIONS):
        return shift(left, right)
    if isinstance(left, timedelta) and isinstance(right, timedelta):
        return left + right
    if isinstance(left, YearsMonths) and isinstance(right, YearsMonths):
        return YearsMonths(left.months + right.months)
    return None


def _subtract(left: Value, right: Value) -> Value:
    if isinstance(right, _DURATIONS):
        return _add(left, negate(right)) if isinstance(left, date | time | timedelta | YearsMonths) else None
    if isinstance(left, date | datetime | time) and isinstance(right, date | datetime | time):
        return subtract(left, right)
    return None


def _divide_duration(left: timedelta | YearsMonths, right: Value) -> Value:
    if isinstance(right, Decimal):
        return scale_duration(left, right, NUMBERS.divide) if right else None
    if type(left) is not type(right) or not isinstance(right, _DURATIONS):
        return None
    return divide_duration(left, right, NUMBERS)
