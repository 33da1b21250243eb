"""The table of rules: a pattern that must match a whole piece of a phrase, and what it then means."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.deadlines.phrases.values import DueKind, DuePhrase, PlanPeriod

YEAR: Final = r"(?P<y>20\d\d)"
TO: Final = r" ?(?:(?:- ?)?(?:den|toi)|-)(?: het)? ?"
GAP: Final = r"[ ,./:-]*"
EACH_YEAR: Final = r"(?:hang|moi|tung|cac) nam"
YEARLY: Final = rf"(?P<yearly>{EACH_YEAR})"
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
WORDS: Final = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_NUMBERS: Final = WORDS | {"tu": 4, "muoi mot": 11, "muoi hai": 12}


class Unreadable(Exception):
    """Raised by a rule whose pattern matched something impossible: quarter VI, a range that runs backwards."""


@dataclass(slots=True)
class Scope:
    """What a rule may lean on: the document's period, and what the pieces beside it in the cell lend.

    `year` and `yearly` are the year or the "hằng năm" printed beside a piece that has neither, `before` a "trước" that
    holds for a whole list of days, `within` the years a series is restricted to. `borrowed` tells afterwards whether
    the loan was taken.
    """

    period: PlanPeriod
    year: int | None = None
    yearly: bool = False
    before: bool = False
    within: DuePhrase | None = None
    borrowed: bool = False

    def year_of(self, match: re.Match[str]) -> int | None:
        """Return the year a match names, else the one beside it, else that of an annual plan."""
        if printed := match.group("y"):
            return int(printed)
        self.borrowed = self.borrowed or self.year is not None
        return self.year or self.period.only_year

    def is_yearly(self, match: re.Match[str]) -> bool:
        """Tell whether a match comes back every year: it says so, or the piece beside it does."""
        if match.group("yearly"):
            return True
        self.borrowed = self.borrowed or (self.yearly and not match.group("y"))
        return self.yearly and not match.group("y")


Meaning = DuePhrase | list[DuePhrase]
Build = Callable[[re.Match[str], Scope], Meaning]
DayIn = Callable[[int], date | None]
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
            return [replace(due, printed=piece) for due in (meaning if isinstance(meaning, list) else [meaning])]
    return None


def ordinal(printed: str) -> int:
    """Return a quarter or phase number in roman, arabic or words, tolerating "l", "1" and "|" for "I"."""
    position = _ROMAN.get(re.sub(r"[l1|]", "i", printed)) or number(printed)
    if position > len(_ROMAN):
        raise Unreadable(printed)
    return position


def number(printed: str) -> int:
    """Return a small number printed in digits or in words."""
    if printed.isdigit():
        return int(printed)
    if printed not in _NUMBERS:
        raise Unreadable(printed)
    return _NUMBERS[printed]


def end_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def end_of_year(year: int) -> date:
    """Return 31 December: by convention the day a phrase without a day means."""
    return date(year, 12, 31)


def in_one_year(kind: DueKind, match: re.Match[str], scope: Scope, due: DayIn, exclusive: bool = False) -> DuePhrase:
    """Return a single date inside the year of `match`.

    Without one, a document of which only the day of issue is known lends its year, and the phrase says so; a plan of
    several years lends none.
    """
    year = scope.year_of(match)
    doubt: tuple[str, ...] = ()
    if year is None and (issued := scope.period.year_of_issue):
        day = due(issued)
        if day and scope.period.keeps(day, exclusive=exclusive):
            year, doubt = issued, ("year_of_issue",)
    if year is None:
        return DuePhrase(kind, exclusive=exclusive, review=("year_missing",))
    day = due(year)
    return DuePhrase(kind, year, year, day, exclusive, review=doubt if day else ("impossible_date",))


def each_year(kind: DueKind, period: PlanPeriod, due: DayIn, exclusive: bool = False, months: int = 12) -> DuePhrase:
    """Return a series that comes back every `months` through the plan's period."""
    first = period.first_after_issue(due, exclusive=exclusive)
    review: tuple[str, ...] = ()
    if first is None:
        review = ("no_start_year",) if period.first_year is None else ("impossible_date",)
    return DuePhrase(kind, period.first_year, period.end, first, exclusive, months, review=review)


def once_or_yearly(kind: DueKind, match: re.Match[str], scope: Scope, due: DayIn, exclusive: bool = False) -> DuePhrase:
    """Return the date of one year, or of every year when the phrase says so."""
    if scope.is_yearly(match):
        printed = match.group("y")  # "quý I/2027, hằng năm" begins in 2027
        period = scope.period.narrowed(int(printed), None) if printed else scope.period
        return each_year(kind, period, due, exclusive)
    return in_one_year(kind, match, scope, due, exclusive)
