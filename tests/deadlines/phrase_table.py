"""The table of time phrases (phrases.tsv), line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.deadlines.phrases import DuePhrase, PlanPeriod

Date = tuple[str, ...]  # kind, first_due, from, to, limit, every
_FILE = Path(__file__).with_name("phrases.tsv")
_DOCUMENT = re.compile(
    r"@ issued (?P<issued>\S+)(?: years (?P<start>\d{4})-(?P<end>\d{4})?)?(?: phases (?P<phases>.+))?"
)


@dataclass(frozen=True)
class Row:
    """A phrase in a document, and what its words mean."""

    phrase: str
    period: PlanPeriod
    dates: tuple[Date, ...]
    review: tuple[str, ...]

    def __str__(self) -> str:
        return self.phrase


def rows() -> list[Row]:
    """Return every phrase of the table with all its dates."""
    return list(_rows())


def as_printed(due: DuePhrase) -> Date:
    """Return a date in the columns of the table."""
    cells = (due.kind.value, due.first_due, due.start, due.end)
    return (*map(_cell, cells), "before" if due.exclusive else "by", _cell(due.every_months))


def _rows() -> Iterator[Row]:
    period, row = PlanPeriod(), None
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            period = _period(line)
        elif line and not line.startswith("#"):
            phrase, *date_cells, review = line.split("\t")
            dates = () if date_cells[0] == "-" else (tuple(date_cells),)
            if phrase and row:
                yield row
            row = (
                Row(phrase, period, dates, () if review == "-" else tuple(review.split(", ")))
                if phrase or row is None
                else Row(row.phrase, row.period, (*row.dates, *dates), row.review)
            )
    if row:
        yield row


def _period(line: str) -> PlanPeriod:
    if line == "@ nothing known":
        return PlanPeriod()
    known = _DOCUMENT.fullmatch(line)
    assert known, line
    spans = [span.split("-") for span in (known["phases"] or "").split()]
    return PlanPeriod(
        date.fromisoformat(known["issued"]),
        int(known["start"]) if known["start"] else None,
        int(known["end"]) if known["end"] else None,
        tuple((int(first), int(last)) for first, last in spans),
    )


def _cell(value: object) -> str:
    return "-" if value is None else str(value)
