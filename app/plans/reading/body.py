"""The words around the annex: paragraphs put together from lines, each under its section."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.plans.reading.document import Source
from app.plans.reading.rows import SourceKind, SourceRow
from app.plans.reading.text import is_bullet, is_finished, starts_small

_SECTION: Final = re.compile(
    r"(?P<number>[IVX]+|\d{1,2}(?:\.\d{1,2})*|[a-zđ]|Điều \d+)[.)]\s+(?P<text>\S.*)", re.DOTALL
)
_STANDS_ALONE: Final = re.compile(
    r"(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*)[.)]\s|[a-zđ]\)\s|Điều \d+|Nơi nhận|TM\.|KT\.|PHỤ LỤC|Phụ lục"
)
_FULL_LINE: Final = range(55, 111)  # shorter: a heading or the end of a paragraph; longer: a paragraph never wrapped
_RANKS: Final = (
    (0, re.compile(r"[IVX]+|Điều \d+")),
    (1, re.compile(r"\d+")),
    (2, re.compile(r"\d+\.\d+")),
    (3, re.compile(r"[a-zđ]")),
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; `where` is its section ("V.1.a"), `headings` the titles above it, outermost first."""

    text: str
    source: Source
    where: str
    headings: tuple[str, ...]


def read_body(rows: list[SourceRow]) -> list[Paragraph]:
    """Return the paragraphs of the body in order."""
    outline = _Outline()
    return [outline.place(text, source) for text, source in _flow(rows)]


def _flow(rows: list[SourceRow]) -> Iterator[tuple[str, Source]]:
    """Join the lines of wrapped extracts; a paragraph of Word or a cell is already whole."""
    text, first, last, previous = "", 0, 0, ""
    for row in rows:
        for line in row.paragraphs:
            wrapped = row.kind is SourceKind.TEXT or row.number == last
            if text and wrapped and _goes_on(text, previous, line):
                text, last, previous = f"{text} {line}", row.number, line
                continue
            if text:
                yield text, (first, last)
            text, first, last, previous = line, row.number, row.number, line
    if text:
        yield text, (first, last)


def _goes_on(text: str, previous: str, line: str) -> bool:
    if is_bullet(line) or _STANDS_ALONE.match(line) or line.isdigit():
        return False
    if starts_small(line):
        return True
    return len(previous) in _FULL_LINE and not is_finished(text) and not text.isupper()


class _Outline:
    """Follow the sections: roman, arabic, letter."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[str, str]] = {}

    def place(self, text: str, source: Source) -> Paragraph:
        """Return a paragraph with its place; a numbered one opens its section."""
        section = _SECTION.fullmatch(text)
        if section:
            number = section.group("number")
            rank = next(rank for rank, pattern in _RANKS if pattern.fullmatch(number))
            self._open = {other: opened for other, opened in self._open.items() if other < rank}
            self._open[rank] = (number, section.group("text"))
        where = ".".join(number for number, _ in self._open.values())
        return Paragraph(text, source, where, tuple(title for _, title in self._open.values()))
