"""Tell before deployment where rules overlap or contradict one another, and which inputs no rule answers.

Rules are boxes over the inputs: a cell that compares with constants is true for some examples of its column and
false for others. What compares with anything else is not judged: a finding is always a fault, silence is no proof.
See docs/decisions/141.
"""

from collections.abc import Iterator
from itertools import combinations

from app.engine.dmn.columns import Column, columns_of
from app.engine.dmn.constants import NotConstant, constant
from app.engine.dmn.decision import SINGLE_HIT
from app.engine.dmn.examples import written
from app.engine.dmn.grid import Grid, Row
from app.engine.findings import Finding, finding

MAX_ROWS = 500
"""Rules of a table that are compared with one another."""

MAX_PLACES = 20_000
"""Combinations of examples that are looked at in search of a gap."""

_Place = tuple[int | None, ...]


def coverage_findings(grid: Grid) -> Iterator[Finding]:
    """Yield one finding a rule that overlaps where it must not, and one for the first gap."""
    policy = grid.decision.policy
    if policy not in SINGLE_HIT or len(grid.rows) > MAX_ROWS:
        return
    columns = columns_of(grid)
    if policy in ("UNIQUE", "ANY"):
        yield from _overlaps(grid, columns)
    place = None if grid.decision.default else _gap(columns, len(grid.rows))
    if place is not None:
        yield _finding("decision-gap", grid, grid.line, columns, place)


def _overlaps(grid: Grid, columns: list[Column]) -> Iterator[Finding]:
    """Yield for each rule the first one before it that it must not meet."""
    code = "decision-overlap" if grid.decision.policy == "UNIQUE" else "decision-contradiction"
    told: set[int] = set()
    for first, second in combinations(range(len(grid.rows)), 2):
        rows = grid.rows[first], grid.rows[second]
        if second in told or (grid.decision.policy == "ANY" and not _differ(*rows)):
            continue
        place = _common(columns, first, second)
        if place is not None:
            told.add(second)
            yield _finding(code, grid, rows[1].line, columns, place, first=first + 1, second=second + 1)


def _differ(first: Row, second: Row) -> bool:
    """Tell whether the outputs of two rules are certainly different."""
    try:
        return any(
            left != right and constant(left) != constant(right)
            for left, right in zip(first.outputs, second.outputs, strict=True)
        )
    except NotConstant:
        return False


def _common(columns: list[Column], first: int, second: int) -> _Place | None:
    """Return an example that two rules have in common."""
    shared = [column.rows[first] & column.rows[second] for column in columns]
    return tuple(_lowest(each) for each in shared) if all(shared) else None


def _gap(columns: list[Column], rows: int) -> _Place | None:
    """Return an example that no rule answers; None if there is none, or if that cannot be told."""
    if not all(column.is_known for column in columns):
        return None
    search = _Search(columns, rows)
    return search.from_(0, (1 << rows) - 1)


class _Search:
    """The search for a gap, column by column, following only the rules that may still match."""

    def __init__(self, columns: list[Column], rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self.left = MAX_PLACES
        self.seen: set[tuple[int, int]] = set()
        self.matching = [column.matching() for column in columns]
        self.certain = [self._certain(at) for at in range(len(columns) + 1)]

    def _certain(self, start: int) -> int:
        """Return the rules that ask for nothing from this column on."""
        return sum(
            1 << row
            for row in range(self.rows)
            if all(column.rows[row] & column.wanted == column.wanted for column in self.columns[start:])
        )

    def from_(self, at: int, rules: int) -> _Place | None:
        """Return where none of `rules` matches, from column `at` on."""
        if rules & self.certain[at] or (at, rules) in self.seen or self.left <= 0:
            return None
        if not rules or at == len(self.columns):
            return tuple(_lowest(column.wanted) for column in self.columns[at:])
        self.seen.add((at, rules))
        self.left -= 1
        for example, matching in self.matching[at]:
            rest = self.from_(at + 1, rules & matching)
            if rest is not None:
                return (example, *rest)
        return None


def _lowest(examples: int) -> int:
    """Return the position of the first of a set of examples."""
    return (examples & -examples).bit_length() - 1


def _finding(
    code: str, grid: Grid, line: int | None, columns: list[Column], place: _Place, **values: object
) -> Finding:
    example = ", ".join(
        f"{column.expression} = {written(column.examples[at])}"
        for column, at in zip(columns, place, strict=True)
        if at is not None and column.tells
    )
    return finding(code, grid.decision.id, line, name=grid.decision.id, example=example or "-", **values)
