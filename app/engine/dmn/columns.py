"""The columns of a table as sets: which rules hold for which examples of an input."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import and_

from app.engine.dmn.cells import STAND_IN, Cell
from app.engine.dmn.constants import NotConstant, boundaries
from app.engine.dmn.examples import examples_of
from app.engine.dmn.grid import Grid, Input
from app.engine.environment import parsed
from app.engine.feel import FeelEvaluationError, nodes
from app.engine.feel.values import Value

MAX_TESTS = 60_000
"""Cells times examples that are tried in one column; more cannot be told within the time of a check."""

_COUNTS = frozenset({"count", "string length"})


@dataclass(frozen=True)
class Column:
    """An input, once, however many columns of the table test it.

    `rows` has for each rule the set of `examples` it holds for, as the bits of a number. Those `wanted` must be
    answered by some rule. In a column that is not known a rule holds only if it asks for nothing there.
    """

    expression: str
    examples: tuple[Value, ...]
    rows: tuple[int, ...]
    wanted: int
    is_known: bool

    @property
    def tells(self) -> bool:
        """Tell whether some rule asks for this input."""
        return self.is_known and any(row != (1 << len(self.examples)) - 1 for row in self.rows)

    def matching(self) -> list[tuple[int, int]]:
        """Return the wanted examples, each with the rules that hold for it, of those alike the first only."""
        found: dict[int, int] = {}
        for at in range(len(self.examples)):
            if self.wanted >> at & 1:
                found.setdefault(sum(1 << row for row, holds in enumerate(self.rows) if holds >> at & 1), at)
        return [(at, rules) for rules, at in found.items()]


def columns_of(grid: Grid) -> list[Column]:
    """Return the inputs of a table; those that depend on one another, or on the case, are not known."""
    entangled = _entangled({part.expression for part in grid.inputs})
    columns = []
    for expression in dict.fromkeys(part.expression for part in grid.inputs):
        places = [at for at, part in enumerate(grid.inputs) if part.expression == expression]
        inputs = [grid.inputs[at] for at in places]
        cells = [[cell for at in places if (cell := row.cells[at])] for row in grid.rows]
        try:
            if expression in entangled:
                raise NotConstant
            columns.append(_known(inputs, cells))
        except (NotConstant, FeelEvaluationError):
            columns.append(Column(expression, (None,), tuple(int(not asked) for asked in cells), 1, is_known=False))
    return columns


def _known(inputs: list[Input], rows: list[list[Cell]]) -> Column:
    """Try every cell on every example. Raise NotConstant where that tells nothing."""
    allowed = [part.allowed for part in inputs if part.allowed]
    constants = boundaries([*(cell for row in rows for cell in row), *allowed])
    examples = _examples(inputs, allowed, constants)
    conditions = {cell: cell.condition(STAND_IN) for row in rows for cell in row}
    if not examples or len(conditions) * len(examples) > MAX_TESTS:
        raise NotConstant
    held = {cell: _set_of(_passes(text, value) for value in examples) for cell, text in conditions.items()}
    everything = (1 << len(examples)) - 1
    sets = tuple(reduce(and_, (held[cell] for cell in row), everything) for row in rows)
    wanted = _set_of(value is not None or None in constants for value in examples)
    return Column(inputs[0].expression, tuple(examples), sets, wanted, is_known=True)


def _examples(inputs: list[Input], allowed: list[Cell], constants: list[Value]) -> list[Value]:
    """Return the examples that the input can be and may be."""
    kind = next((part.kind for part in inputs if part.kind), "")
    domains = [cell.condition(STAND_IN) for cell in allowed]
    return [
        value
        for value in _possible(inputs[0].expression, examples_of(constants, kind))
        if all(_passes(domain, value) for domain in domains)
    ]


def _possible(expression: str, examples: list[Value]) -> list[Value]:
    """Leave out what the input cannot be: a count is a natural number."""
    root = parsed("=" + expression).root
    if not (isinstance(root, nodes.Call) and root.builtin.name in _COUNTS):
        return examples
    return [value for value in examples if isinstance(value, Decimal) and value >= 0 and value == int(value)]


def _passes(condition: str, value: Value) -> bool:
    return parsed("=" + condition).is_true({STAND_IN: value})


def _set_of(members: Iterator[bool]) -> int:
    return sum(1 << at for at, member in enumerate(members) if member)


def _entangled(expressions: set[str]) -> set[str]:
    """Return the inputs that read the same as another one, or nothing: not everything can occur there."""
    read = {expression: set(_paths(parsed("=" + expression).root)) for expression in expressions}
    return {
        one
        for one in expressions
        for other in expressions
        if not read[one] or (one != other and any(_overlap(a, b) for a in read[one] for b in read[other]))
    }


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _paths(node: nodes.Node) -> Iterator[tuple[str, ...]]:
    """Yield what an expression reads: `case.size` is one path."""
    keys: list[str] = []
    inner = node
    while isinstance(inner, nodes.Path):
        keys.insert(0, inner.key)
        inner = inner.target
    if isinstance(inner, nodes.Name):
        yield (inner.name, *keys)
    else:
        for child in nodes.children(inner):
            yield from _paths(child)
