"""The parts of a parsed expression: frozen dataclasses, no behaviour."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.engine.feel.builtins.registry import Builtin


class Node:
    """A part of an expression."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A value written in the text: number, string, boolean, null, date, time or duration."""

    value: Any


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable read from the context or bound by an iterator."""

    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`target.key`"""

    target: Node
    key: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`target[predicate]`, an index or a condition on each item."""

    target: Node
    predicate: Node
    per_item: bool
    """The condition is certainly meant for each item, never an index."""


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A built-in function with its arguments in the order of its parameters (None: left out)."""

    builtin: "Builtin"
    arguments: tuple[Node | None, ...]


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """`[a, b]`"""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """One `key: value` of a context."""

    key: str
    value: Node


@dataclass(frozen=True, slots=True)
class ContextLiteral(Node):
    """`{a: 1, b: a + 1}`, each entry seeing those before it."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Interval(Node):
    """`[start..end]`, a round bracket excluding its bound."""

    start: Node
    end: Node
    start_included: bool
    end_included: bool


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """`-operand`"""

    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`left operator right` with one of + - * / **"""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`left operator right` with one of = != < <= > >="""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`value between low and high`, both included."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class UnaryTest(Node):
    """`> operand`, a test of the value on the left of `in`."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`value in target`, or `value in (test, test)`."""

    value: Node
    tests: tuple[Node, ...]
    bracketed: bool
    """The tests stood in parentheses of their own."""


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`value instance of type`"""

    value: Node
    type_name: str


@dataclass(frozen=True, slots=True)
class Conjunction(Node):
    """`a and b and c`"""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Disjunction(Node):
    """`a or b or c`"""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if condition then consequence else alternative`"""

    condition: Node
    consequence: Node
    alternative: Node


@dataclass(frozen=True, slots=True)
class Iteration(Node):
    """`name in source`, or `name in source..end`."""

    name: str
    source: Node
    end: Node | None


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for iterations return body`"""

    iterations: tuple[Iteration, ...]
    body: Node
    reads_partial: bool
    """The body uses `partial`, the list of the results so far."""


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some|every iterations satisfies condition`"""

    every: bool
    iterations: tuple[Iteration, ...]
    condition: Node


def children(node: Node) -> Iterator[Node]:
    """Yield the parts directly inside *node*, in the order they are written."""
    for field in fields(node):  # type: ignore[arg-type]  # every concrete node is a dataclass
        value = getattr(node, field.name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, Node))
