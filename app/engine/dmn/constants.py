"""What is constant in a table: values that can be told without any case."""

from collections.abc import Iterable, Iterator

from app.engine.dmn.cells import Cell
from app.engine.environment import parsed
from app.engine.errors import ExpressionFailed
from app.engine.feel import FeelEvaluationError, nodes
from app.engine.feel.evaluator import Evaluator
from app.engine.feel.limits import MAX_STEPS
from app.engine.feel.names import FreeNames
from app.engine.feel.values import Range, Value


class NotConstant(Exception):
    """A value that depends on the case or on the present time."""


def constant(text: str) -> Value:
    """Return the value of `=FEEL`; raise NotConstant if it depends on anything or cannot be evaluated."""
    try:
        return _value(parsed(text).root)
    except ExpressionFailed as error:
        raise NotConstant from error


def boundaries(cells: Iterable[Cell]) -> list[Value]:
    """Return every constant that the cells compare with, bounds of ranges included; null if they name it.

    Raise NotConstant if one of them compares with anything else.
    """
    return [value for cell in cells for test in cell.tests for value in _compared(test)]


def _compared(node: nodes.Node) -> Iterator[Value]:
    match node:
        case nodes.UnaryTest():
            yield from _compared(node.operand)
        case nodes.Interval():
            yield from (bound for bound in (_value(node.start), _value(node.end)) if bound is not None)
        case nodes.ListLiteral():
            for item in node.items:
                yield from _compared(item)
        case _:
            yield from _scalars(_value(node))


def _scalars(value: Value) -> Iterator[Value]:
    if isinstance(value, Range):
        yield from (bound for bound in (value.start, value.end) if bound is not None)
    elif isinstance(value, list):
        for item in value:
            yield from _scalars(item)
    else:
        yield value


def _value(node: nodes.Node) -> Value:
    free = FreeNames()
    free.collect(node)
    if free.certain or free.possible:
        raise NotConstant
    try:
        return Evaluator({}, None, MAX_STEPS).run(node)
    except FeelEvaluationError as error:
        raise NotConstant from error
