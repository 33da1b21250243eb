"""What is different between two versions of a plan: row by row, and word by word within a cell."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeVar

from app.plans.models import PlanTask

Cells = Mapping[str, str]
Old = TypeVar("Old")
New = TypeVar("New")

# The columns of the annex that can be amended, in printed order.
COLUMNS = (
    "number",
    "content",
    "lead_text",
    "coordinating_text",
    "directing_text",
    "time_text",
    "result_text",
    "funding_text",
)


class Change(StrEnum):
    """What became of a row."""

    same = "same"
    changed = "changed"
    added = "added"
    dropped = "dropped"


class Kind(StrEnum):
    """What became of a few words."""

    same = "same"
    deleted = "deleted"
    inserted = "inserted"


@dataclass(frozen=True)
class Words:
    """Words that stand next to each other and share their fate."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class CellDifference:
    """One cell: what it said, what it says, and both in one as words kept, deleted and inserted."""

    column: str
    old: str
    new: str
    words: tuple[Words, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing was changed here."""
        return self.old == self.new


@dataclass(frozen=True)
class RowDifference:
    """One row of either version: its cells that say something, and why it was changed where that is known."""

    change: Change
    cells: tuple[CellDifference, ...]
    old: PlanTask | None = None
    new: PlanTask | None = None
    reason: str = ""

    def cell(self, column: str) -> CellDifference | None:
        """Return the cell of a column; None where neither version says anything."""
        return next((cell for cell in self.cells if cell.column == column), None)


def cells_of(task: PlanTask) -> dict[str, str]:
    """Return the row's texts by column; an absent cell is empty."""
    return {column: getattr(task, column) or "" for column in COLUMNS}


def compare_cells(old: Cells | None, new: Cells | None) -> tuple[CellDifference, ...]:
    """Compare the texts of two rows; None: the row is not there."""
    pairs = [(column, (old or {}).get(column, ""), (new or {}).get(column, "")) for column in COLUMNS]
    return tuple(
        CellDifference(column, before, after, compare_words(before, after))
        for column, before, after in pairs
        if before or after
    )


def compare_words(old: str, new: str) -> tuple[Words, ...]:
    """Return the words of both texts in order: what was kept, deleted, inserted; between them stands one space."""
    before, after = old.split(), new.split()
    found: list[Words] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Words(Kind.same, " ".join(before[i1:i2])))
            continue
        if i2 > i1:
            found.append(Words(Kind.deleted, " ".join(before[i1:i2])))
        if j2 > j1:
            found.append(Words(Kind.inserted, " ".join(after[j1:j2])))
    return tuple(found)


def compare(old: Sequence[PlanTask], new: Sequence[PlanTask]) -> list[RowDifference]:
    """Compare two versions: the rows of the new one in their order, dropped ones where they stood."""
    by_key = {task.id: task for task in old}

    def former(task: PlanTask) -> PlanTask | None:
        return by_key.get(task.replaces_id) if task.replaces_id is not None else None

    return [_row(before, after) for before, after in in_order(old, new, former)]


def in_order(
    old: Sequence[Old], new: Sequence[New], former: Callable[[New], Old | None]
) -> Iterator[tuple[Old | None, New | None]]:
    """Yield new rows in their order, each with what it was before; old ones that do not go on where they stood.

    `former` says which old row a new one goes on with; several may go on with the same one.
    """
    going_on = {id(before) for after in new if (before := former(after)) is not None}
    gone_behind: dict[int | None, list[Old]] = {}
    last: int | None = None  # the old row that goes on, before those that do not
    for before in old:
        if id(before) in going_on:
            last = id(before)
        else:
            gone_behind.setdefault(last, []).append(before)
    yield from ((before, None) for before in gone_behind.pop(None, ()))
    for after in new:
        partner = former(after)
        yield partner, after
        if partner is not None:
            yield from ((before, None) for before in gone_behind.pop(id(partner), ()))


def _row(before: PlanTask | None, after: PlanTask | None) -> RowDifference:
    cells = compare_cells(cells_of(before) if before else None, cells_of(after) if after else None)
    return RowDifference(change_of(before, after, cells), cells, before, after)


def change_of(before: object | None, after: object | None, cells: Sequence[CellDifference]) -> Change:
    """Return what became of a row, by which of the two is there and whether their cells are the same."""
    if before is None:
        return Change.added
    if after is None:
        return Change.dropped
    return Change.same if all(cell.is_same for cell in cells) else Change.changed
