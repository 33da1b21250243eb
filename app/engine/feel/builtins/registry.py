"""Where a built-in function is declared: its name, its parameters and how arguments fit them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from app.engine.feel.durations import YearsMonths
from app.engine.feel.limits import CHARACTERS_PER_STEP, Budget
from app.engine.feel.values import Range, Value

Implementation = Callable[..., Value]
_Function = TypeVar("_Function", bound=Implementation)

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (Decimal,),
    "boolean": (bool,),
    "date": (date, datetime),
    "time": (time,),
    "duration": (timedelta, YearsMonths),
    "context": (dict,),
    "range": (Range,),
}
_NO_FIT = object()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name for named arguments, the type it takes, whether it may be left out."""

    name: str
    type_name: str
    optional: bool
    variadic: bool

    @classmethod
    def read(cls, text: str) -> "Parameter":
        """Read `name: type`, `name: type?` (may be left out) or `*name: type` (any number)."""
        name, type_name = (part.strip() for part in text.split(":"))
        return cls(name.lstrip("*"), type_name.rstrip("?"), type_name.endswith("?"), variadic=name.startswith("*"))

    def fit(self, value: Value) -> Value:
        """Coerce *value* as FEEL does: an item to a list of one, a list of one to its item."""
        if self.type_name == "any":
            return value
        if value is None:
            return None if self.optional else _NO_FIT
        if self.type_name == "list":
            return value if type(value) is list else [value]
        types = _TYPES[self.type_name]
        if type(value) is list and len(value) == 1:
            value = value[0]
        return value if type(value) in types else _NO_FIT


@dataclass(frozen=True, slots=True)
class Builtin:
    """A built-in function. Arguments that do not fit its parameters make the call null."""

    name: str
    parameters: tuple[Parameter, ...]
    implementation: Implementation
    metered: bool
    """It is handed the budget before its arguments, to charge for what it does."""
    reads_clock: bool
    """It is handed the present moment and nothing else."""

    @property
    def variadic(self) -> bool:
        """The last parameter takes any number of arguments, or one list of them."""
        return bool(self.parameters) and self.parameters[-1].variadic

    @property
    def least(self) -> int:
        """The number of arguments that must be there."""
        return sum(not parameter.optional for parameter in self.parameters)

    def accepts(self, count: int) -> bool:
        """Tell whether the function can be called with *count* arguments."""
        return count >= self.least and (self.variadic or count <= len(self.parameters))

    def position(self, name: str) -> int | None:
        """Find the parameter called *name*."""
        return next((at for at, parameter in enumerate(self.parameters) if parameter.name == name), None)

    def call(self, arguments: list[Value], budget: Budget) -> Value:
        """Fit the arguments and run the function, charging for the size of what it is given."""
        fitted = self._fit(arguments)
        if fitted is None:
            return None
        for value in fitted:
            if type(value) is list or type(value) is dict:
                budget.spend(2 * len(value))
            elif type(value) is str:
                budget.spend(len(value) // CHARACTERS_PER_STEP)
        return self.implementation(budget, *fitted) if self.metered else self.implementation(*fitted)

    def _fit(self, arguments: list[Value]) -> list[Value] | None:
        if self.variadic:
            arguments = self._gather(arguments)
        fitted: list[Value] = []
        for parameter, value in zip(self.parameters, arguments, strict=False):
            if parameter.variadic:
                items = [parameter.fit(item) for item in value]
                value = _NO_FIT if any(item is _NO_FIT for item in items) else items
            else:
                value = parameter.fit(value)
            if value is _NO_FIT:
                return None
            fitted.append(value)
        return fitted

    def _gather(self, arguments: list[Value]) -> list[Value]:
        """Put the arguments of the variadic parameter into one list, or take the only one if it is a list."""
        fixed = len(self.parameters) - 1
        rest = arguments[fixed:]
        if fixed == 0 and len(rest) == 1 and type(rest[0]) is list:
            rest = rest[0]
        return [*arguments[:fixed], rest]


BUILTINS: dict[str, list[Builtin]] = {}
"""The functions by name; one with several signatures is there once for each."""


def builtin(
    name: str, *parameters: str, metered: bool = False, reads_clock: bool = False
) -> Callable[[_Function], _Function]:
    """Register a function under its FEEL name; `Parameter.read` explains how parameters are written."""
    read = tuple(map(Parameter.read, parameters))

    def register(implementation: _Function) -> _Function:
        signature = Builtin(name, read, implementation, metered, reads_clock)
        BUILTINS.setdefault(name, []).append(signature)
        return implementation

    return register
