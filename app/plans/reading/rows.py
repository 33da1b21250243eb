"""The common shape of every source: numbered rows, of one cell (a paragraph) or of many (a row of a table)."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from app.plans.reading.text import fold_space

OWN: Final = ""
FROM_LEFT: Final = "<"
FROM_ABOVE: Final = "^"
HIDDEN_SHEET: Final = "trang tính ẩn"


class SourceKind(Enum):
    """What a row comes from: page breaks and stray lines mean different things in each."""

    TEXT = "text"
    WORD = "word"
    SHEET = "sheet"


class UnreadablePlan(Exception):
    """Raised when a file cannot be read as a plan; both sentences say what to do."""

    def __init__(self, message_vi: str, message_en: str) -> None:
        self.message_vi = message_vi
        self.message_en = message_en
        super().__init__(message_en)

    def message(self, language: str) -> str:
        """Return the sentence in `language` ("vi", or anything else for English)."""
        return self.message_vi if language == "vi" else self.message_en


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line of a text, one paragraph or table row of a document, one row of a sheet.

    `number` counts from 1: lines of a text, rows of the first sheet; elsewhere paragraphs and table rows in reading
    order. `cells` keep their line breaks. `merged` tells for each cell whether it is its own (`OWN`), the rest of a
    wide cell (`FROM_LEFT`, always empty), or the text of a merged cell above (`FROM_ABOVE`).
    """

    kind: SourceKind
    number: int
    cells: tuple[str, ...]
    table: int | None = None
    merged: tuple[str, ...] = ()
    place: str = ""
    opens_page: bool = False
    folded: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", tuple(map(fold_space, self.cells)))

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is printed here."""
        return not any(self.folded)

    @property
    def text(self) -> str:
        """Return everything printed in the row, cells separated by a bar; merged text once."""
        own = (cell for position, cell in enumerate(self.folded) if cell and self.mark(position) == OWN)
        return " | ".join(own)

    def mark(self, column: int) -> str:
        """Return how the cell in `column` came to be."""
        return self.merged[column] if column < len(self.merged) else OWN

    def cell(self, column: int) -> str:
        """Return a cell's folded text, empty where the row is too short."""
        return self.folded[column] if column < len(self.folded) else ""

    @property
    def paragraphs(self) -> list[str]:
        """Return the paragraphs of all cells, folded: a letterhead is often a table without borders."""
        lines = (fold_space(line) for cell in self.cells for line in cell.split("\n"))
        return [line for line in lines if line]
