"""Cut an unmarked annex into numbered rows and headings, page numbers put aside."""

import re
from dataclasses import dataclass, field
from typing import Final

from app.deadlines.phrases.letters import plain_letters
from app.plans.reading.columns import Columns
from app.plans.reading.document import NotTask
from app.plans.reading.numbering import PrintedNumber, parse_number, roman_value
from app.plans.reading.rows import SourceKind, SourceRow
from app.plans.reading.unmarked.header import opens_header, read_header

_HEADING: Final = re.compile(r"(?P<number>[IVX]+)[.)]?\s+(?P<text>[^\W\d_].*)")
_DECIMAL: Final = re.compile(r"(?P<number>\d{1,2}\.\d{1,2})\.?(?:\s+(?P<text>\D.*))?")
_ARABIC: Final = re.compile(r"(?P<number>\d{1,3})[.)]?(?:\s+(?P<text>\D.*))?")
_FIRST: Final = re.compile(r"0?1[.)]?(?:\s+\D.*)?")
_BARE_NUMBER: Final = re.compile(r"\d{1,3}")
_SIGNATURE: Final = re.compile(r"(?:tm\.|kt\.|noi nhan)")
_MAX_SKIPPED: Final = 3
_INDENTED_TEXT: Final = 0.3  # above this share of indented lines, a leading space marks no page


@dataclass(slots=True)
class UnmarkedRow:
    """A numbered row: its lines, the first of which may begin with the number; `None` when the number was lost."""

    number: PrintedNumber | None
    lines: list[SourceRow]
    first_text: str

    @property
    def last(self) -> int:
        """Return the number of the row's last line."""
        return self.lines[-1].number


@dataclass(slots=True)
class UnmarkedHeading:
    """A group heading; `text` is its first line without the number, `lines` all that stands before the next row."""

    number: PrintedNumber
    text: str
    lines: list[SourceRow]


@dataclass(slots=True)
class UnmarkedAnnex:
    """The annex: its columns, its rows and headings in order, and the lines that are body."""

    columns: Columns
    entries: list[UnmarkedRow | UnmarkedHeading] = field(default_factory=list)
    body: list[SourceRow] = field(default_factory=list)
    not_tasks: list[NotTask] = field(default_factory=list)
    pages_marked: bool = True


def find_unmarked_annex(rows: list[SourceRow]) -> UnmarkedAnnex | None:
    """Return the annex of an extract without column marks, `None` when there is none."""
    printed = [row for row in rows if not row.is_blank and row.kind is SourceKind.TEXT]
    for at, row in enumerate(printed):
        if not opens_header(row.text):
            continue
        for height in range(1, min(15, len(printed) - at)):
            columns = read_header(printed[at : at + height])
            following = printed[at + height].text
            begins = _HEADING.fullmatch(following) or _DECIMAL.fullmatch(following) or _FIRST.fullmatch(following)
            if columns and begins:
                return _cut(printed, at, height, columns)
    return None


def _cut(printed: list[SourceRow], at: int, height: int, columns: Columns) -> UnmarkedAnnex:
    annex = UnmarkedAnnex(columns, body=printed[:at])
    annex.not_tasks += [NotTask.of(line, "table_header") for line in printed[at : at + height]]
    rest = printed[at + height :]
    annex.pages_marked = sum(line.opens_page for line in rest) < _INDENTED_TEXT * len(rest)
    end = next((i for i, line in enumerate(rest) if _SIGNATURE.match(plain_letters(line.text))), len(rest))
    annex.body += rest[end:]
    numbered = (line.text for line in rest[:end] if _DECIMAL.fullmatch(line.text) or _ARABIC.fullmatch(line.text))
    decimal = _DECIMAL.fullmatch(next(numbered, "")) is not None
    cutter = _Cutter(annex, _DECIMAL if decimal else _ARABIC)
    for line in rest[:end]:
        cutter.take(line)
    return annex


class _Cutter:
    """Begin an entry at each number that continues the series; everything else belongs to the entry before it."""

    def __init__(self, annex: UnmarkedAnnex, numbers: re.Pattern[str]) -> None:
        self._annex = annex
        self._numbers = numbers
        self._last: PrintedNumber | None = None
        self._group = 0

    def take(self, line: SourceRow) -> None:
        heading = _HEADING.fullmatch(line.text)
        if heading and roman_value(heading.group("number")) == self._group + 1:
            self._group += 1
            number = PrintedNumber(heading.group("number"), "roman", heading.group("number"))
            self._annex.entries.append(UnmarkedHeading(number, heading.group("text"), [line]))
            return
        found = self._numbers.fullmatch(line.text)
        printed = parse_number(found.group("number")) if found else None
        if found and printed and self._continues(printed):
            self._last = printed
            self._annex.entries.append(UnmarkedRow(printed, [line], found.group("text") or ""))
        elif _BARE_NUMBER.fullmatch(line.text):
            self._annex.not_tasks.append(NotTask.of(line, "page_number"))
        else:
            self._add(line)

    def _continues(self, number: PrintedNumber) -> bool:
        """Tell a row's number from a figure at the start of a line: it goes on, or skips a row or two that got lost."""
        *outer, own = map(int, number.value.split("."))
        *outer_before, before = map(int, self._last.value.split(".")) if self._last else (*([0] * len(outer)), 0)
        if outer == outer_before:
            return 0 < own - before <= _MAX_SKIPPED
        return own <= _MAX_SKIPPED and outer[0] - outer_before[0] == 1

    def _add(self, line: SourceRow) -> None:
        entry = self._annex.entries[-1] if self._annex.entries else None
        if entry is None:
            self._annex.not_tasks.append(NotTask.of(line, "table_title"))
            return
        entry.lines.append(line)
