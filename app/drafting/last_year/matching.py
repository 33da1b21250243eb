"""Find for each row of a plan the row of the year before that it goes on with; nothing is guessed.

What a person said when the row was proposed or added comes first, then rows that both came from the same row of a third
plan with the same lead, then the same words with the same lead. Whatever else looks alike is one new row and one gone.
"""

import unicodedata
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.drafting.last_year.lines import Line
from app.plans.differences import in_order


class Basis(StrEnum):
    """Why two rows are held to be the same task."""

    origin = "origin"  # a person said so, or both came from the same row of another plan
    text = "text"  # same words, same lead


@dataclass(frozen=True, eq=False)
class Pair:
    """A row of the plan and the one it goes on with; None: there is none. `joined`: further ones that came into it."""

    old: Line | None
    new: Line | None
    basis: Basis | None = None
    joined: tuple[Line, ...] = ()

    @property
    def line(self) -> Line:
        """The row as it is now, or was."""
        line = self.new or self.old
        if line is None:
            raise ValueError("a pair of no rows")
        return line


def pair(old: Sequence[Line], new: Sequence[Line]) -> list[Pair]:
    """Return new rows in their order, each with what it goes on with; what is gone where it stood."""
    linked = _linked(old, new)
    taken = {line for former in linked.values() for line in former}
    alike = _alike([line for line in old if line not in taken], [line for line in new if line not in linked])
    joined = {line for former in linked.values() for line in former[1:]} - {former[0] for former in linked.values()}

    def former(line: Line) -> Line | None:
        return linked[line][0] if line in linked else alike.get(line)

    def why(line: Line | None) -> Basis | None:
        return Basis.origin if line in linked else Basis.text if line in alike else None

    return [
        Pair(before, after, why(after), tuple(linked[after][1:]) if after in linked else ())
        for before, after in in_order(old, new, former)
        if after is not None or before not in joined
    ]


def _linked(old: Sequence[Line], new: Sequence[Line]) -> dict[Line, list[Line]]:
    """Return the old rows that each new one is known to go on with, the one it is compared with first."""
    by_root = {line.root: line for line in old}
    by_origin: defaultdict[tuple[int, frozenset[object]], list[Line]] = defaultdict(list)
    for line in old:
        for origin in line.origins:
            by_origin[origin, line.leads].append(line)
    found: dict[Line, list[Line]] = {}
    for line in new:
        named = [by_root[origin] for origin in line.origins if origin in by_root]
        shared = [former for origin in line.origins for former in by_origin[origin, line.leads]]
        if former := list(dict.fromkeys([*named, *shared])):
            found[line] = former
    return found


def _alike(old: Iterable[Line], new: Iterable[Line]) -> dict[Line, Line]:
    """Return pairs with the same words and the same lead, each row once: the first with the first."""
    waiting: defaultdict[tuple[str, frozenset[object]], deque[Line]] = defaultdict(deque)
    for line in old:
        waiting[_words(line), line.leads].append(line)
    found = {}
    for line in new:
        if queue := waiting.get((_words(line), line.leads)):
            found[line] = queue.popleft()
    return found


def _words(line: Line) -> str:
    """Return what two spellings of one content share: letters of any size, spaces and the last full stop are alike."""
    return unicodedata.normalize("NFC", line.cells["content"]).casefold().rstrip(" .;")
