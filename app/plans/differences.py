"""What is different between two versions of a plan: row by row, and word by word within a cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from app.plans.models import PlanTask

Cells = Mapping[str, str]

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
    by_origin = {task.replaces_id: task for task in new if task.replaces_id is not None}
    dropped_after: dict[int | None, list[PlanTask]] = {}
    last: int | None = None  # the old row that goes on, before the dropped ones
    for task in old:
        if task.id in by_origin:
            last = task.id
        else:
            dropped_after.setdefault(last, []).append(task)
    return list(_in_order(new, {task.id: task for task in old}, dropped_after))


def _in_order(
    new: Sequence[PlanTask], old: Mapping[int, PlanTask], dropped_after: Mapping[int | None, Sequence[PlanTask]]
) -> Iterator[RowDifference]:
    yield from map(_dropped, dropped_after.get(None, ()))
    for task in new:
        yield _row(old.get(task.replaces_id) if task.replaces_id else None, task)
        if task.replaces_id is not None:
            yield from map(_dropped, dropped_after.get(task.replaces_id, ()))


def _row(before: PlanTask | None, task: PlanTask) -> RowDifference:
    cells = compare_cells(cells_of(before) if before else None, cells_of(task))
    if before is None:
        return RowDifference(Change.added, cells, None, task)
    is_same = all(cell.is_same for cell in cells)
    return RowDifference(Change.same if is_same else Change.changed, cells, before, task)


def _dropped(task: PlanTask) -> RowDifference:
    return RowDifference(Change.dropped, compare_cells(cells_of(task), None), task, None)
