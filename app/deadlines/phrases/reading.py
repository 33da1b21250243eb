"""Read a whole cell: cut it into pieces, read each by the rules, and admit what is left over."""

import re
from dataclasses import dataclass, replace

from app.deadlines.phrases import days, parts, words, years  # noqa: F401  (importing them fills the table of rules)
from app.deadlines.phrases.letters import fold_phrase
from app.deadlines.phrases.rules import Scope, apply_rules
from app.deadlines.phrases.values import DueKind, DuePhrase, Milestone, PlanPeriod

_BULLET = re.compile(r"(?:^|(?<=[\s;.,:]))[-+•*] *(?=[a-z(])")
_HARD_BREAK = re.compile(r"[;\n]+")
_SOFT_BREAK = re.compile(r", ?(?:va )?| va | hoac |[()]| ?& ?|: ")
_OPENING = re.compile(
    r"(?:(?:thoi (?:gian|han|diem)|han|tien do)(?: thuc hien| hoan thanh)?|(?:to chuc "
    r"|trien khai )?thuc hien|hoan thanh"
    r"|trien khai|bao cao|xong)\b[ :]*(?=.)"
)
_YEAR = re.compile(r"\b20\d\d\b")
_ONLY_DIGITS = re.compile(r"[\d ./-]+")


@dataclass(frozen=True, slots=True)
class PhraseReading:
    """Every date found in a cell, in printed order, and the reasons a person should look at it."""

    text: str
    dates: tuple[DuePhrase, ...]
    review: tuple[str, ...] = ()

    def combined(self) -> DuePhrase:
        """Return the cell as one due rule: two dates stay two, as milestones under the earlier one."""
        if not self.dates:
            return DuePhrase(DueKind.NONE, review=self.review)
        if len(self.dates) == 1:
            return replace(self.dates[0], review=self.review)
        earliest = min(self.dates, key=lambda due: (due.first_due is None, str(due.first_due)))
        starts, ends = [due.start for due in self.dates], [due.end for due in self.dates]
        return replace(
            earliest,
            start=min((year for year in starts if year), default=None),
            end=max((year for year in ends if year), default=None),
            milestones=tuple(Milestone(due.kind, due.first_due, None, due.every_months) for due in self.dates),
            review=self.review,
        )


def read_phrase(text: str, period: PlanPeriod | None = None) -> PhraseReading:
    """Read a printed time phrase in the light of the document's own period.

    Never raises: what cannot be read has no date and a reason in `review`.
    """
    period = period or PlanPeriod()
    segments = [piece for part in _HARD_BREAK.split(fold_phrase(text)) for piece in _cut_bullets(part)]
    if not segments:
        return PhraseReading(text, (), ("no_time",))
    dates: list[DuePhrase] = []
    review: list[str] = []
    for segment in segments:
        found, reasons = _read_segment(segment, period)
        dates += [due for due in found if due not in dates]
        review += reasons
    return _settle(text, dates, review)


def _cut_bullets(part: str) -> list[str]:
    """Cut "- Năm 2025 - Năm 2030" at its bullets, but leave the range "Năm 2024 - 2025" whole."""
    if not re.match(r" *[-+•*] ?\D", part):
        return [_tidy(part)] if _tidy(part) else []
    return [_tidy(piece) for piece in _BULLET.split(part) if _tidy(piece)]


def _tidy(piece: str) -> str:
    piece = re.sub(r"\s+", " ", piece).strip(" .,;:-+•*")
    while opening := _OPENING.match(piece):
        piece = piece[opening.end() :]
    if piece.startswith("(") and piece.endswith(")"):
        piece = piece[1:-1]
    return piece.strip(" .,;:-")


def _read_segment(segment: str, period: PlanPeriod) -> tuple[list[DuePhrase], list[str]]:
    """Read a segment as a whole, else piece by piece; a year printed once serves the pieces that lack one."""
    whole = apply_rules(segment, Scope(period))
    if whole is not None:
        return whole, []
    printed = _YEAR.findall(segment)
    scope = Scope(period, int(printed[-1]) if printed else None)
    dates: list[DuePhrase] = []
    unread = False
    for piece in filter(None, map(_tidy, _SOFT_BREAK.split(segment))):
        found = None if _ONLY_DIGITS.fullmatch(piece) and not _YEAR.fullmatch(piece) else apply_rules(piece, scope)
        dates += found or []
        unread = unread or found is None
    if not dates:
        return [], ["unreadable_time"]
    return dates, ["partly_read"] if unread else []


def _settle(text: str, dates: list[DuePhrase], review: list[str]) -> PhraseReading:
    """Drop "thường xuyên" beside a real date, and gather every reason once."""
    real = [due for due in dates if due.kind is not DueKind.NONE] or dates[:1]
    reasons = [*review, *(reason for due in real for reason in due.review)]
    if len(real) > 1:
        reasons.append("several_dates")
    return PhraseReading(text, tuple(real), tuple(dict.fromkeys(reasons)))
