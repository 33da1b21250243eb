"""Cells of decision tables: unary tests, turned into conditions on the input of their column."""

from dataclasses import dataclass

from app.engine import feel
from app.engine.environment import fault_of
from app.engine.feel import nodes

STAND_IN = "input_value"
"""The name that takes the place of the input where a cell is looked at by itself."""

_CONDITIONS = (
    nodes.Comparison,
    nodes.Conjunction,
    nodes.Disjunction,
    nodes.Between,
    nodes.In,
    nodes.InstanceOf,
    nodes.Quantified,
    nodes.If,
)


class CellRefused(Exception):
    """A text that does not belong into a table; the message says why."""


@dataclass(frozen=True)
class Cell:
    """An input cell: what stands in it, within `not(…)` if `negated`, and its single tests."""

    inner: str
    negated: bool
    tests: tuple[nodes.Node, ...]

    def condition(self, value: str) -> str:
        """Return the expression, without equals sign, that tells whether the FEEL `value` passes."""
        names_null_only = self.tests == (nodes.Literal(None),)  # anything in (null) is null
        test = f"({value}) = null" if names_null_only else f"({value}) in ({self.inner})"
        return accepted(f"not({test})" if self.negated else f"({test})")


def read_cell(text: str) -> Cell | None:
    """Read the text of an input cell; None if it always holds. Raise CellRefused for what is no unary test."""
    if text in ("", "-"):
        return None
    negated = text.startswith("not(") and text.endswith(")") and is_closed(text[4:-1])
    inner = text[4:-1] if negated else text
    if not is_closed(inner):
        raise CellRefused(f"the cell {text!r} is not closed")
    parsed = feel.parse(accepted(f"({STAND_IN}) in ({inner})")).root
    tests = parsed.tests if isinstance(parsed, nodes.In) else (parsed,)
    if any(isinstance(item, _CONDITIONS) for item in tests):
        raise CellRefused(f"the cell {text!r} is a condition; write what the input is compared with")
    return Cell(inner, negated, tests)


def accepted(text: str) -> str:
    """Return an expression as it is, if it is one; raise CellRefused if not."""
    fault = fault_of(text)
    if fault is not None:
        raise CellRefused(f"{text[:80]!r}: {fault[0]}")
    return text


def is_closed(text: str) -> bool:
    """Tell whether every bracket and string is closed where it was opened: a cell cannot break out."""
    depth, quoted, escaped = 0, False, False
    for letter in text:
        if quoted:
            quoted, escaped = escaped or letter != '"', letter == "\\" and not escaped
        elif letter == '"':
            quoted = True
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
        if depth < 0 and letter == ")":
            return False
    return not quoted
