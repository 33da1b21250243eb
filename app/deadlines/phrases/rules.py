"""The table of rules: a pattern that must match a whole piece of a phrase, and what it then means."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.deadlines.phrases.values import DueKind, DuePhrase, PlanPeriod

YEAR: Final = r"(?P<y>20\d\d)"
TO: Final = r" ?(?:-|den|toi)(?: het)? ?"
GAP: Final = r"[ ,./:-]*"
YEARLY: Final = r"(?P<yearly>(?:hang|moi|tung) nam)"
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
WORDS: Final = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}


class Unreadable(Exception):
    """Raised by a rule whose pattern matched something impossible: quarter VI, a range that runs backwards."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rule may lean on: the document's period, and a year printed elsewhere in the same cell."""

    period: PlanPeriod
    year_nearby: int | None = None

    def year(self, match: re.Match[str]) -> int | None:
        """Return the year a match names, else the one beside it, else that of an annual plan."""
        printed = match.group("y")
        return int(printed) if printed else self.year_nearby or self.period.only_year


Meaning = DuePhrase | list[DuePhrase]
Build = Callable[[re.Match[str], Scope], Meaning]
RULES: list[tuple[re.Pattern[str], Build]] = []


def rule(pattern: str) -> Callable[[Build], Build]:
    """Register a rule; the pattern is matched against the whole of a folded piece, earlier rules first."""

    def register(build: Build) -> Build:
        RULES.append((re.compile(pattern), build))
        return build

    return register


def apply_rules(piece: str, scope: Scope) -> list[DuePhrase] | None:
    """Return what a folded piece means, or `None` when no rule reads all of it."""
    for pattern, build in RULES:
        if match := pattern.fullmatch(piece):
            try:
                meaning = build(match, scope)
            except Unreadable:
                continue
            return meaning if isinstance(meaning, list) else [meaning]
    return None


def ordinal(printed: str) -> int:
    """Return a quarter or phase number printed in roman or arabic, tolerating "l", "1" and "|" for "I"."""
    if printed in "1234":
        return int(printed)
    roman = re.sub(r"[l1|]", "i", printed)
    if roman not in _ROMAN:
        raise Unreadable(printed)
    return _ROMAN[roman]


def number(printed: str) -> int:
    """Return a small number printed in digits or in words."""
    return int(printed) if printed.isdigit() else WORDS[printed]


def end_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def end_of_year(year: int) -> date:
    """Return 31 December: by convention the day a phrase without a day means."""
    return date(year, 12, 31)


def in_one_year(
    kind: DueKind, year: int | None, due: Callable[[int], date | None], exclusive: bool = False
) -> DuePhrase:
    """Return a single date inside `year`; without a year there is no date, and the phrase says so."""
    if year is None:
        return DuePhrase(kind, exclusive=exclusive, review=("year_missing",))
    day = due(year)
    return DuePhrase(kind, year, year, day, exclusive, review=() if day else ("impossible_date",))


def each_year(
    kind: DueKind, period: PlanPeriod, due: Callable[[int], date | None], exclusive: bool = False, months: int = 12
) -> DuePhrase:
    """Return a series that comes back every `months` through the plan's period."""
    first = period.first_after_issue(due, exclusive=exclusive)
    review: tuple[str, ...] = ()
    if first is None:
        review = ("no_start_year",) if period.first_year is None else ("impossible_date",)
    return DuePhrase(kind, period.first_year, period.end, first, exclusive, months, review=review)
