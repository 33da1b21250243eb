"""Where names are looked up: the context handed in, and what iterators and filters bind inside."""

from collections.abc import Mapping
from typing import Any

from app.engine.feel.limits import Budget
from app.engine.feel.values import Value, from_plain


class Scope:
    """Names bound within an expression, and the scope around it; all values are FEEL's own."""

    __slots__ = ("bound", "outer")

    def __init__(self, bound: Mapping[str, Value], outer: "Scope | Globals") -> None:
        self.bound = bound
        self.outer = outer

    def holds(self, name: str) -> bool:
        """Tell whether *name* is bound inside the expression, here or further out."""
        scope: Scope | Globals = self
        while isinstance(scope, Scope):
            if name in scope.bound:
                return True
            scope = scope.outer
        return False

    def read(self, name: str) -> Value:
        """Return the value of *name*, null if nothing has that name."""
        scope: Scope | Globals = self
        while isinstance(scope, Scope):
            if name in scope.bound:
                return scope.bound[name]
            scope = scope.outer
        return scope.read(name)


class Globals:
    """The context handed to an evaluation: plain data, turned into values when it is read."""

    __slots__ = ("budget", "plain", "values")

    def __init__(self, plain: Mapping[str, Any], budget: Budget) -> None:
        self.plain = plain
        self.budget = budget
        self.values: dict[str, Value] = {}

    def holds(self, name: str) -> bool:  # noqa: ARG002  # the same question as to an inner scope
        """Tell that nothing is bound inside the expression yet."""
        return False

    def read(self, name: str) -> Value:
        """Return the value of *name*, null if the context has no such entry."""
        if name not in self.values:
            self.values[name] = from_plain(self.plain.get(name), self.budget)
        return self.values[name]
