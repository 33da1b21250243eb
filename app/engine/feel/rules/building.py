"""Lists, contexts, ranges and arithmetic."""

from app.engine.feel import nodes
from app.engine.feel.arithmetic import calculate, negate
from app.engine.feel.comparison import make_range
from app.engine.feel.evaluator import AnyScope, Evaluator, rule
from app.engine.feel.scope import Scope
from app.engine.feel.values import Value


@rule(nodes.ListLiteral)
def list_literal(run: Evaluator, node: nodes.ListLiteral, scope: AnyScope) -> Value:
    """Build a list."""
    return [run.value(item, scope) for item in node.items]


@rule(nodes.ContextLiteral)
def context_literal(run: Evaluator, node: nodes.ContextLiteral, scope: AnyScope) -> Value:
    """Build a context; each entry sees those before it."""
    made: dict[str, Value] = {}
    inner = Scope(made, scope)
    for entry in node.entries:
        made[entry.key] = run.value(entry.value, inner)
    return made


@rule(nodes.Interval)
def interval(run: Evaluator, node: nodes.Interval, scope: AnyScope) -> Value:
    """Build a range, null if its bounds do not fit."""
    start, end = run.value(node.start, scope), run.value(node.end, scope)
    return make_range(start, end, node.start_included, node.end_included)


@rule(nodes.Negation)
def negation(run: Evaluator, node: nodes.Negation, scope: AnyScope) -> Value:
    """Change the sign."""
    return negate(run.value(node.operand, scope))


@rule(nodes.Arithmetic)
def arithmetic(run: Evaluator, node: nodes.Arithmetic, scope: AnyScope) -> Value:
    """Calculate, null for operands that do not fit."""
    left, right = run.value(node.left, scope), run.value(node.right, scope)
    return calculate(node.operator, left, right, run.budget)
