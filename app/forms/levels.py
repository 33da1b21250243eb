"""Go down several trees of one form's values at the same time: as typed, as settled, as prefilled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Level:
    """The objects that stand at the same place of each tree; what is missing or of another shape is empty."""

    trees: tuple[Values, ...]

    def inside(self, key: str) -> "Level":
        """Go into a nested object; a group without a key stays where it is."""
        return Level(tuple(mapping(values.get(key)) for values in self.trees)) if key else self

    def row(self, key: str, index: int) -> "Level":
        """Go into one row of a list."""
        return Level(tuple(at(values.get(key), index) for values in self.trees))


def mapping(value: Any) -> Values:
    """Give a nested object, or an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def rows_of(value: Any) -> list[Values]:
    """Give the rows of a list of objects, or none for anything else."""
    return [mapping(row) for row in value] if isinstance(value, list | tuple) else []


def at(value: Any, index: int) -> Values:
    """Give one row, or an empty one behind the last."""
    rows = rows_of(value)
    return rows[index] if index < len(rows) else {}


def below(prefix: str, key: str) -> str:
    """Give the prefix of paths inside a nested object."""
    return f"{prefix}{key}." if key else prefix
