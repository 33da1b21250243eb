"""Rules for whole years: one, several, up to one, from one on, phases."""

import re
from typing import Final

from app.deadlines.phrases.rules import TO, YEAR, Meaning, Scope, Unreadable, end_of_year, in_one_year, ordinal, rule
from app.deadlines.phrases.values import DueKind, DuePhrase

_RANGE: Final = rf"(?:tu )?(?:nam )?{YEAR}{TO}(?:cuoi )?(?:nam )?(?P<z>20\d\d)"
_LATER: Final = r"(?:va |, ?)?(?:cho )?(?:(?:nhung|cac|hang) )?nam (?:sau(?: do)?|tiep theo|ke tiep|tiep)"
_SINCE: Final = rf"(?:(?:bat dau )?(?:ke )?tu (?:nam )?|bat dau nam ){YEAR}(?: tro di)?"
_PHASE_NUMBER: Final = r"(?P<n>[ivl1|]{1,3}|\d)"


@rule(rf"ca nam[ ,./:-]*(?:nam )?{YEAR}?")
@rule(rf"(?:trong |vao )?(?:nam ?:? ?)?{YEAR}")
@rule(r"(?P<y>)?trong nam(?: nay)?")
def _year(match: re.Match[str], scope: Scope) -> Meaning:
    return in_one_year(DueKind.YEAR, match, scope, end_of_year)


@rule(rf"(?:trong )?(?:cac |0?\d )?nam {YEAR}(?:(?:,| va|, va)(?: nam)? ?20\d\d)+")
def _years(match: re.Match[str], _scope: Scope) -> Meaning:
    years = [int(year) for year in re.findall(r"20\d\d", match.group())]
    return [DuePhrase(DueKind.YEAR, year, year, end_of_year(year)) for year in years]


@rule(rf"(?:trong )?(?:cac nam |(?:0?\d|hai|ba|bon) nam )?\(?{_RANGE}\)?")
def _year_range(match: re.Match[str], _scope: Scope) -> Meaning:
    first, last = _span(match)
    return DuePhrase(DueKind.YEAR_RANGE, first, last, end_of_year(last))


@rule(rf"(?:den|toi|(?:cham|muon) nhat(?: la| vao| trong| den)?) (?:het |cuoi )?(?:nam )?{YEAR}")
@rule(rf"(?:giai doan )?den (?:het )?nam {YEAR}")
@rule(rf"(?:trong |vao )?(?:het|cuoi) (?:nam )?{YEAR}")
@rule(r"(?:den |toi |vao )?(?:het|cuoi) nam(?: nay)?(?P<y>)?")
def _by_year_end(match: re.Match[str], scope: Scope) -> Meaning:
    due = in_one_year(DueKind.BY_YEAR_END, match, scope, end_of_year)
    return DuePhrase(due.kind, None, due.end, due.first_due, review=due.review)


@rule(rf"truoc (?:nam )?{YEAR}")
def _before_year(match: re.Match[str], _scope: Scope) -> Meaning:
    year = int(match.group("y"))
    return DuePhrase(DueKind.BEFORE_DATE, None, year - 1, end_of_year(year).replace(month=1, day=1), exclusive=True)


@rule(rf"(?:tu )?(?:nam )?{YEAR},? {_LATER}")
@rule(rf"(?:giai doan )?{_RANGE},? {_LATER}")
@rule(_SINCE)
def _from_year(match: re.Match[str], scope: Scope) -> Meaning:
    year = int(match.group("y"))
    return DuePhrase(DueKind.FROM_YEAR, year, None, end_of_year(_first_to_keep(year, scope)), every_months=12)


@rule(rf"(?:trong )?(?:ca )?giai doan(?: {_PHASE_NUMBER})?[ :.,(]*{_RANGE}\)?")
def _phase(match: re.Match[str], _scope: Scope) -> Meaning:
    first, last = _span(match)
    return DuePhrase(DueKind.PHASE, first, last, end_of_year(last))


@rule(rf"(?:trong |het |den het )?giai doan {_PHASE_NUMBER}")
def _phase_by_number(match: re.Match[str], scope: Scope) -> Meaning:
    position = ordinal(match.group("n")) - 1
    if position >= len(scope.period.phases):
        return DuePhrase(DueKind.PHASE, review=("phase_unknown",))
    first, last = scope.period.phases[position]
    return DuePhrase(DueKind.PHASE, first, last, end_of_year(last))


def _first_to_keep(printed: int, scope: Scope) -> int:
    """Return the first year of a series that can still be kept: a plan issued in 2025 owes nothing for 2021."""
    return max(printed, scope.period.first_year or printed)


def _span(match: re.Match[str]) -> tuple[int, int]:
    first, last = int(match.group("y")), int(match.group("z"))
    if last < first:
        raise Unreadable(match.group())
    return first, last
