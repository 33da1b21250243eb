"""Find the annex: its tables, what stands above them, and where they go on after a page break."""

import re
from dataclasses import dataclass, field
from typing import Final

from app.deadlines.phrases.letters import plain_letters
from app.plans.reading.columns import Columns, find_header
from app.plans.reading.document import NotTask
from app.plans.reading.numbering import split_number
from app.plans.reading.rows import HIDDEN_SHEET, SourceKind, SourceRow

_PAGE_NUMBER: Final = re.compile(r"[-–]?\s*\d{1,3}\s*[-–]?|trang \d+(?:/\d+)?", re.IGNORECASE)
_PHASE: Final = re.compile(r"giai doan|(?:tu|den)? ?nam 20\d\d|20\d\d ?- ?20\d\d")


@dataclass(slots=True)
class AnnexTable:
    """One table of the annex, put together over its pages; `breaks` holds the rows that come first on a new page."""

    columns: Columns
    caption: list[SourceRow] = field(default_factory=list)
    rows: list[SourceRow] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    table: int | None = None


@dataclass(slots=True)
class Annex:
    """All tables of the annex, the paragraphs around them, and the rows that were only layout."""

    tables: list[AnnexTable] = field(default_factory=list)
    body: list[SourceRow] = field(default_factory=list)
    not_tasks: list[NotTask] = field(default_factory=list)


def find_annex(rows: list[SourceRow]) -> Annex:
    """Return the annex of a document; without one, every row is body."""
    finder = _Finder(rows)
    at = 0
    while at < len(rows):
        at = finder.take(at)
    finder.finish()
    return finder.annex


class _Finder:
    """Walk the rows once; `waiting` are paragraphs whose meaning the next row decides."""

    def __init__(self, rows: list[SourceRow]) -> None:
        self._rows = rows
        self._waiting: list[SourceRow] = []
        self._current: AnnexTable | None = None
        self._break = False
        self.annex = Annex()

    def take(self, at: int) -> int:
        """Deal with the row at `at`; return where to go on."""
        row = self._rows[at]
        if row.is_blank:
            return at + 1
        if row.place == HIDDEN_SHEET:
            self.annex.not_tasks.append(NotTask.of(row, "hidden_sheet"))
            return at + 1
        header = find_header(self._rows, at)
        if header:
            self._open(row, header.columns, self._rows[at : at + header.height])
            return at + header.height
        if row.table is None or not self._belongs(at):
            self._wait(row)
        else:
            self._settle_waiting()
            self._append(row)
        return at + 1

    def finish(self) -> None:
        """What waits at the end follows the annex: it is body again, and rows of other tables are noted."""
        self.annex.body += self._waiting
        if self.annex.tables:
            self.annex.not_tasks += [NotTask.of(row, "after_annex") for row in self._waiting if row.table is not None]

    def _wait(self, row: SourceRow) -> None:
        self._waiting.append(row)

    def _belongs(self, at: int) -> bool:
        """Tell whether a table row continues the open table: the same one, or its next page as a table of its own."""
        row = self._rows[at]
        if self._current is None:
            return False
        if row.table == self._current.table:
            return True
        if row.kind is not SourceKind.WORD or len(row.cells) != self._width() or self._has_header_ahead(at):
            return False
        self._current.table = row.table
        self._break = True
        return True

    def _has_header_ahead(self, at: int) -> bool:
        table = self._rows[at].table
        ahead = (
            position for position in range(at, min(at + 15, len(self._rows))) if self._rows[position].table == table
        )
        return any(find_header(self._rows, position) for position in ahead)

    def _width(self) -> int:
        return len(self._current.rows[-1].cells) if self._current and self._current.rows else 0

    def _open(self, row: SourceRow, columns: Columns, header: list[SourceRow]) -> None:
        """Begin a table, or recognise the header repeated on a new page."""
        captions = [waiting for waiting in self._waiting if is_caption(waiting)]
        current = self._current
        new_sheet = row.kind is SourceKind.SHEET and current is not None and current.table != row.table
        repeated = current is not None and _alike(current.columns, columns) and not captions and not new_sheet
        if current is not None and repeated:
            self._settle_waiting()
            current.table = row.table
            self._break = True
        else:
            self._begin(row, columns)
        why = "repeated_header" if repeated else "table_header"
        self.annex.not_tasks += [NotTask.of(part, why) for part in header]

    def _begin(self, row: SourceRow, columns: Columns) -> None:
        inside = self._current is not None or row.kind is SourceKind.SHEET
        caption = [waiting for waiting in self._waiting if waiting.table == row.table or waiting.table is None][-6:]
        self.annex.body += self._waiting
        for position, waiting in enumerate(caption, start=1):
            heads_table = position == len(caption) and is_caption(waiting)
            if inside or heads_table:
                self.annex.not_tasks.append(NotTask.of(waiting, "group_heading" if heads_table else "table_title"))
        self._waiting = []
        self._break = False
        self._current = AnnexTable(columns, caption, table=row.table)
        self.annex.tables.append(self._current)

    def _settle_waiting(self) -> None:
        """Lines of a text between rows are rows whose tabs were lost, or page numbers; elsewhere they are body."""
        for waiting in self._waiting:
            if _PAGE_NUMBER.fullmatch(waiting.text):
                self.annex.not_tasks.append(NotTask.of(waiting, "page_number"))
                self._break = True
            elif waiting.kind is SourceKind.TEXT:
                self._append(waiting)
            else:
                self.annex.body.append(waiting)
        self._waiting = []

    def _append(self, row: SourceRow) -> None:
        if self._current is None:
            raise LookupError("a row without a table")
        if self._break:
            self._current.breaks.add(row.number)
            self._break = False
        self._current.rows.append(row)


def is_caption(row: SourceRow) -> bool:
    """Tell whether a line above a table is a heading of its tasks: numbered, or naming a phase or a year."""
    number, text = split_number(row.text)
    short = len(row.text) < 160
    return short and (number is not None or bool(_PHASE.match(plain_letters(text))))


def _alike(one: Columns, other: Columns) -> bool:
    return [plain_letters(heading) for heading in one.headings] == [
        plain_letters(heading) for heading in other.headings
    ]
