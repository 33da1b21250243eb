"""Comparisons, membership, types, three-valued logic and `if`."""

from typing import Any

from app.engine.feel import nodes
from app.engine.feel.comparison import compare, equals, includes, make_range
from app.engine.feel.evaluator import AnyScope, Evaluator, rule
from app.engine.feel.nodes import Node
from app.engine.feel.values import Range, Value, type_name


@rule(nodes.Comparison)
def comparison(run: Evaluator, node: nodes.Comparison, scope: AnyScope) -> Value:
    """Compare two values, null if they cannot be compared."""
    left, right = run.value(node.left, scope), run.value(node.right, scope)
    return compare(node.operator, left, right, run.budget)


@rule(nodes.Between)
def between(run: Evaluator, node: nodes.Between, scope: AnyScope) -> Value:
    """Tell whether a value lies between two others, themselves included."""
    low, high = run.value(node.low, scope), run.value(node.high, scope)
    if low is None or high is None:
        return None
    range_ = make_range(low, high, True, True)
    return None if range_ is None else includes(range_, run.value(node.value, scope))


@rule(nodes.In)
def is_in(run: Evaluator, node: nodes.In, scope: AnyScope) -> Value:
    """Tell whether a test holds: true if one does, null if none does and one cannot be decided."""
    value = run.value(node.value, scope)
    unknown = False
    for test in _tests(run, node, scope):
        result = _passes(run, value, test, scope)
        if result:
            return True
        unknown = unknown or result is None
    return None if unknown else False


def _tests(run: Evaluator, node: nodes.In, scope: AnyScope) -> list[Any]:
    """List the tests: parts of the expression still to be evaluated, or the items of a list."""
    first = node.tests[0]
    if node.bracketed or isinstance(first, nodes.UnaryTest):
        return list(node.tests)
    target = run.value(first, scope)
    if target is None:
        return [nodes.UnaryTest("<", nodes.Literal(None))]
    return target if type(target) is list else [target]


def _passes(run: Evaluator, value: Value, test: Any, scope: AnyScope) -> bool | None:
    run.budget.spend(1)
    if isinstance(test, nodes.UnaryTest):
        return compare(test.operator, value, run.value(test.operand, scope), run.budget)
    if isinstance(test, Node):
        test = run.value(test, scope)
    if isinstance(test, Range):
        return includes(test, value)
    return equals(test, value, run.budget) is True


@rule(nodes.InstanceOf)
def instance_of(run: Evaluator, node: nodes.InstanceOf, scope: AnyScope) -> Value:
    """Tell whether a value is of a type; null is of none."""
    value = run.value(node.value, scope)
    if node.type_name == "Any":
        return value is not None
    name = type_name(value) or ""
    return name == node.type_name or (node.type_name == "duration" and name.endswith("duration"))


@rule(nodes.Conjunction)
def conjunction(run: Evaluator, node: nodes.Conjunction, scope: AnyScope) -> Value:
    """Apply three-valued `and`: what is no boolean counts as null."""
    result: bool | None = True
    for operand in node.operands:
        value = run.value(operand, scope)
        if value is False:
            return False
        if value is not True:
            result = None
    return result


@rule(nodes.Disjunction)
def disjunction(run: Evaluator, node: nodes.Disjunction, scope: AnyScope) -> Value:
    """Apply three-valued `or`: what is no boolean counts as null."""
    result: bool | None = False
    for operand in node.operands:
        value = run.value(operand, scope)
        if value is True:
            return True
        if value is not False:
            result = None
    return result


@rule(nodes.If)
def if_(run: Evaluator, node: nodes.If, scope: AnyScope) -> Value:
    """Evaluate one of the branches."""
    chosen = node.consequence if holds(run.value(node.condition, scope)) else node.alternative
    return run.value(chosen, scope)


def holds(value: Value) -> bool:
    """Tell whether a condition counts as fulfilled: as in feelin, anything but false and null does."""
    return value is not False and value is not None
