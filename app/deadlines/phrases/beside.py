"""Read the pieces of a segment beside each other: what one of them leaves out, a neighbour may lend.

A year or a "hằng năm" is lent to pieces without one ("quý II và quý IV năm 2026"), a "trước" to the days listed after
it, and a span of years restricts a series ("hằng năm, từ năm 2027").
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from app.deadlines.phrases.cutting import Piece, pieces
from app.deadlines.phrases.frames import DAYS, on_the_cycle, without_frames
from app.deadlines.phrases.rules import EACH_YEAR, Scope, apply_rules
from app.deadlines.phrases.values import DueKind, DuePhrase, PlanPeriod

_YEAR: Final = re.compile(r"\b20\d\d\b")
_EACH_YEAR: Final = re.compile(EACH_YEAR)
_BARE: Final = re.compile(rf"(?:trong |vao )?(?:nam )?20\d\d|(?:dinh ky )?{EACH_YEAR}")
_ONLY_DIGITS: Final = re.compile(r"(?!20\d\d(?: ?- ?20\d\d)?$)[\d ./-]+")
_LISTED_DAY: Final = re.compile(r"(?:ngay )?\d{1,2}[/.-]\d{1,2}\b.*")
_YEARLY: Final = 12  # months
_SPANS: Final = frozenset({DueKind.FROM_YEAR, DueKind.YEAR_RANGE, DueKind.PHASE, DueKind.BY_YEAR_END})


@dataclass(slots=True)
class _Read:
    """A piece, what it means by itself, and then beside the others; `None` when no rule reads it."""

    piece: Piece
    alone: list[DuePhrase] | None
    dates: list[DuePhrase] | None = None

    @property
    def is_span(self) -> bool:
        return bool(self.alone and self.alone[0].kind in _SPANS and (self.alone[0].start or self.alone[0].end))

    @property
    def is_series(self) -> bool:
        return bool(self.alone and self.alone[0].every_months and not self.is_span)

    @property
    def is_bare(self) -> bool:
        """Whether it is nothing but a year, or nothing but "hằng năm"."""
        return bool(_BARE.fullmatch(self.piece.text))

    @property
    def year(self) -> int | None:
        years = [] if self.is_span else _YEAR.findall(self.piece.text)
        return int(years[-1]) if years else None

    @property
    def yearly(self) -> bool:
        return bool(_EACH_YEAR.search(self.piece.text))


def read_beside(segment: str, period: PlanPeriod) -> tuple[list[DuePhrase], bool]:
    """Return the dates of a segment that no rule reads as a whole, and whether some of its words stay unread."""
    reads = [_Read(piece, apply_rules(piece.text, Scope(period))) for piece in pieces(segment)]
    _refuse_digits_and_scopes(reads)
    span = _span(reads)
    within = span.alone[0] if span and span.alone else None
    lenders: set[int] = set()
    for position, read in enumerate(reads):
        if read.alone is not None and read is not span:
            _read_with_loans(reads, position, period, within, lenders)
    for position in lenders:
        if reads[position].is_bare and not _is_added(reads, position):
            reads[position].dates = []
    groups = [(read.piece.added, read.dates or []) for read in reads]
    return on_the_cycle(without_frames(groups)), any(read.alone is None for read in reads)


def _span(reads: list[_Read]) -> _Read | None:
    """Return the piece that says in which years a series beside it runs; "hằng quý, năm 2026" runs in one."""
    series = [read.alone[0].every_months or 0 for read in reads if read.is_series and read.alone]
    of_one_year = bool(series) and max(series) < _YEARLY
    spans = (read for read in reads if read.is_span or (of_one_year and read.is_bare and not read.is_series))
    return next(spans, None) if series else None


def _refuse_digits_and_scopes(reads: list[_Read]) -> None:
    """Take back what was read from mere digits, and from a span or year that belongs to unread words before it."""
    days = any(
        read.alone and read.alone[0].kind in DAYS and not _ONLY_DIGITS.fullmatch(read.piece.text) for read in reads
    )
    unread = False
    for read in reads:
        text = read.piece.text
        is_scope = unread and (read.is_span or "giai doan" in text or text.isdigit())
        if is_scope or (_ONLY_DIGITS.fullmatch(text) and not (days and _LISTED_DAY.fullmatch(text))):
            read.alone = None
        unread = unread or read.alone is None


def _read_with_loans(
    reads: list[_Read], position: int, period: PlanPeriod, within: DuePhrase | None, lenders: set[int]
) -> None:
    read = reads[position]
    source = None if read.year or read.yearly else _lender(reads, position)
    lender = None if source is None else reads[source]
    before = position > 0 and bool(_LISTED_DAY.fullmatch(read.piece.text)) and _is_before(reads[position - 1])
    scope = Scope(
        period.narrowed(within.start, within.end) if within and not read.year else period,
        year=lender.year if lender else None,
        yearly=bool(lender and lender.yearly),
        before=before,
        within=within,
    )
    found = apply_rules(read.piece.text, scope)
    if found is None:  # what was lent makes it impossible: a span that now runs backwards
        read.alone = None
        return
    read.dates = [_unless_over(due, within) for due in found]
    if source is not None and scope.borrowed:
        lenders.add(source)
        if source < position and lender and not lender.is_bare:
            read.dates = [_unless_earlier(date, lender.dates or []) for date in read.dates or ()]


def _lender(reads: list[_Read], position: int) -> int | None:
    """Return who lends a year: the next piece to the right that has one, else the nearest to the left."""
    order = [*range(position + 1, len(reads)), *range(position - 1, -1, -1)]
    return next((other for other in order if reads[other].alone and (reads[other].year or reads[other].yearly)), None)


def _is_before(read: _Read) -> bool:
    return bool(read.dates and read.dates[-1].kind is DueKind.BEFORE_DATE)


def _is_added(reads: list[_Read], position: int) -> bool:
    """Whether "và" sets a bare year beside its neighbours, as a date of its own and no heading."""
    after = reads[position + 1].piece.added if position + 1 < len(reads) else False
    return reads[position].piece.added or (after and position == 0)


def _unless_over(due: DuePhrase, within: DuePhrase | None) -> DuePhrase:
    """Give no date to a series whose span had passed when the document was issued."""
    if within and within.end and due.every_months and due.first_due and due.first_due.year > within.end:
        return replace(due, start=within.start, end=within.end, first_due=None, review=(*due.review, "span_over"))
    return due


def _unless_earlier(date: DuePhrase, before: list[DuePhrase]) -> DuePhrase:
    """Doubt a year borrowed from the left when it would run backwards: "quý IV năm 2026 và quý I"."""
    known = [other.first_due for other in before if other.first_due]
    if date.first_due and known and date.first_due < max(known):
        return replace(date, start=None, end=None, first_due=None, review=("year_missing",))
    return date
