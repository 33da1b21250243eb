"""What a spreadsheet may hold: its columns, recognised by their headings in any order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.vietnamese import search_key


@dataclass(frozen=True)
class Column:
    """One column: the heading in the template, other headings that mean the same, an example."""

    name: str
    heading: str
    others: tuple[str, ...] = ()
    example: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """Every heading that means this column, as compared."""
        return frozenset(search_key(heading) for heading in (self.name, self.heading, *self.others))


@dataclass(frozen=True)
class Layout:
    """The columns of a list, those without which it cannot be read, and words to choose from on further pages."""

    title: str
    columns: tuple[Column, ...]
    required: tuple[str, ...]
    max_rows: int
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def column_of(self, heading: str) -> Column | None:
        """Return the column that a heading means, if any."""
        return self._by_key.get(search_key(heading.replace(":", " ")))

    @property
    def required_headings(self) -> str:
        """The headings that must be there, as a sentence names them."""
        return ", ".join(f"“{column.heading}”" for column in self.columns if column.name in self.required)

    @cached_property
    def _by_key(self) -> dict[str, Column]:
        return {key: column for column in reversed(self.columns) for key in column.keys}
