"""A decision table as it was drawn: columns and rows, for those who judge it before it is deployed."""

from dataclasses import dataclass

from app.engine.dmn.cells import Cell
from app.engine.dmn.decision import Decision
from app.engine.dmn.listed import ListedValues


@dataclass(frozen=True)
class Input:
    """An input column: its FEEL expression (no equals sign), `typeRef` (may be empty) and `inputValues`."""

    expression: str
    kind: str
    allowed: Cell | None


@dataclass(frozen=True)
class Output:
    """An output column: its name and its `outputValues`."""

    name: str
    listed: ListedValues | None


@dataclass(frozen=True)
class Row:
    """A rule: a cell for each input (None: `-`), what they come to, the FEEL of each output, its line in the file."""

    cells: tuple[Cell | None, ...]
    condition: str
    outputs: tuple[str, ...]
    line: int | None


@dataclass(frozen=True)
class Grid:
    """A decision with the columns and rows it was read from."""

    decision: Decision
    inputs: tuple[Input, ...]
    rows: tuple[Row, ...]
    line: int | None
