"""`for`, `some` and `every`."""

from collections.abc import Iterator
from decimal import Decimal

from app.engine.feel import nodes
from app.engine.feel.comparison import make_range
from app.engine.feel.evaluator import AnyScope, Evaluator, rule
from app.engine.feel.rules.deciding import holds
from app.engine.feel.scope import Scope
from app.engine.feel.values import Range, Value, whole


class _NotIterable(Exception):
    """An iterator has nothing to iterate over: the whole expression is null."""


@rule(nodes.For)
def for_(run: Evaluator, node: nodes.For, scope: AnyScope) -> Value:
    """List the results of the body for every combination of items."""
    results: list[Value] = []
    try:
        for inner in _combinations(run, node.iterations, scope):
            if node.reads_partial:
                run.budget.spend(len(results))
                inner = Scope({"partial": list(results)}, inner)
            results.append(run.value(node.body, inner))
    except _NotIterable:
        return None
    return results


@rule(nodes.Quantified)
def quantified(run: Evaluator, node: nodes.Quantified, scope: AnyScope) -> Value:
    """Tell whether the condition holds for some, or for every combination of items."""
    try:
        outcomes = (holds(run.value(node.condition, inner)) for inner in _combinations(run, node.iterations, scope))
        return all(outcomes) if node.every else any(outcomes)
    except _NotIterable:
        return None


def _combinations(run: Evaluator, iterations: tuple[nodes.Iteration, ...], scope: AnyScope) -> Iterator[AnyScope]:
    """Yield a scope for each combination, later iterations seeing the names of earlier ones."""
    if not iterations:
        yield scope
        return
    first, rest = iterations[0], iterations[1:]
    for item in _items(run, first, scope):
        run.budget.spend(1)
        yield from _combinations(run, rest, Scope({first.name: item}, scope))


def _items(run: Evaluator, iteration: nodes.Iteration, scope: AnyScope) -> Iterator[Value]:
    source = run.value(iteration.source, scope)
    if iteration.end is not None:
        source = make_range(source, run.value(iteration.end, scope), True, True)
    if type(source) is list:
        return iter(source)
    if isinstance(source, Range):
        return _integers(source)
    raise _NotIterable


def _integers(range_: Range) -> Iterator[Decimal]:
    """Yield the integers of a range in its own direction; any other range cannot be iterated over."""
    start = whole(range_.start) if type(range_.start) is Decimal else None
    end = whole(range_.end) if type(range_.end) is Decimal else None
    if start is None or end is None:
        raise _NotIterable
    step = 1 if start <= end else -1
    first = start if range_.start_included else start + step
    beyond = end + step if range_.end_included else end
    return map(Decimal, range(first, beyond, step))
