"""Evaluate a parsed expression by walking it: no generated code, no access to Python objects."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.engine.feel.errors import FeelEvaluationError
from app.engine.feel.limits import MAX_DEPTH, Budget, too_deep
from app.engine.feel.nodes import Node
from app.engine.feel.scope import Globals, Scope
from app.engine.feel.values import Value

AnyScope = Scope | Globals
Rule = Callable[["Evaluator", Any, AnyScope], Value]

_RULES: dict[type[Node], Rule] = {}


def rule(kind: type[Node]) -> Callable[[Rule], Rule]:
    """Register the function that gives the value of one kind of node."""

    def register(function: Rule) -> Rule:
        _RULES[kind] = function
        return function

    return register


class Evaluator:
    """One evaluation: its context, its clock and what it may still spend."""

    __slots__ = ("budget", "clock", "globals")

    def __init__(self, context: Mapping[str, Any], now: datetime | None, max_steps: int) -> None:
        self.budget = Budget(max_steps)
        self.globals = Globals(context, self.budget)
        self.clock = now

    def run(self, root: Node) -> Value:
        """Return the value of the whole expression, making sure that it can be handled safely."""
        value = self.value(root, self.globals)
        if type(value) is list or type(value) is dict:
            _measure(value, self.budget, 0)
        return value

    def value(self, node: Node, scope: AnyScope) -> Value:
        """Return the value of one part of the expression."""
        budget = self.budget
        budget.left -= 1
        if budget.left < 0:
            budget.spend(0)
        return _RULES[type(node)](self, node, scope)

    def now(self) -> datetime:
        """Return the present moment, if the expression may know it."""
        if self.clock is None:
            raise FeelEvaluationError(
                "This expression must not depend on the present time.",
                "Biểu thức ở vị trí này không được phụ thuộc vào thời điểm hiện tại.",
            )
        return self.clock


def _measure(value: Value, budget: Budget, depth: int) -> None:
    """Charge for every part of a result, so that whoever receives it can walk it safely."""
    if depth > MAX_DEPTH:
        raise too_deep()
    budget.spend(1 + len(value))
    for part in value.values() if type(value) is dict else value:
        if type(part) is dict or type(part) is list:
            _measure(part, budget, depth + 1)
