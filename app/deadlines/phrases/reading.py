"""Read a whole cell: cut it into pieces, read each by the rules, and admit what is left over."""

from dataclasses import dataclass, replace

from app.deadlines.phrases import cycles, days, parts, periods, words, years  # noqa: F401  (they fill the table of rules)
from app.deadlines.phrases.beside import read_beside
from app.deadlines.phrases.cutting import mask_citations, segments
from app.deadlines.phrases.letters import clean_phrase, fold_phrase
from app.deadlines.phrases.rules import Scope, apply_rules
from app.deadlines.phrases.values import DueKind, DuePhrase, Milestone, PlanPeriod


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
    cleaned = clean_phrase(text)
    folded = mask_citations(fold_phrase(cleaned))
    dates: list[DuePhrase] = []
    unread = False
    parts_of_cell = segments(folded)
    for segment in parts_of_cell:
        whole = apply_rules(segment, Scope(period))
        found, left_over = (whole, False) if whole is not None else read_beside(segment, period)
        dates += [due for due in found if due not in dates]
        unread = unread or left_over
    if not dates:
        return PhraseReading(text, (), ("unreadable_time" if parts_of_cell else "no_time",))
    return _settle(text, _as_printed(dates, folded, cleaned), unread)


def _as_printed(dates: list[DuePhrase], folded: str, cleaned: str) -> list[DuePhrase]:
    """Give each date its words with their marks; folding and masking kept every letter in its place."""
    shown, position = [], 0
    for due in dates:
        found = folded.find(due.printed, position)
        begin = found if found >= 0 else folded.find(due.printed)
        shown.append(replace(due, printed=cleaned[begin : begin + len(due.printed)] if begin >= 0 else due.printed))
        position = max(position, begin)
    return shown


def _settle(text: str, dates: list[DuePhrase], unread: bool) -> PhraseReading:
    """Drop "thường xuyên" beside a real date, keep the doubt of a condition there, and gather each reason once."""
    real = [due for due in dates if due.kind is not DueKind.NONE]
    reasons = ["partly_read"] if unread else []
    for due in dates:
        reasons += [reason for reason in due.review if due in real or not real or reason != "no_date"]
    real = real or dates[:1]
    if len(real) > 1:
        reasons.append("several_dates")
    return PhraseReading(text, tuple(real), tuple(dict.fromkeys(reasons)))
