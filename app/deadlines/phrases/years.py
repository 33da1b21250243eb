"""Rules for whole years: one, several, up to one, from one on, phases."""

import re

from app.deadlines.phrases.rules import (
    GAP,
    TO,
    YEAR,
    YEARLY,
    Meaning,
    Scope,
    Unreadable,
    each_year,
    end_of_year,
    ordinal,
    rule,
)
from app.deadlines.phrases.values import DueKind, DuePhrase

_RANGE = rf"(?:tu )?(?:nam )?{YEAR}{TO}(?:cuoi )?(?:nam )?(?P<z>20\d\d)"
_LATER = r"(?:va |, ?)?(?:cho )?(?:(?:nhung|cac) )?nam (?:sau(?: do)?|tiep theo|ke tiep|tiep)"
_SINCE = rf"(?:bat dau )?(?:ke )?tu (?:nam )?{YEAR}(?: tro di)?"


@rule(rf"(?:dinh ky )?(?:thuong xuyen,? )?{YEARLY}|nam/(?:1 |mot )?lan|(?:1|01|mot) lan/ ?nam|thuong nien")
def _every_year(_match: re.Match[str], scope: Scope) -> Meaning:
    return each_year(DueKind.EVERY_YEAR, scope.period, end_of_year)


@rule(rf"{YEARLY}{GAP}\(?(?:giai doan )?{_RANGE}\)?")
@rule(rf"{YEARLY}{GAP}\(?{_SINCE}\)?")
def _every_year_from(match: re.Match[str], scope: Scope) -> Meaning:
    first, last = _span(match) if "z" in match.groupdict() else (int(match.group("y")), scope.period.end)
    due = end_of_year(_first_to_keep(first, scope))
    return DuePhrase(DueKind.EVERY_YEAR, first, last, due, every_months=12)


@rule(rf"{YEARLY}{GAP}den (?:het )?(?:nam )?{YEAR}")
def _every_year_until(match: re.Match[str], scope: Scope) -> Meaning:
    due = each_year(DueKind.EVERY_YEAR, scope.period, end_of_year)
    return DuePhrase(due.kind, due.start, int(match.group("y")), due.first_due, every_months=12, review=due.review)


@rule(rf"ca nam{GAP}(?:nam )?{YEAR}?")
@rule(rf"(?:trong |vao )?(?:nam )?{YEAR}")
@rule(r"(?P<y>)trong nam(?: nay)?")
def _year(match: re.Match[str], scope: Scope) -> Meaning:
    year = scope.year(match)
    if year is None:
        return DuePhrase(DueKind.YEAR, review=("year_missing",))
    return DuePhrase(DueKind.YEAR, year, year, end_of_year(year))


@rule(rf"(?:trong )?(?:cac )?nam {YEAR}(?:(?:,| va|, va)(?: nam)? ?20\d\d)+")
def _years(match: re.Match[str], _scope: Scope) -> Meaning:
    years = [int(year) for year in re.findall(r"20\d\d", match.group())]
    return [DuePhrase(DueKind.YEAR, year, year, end_of_year(year)) for year in years]


@rule(rf"(?:trong |cac nam )?{_RANGE}")
def _year_range(match: re.Match[str], _scope: Scope) -> Meaning:
    first, last = _span(match)
    return DuePhrase(DueKind.YEAR_RANGE, first, last, end_of_year(last))


@rule(rf"(?:den|toi|(?:cham|muon) nhat(?: la| vao| trong| den)?) (?:het |cuoi )?(?:nam )?{YEAR}")
@rule(rf"(?:giai doan )?den (?:het )?nam {YEAR}")
@rule(rf"(?:trong |vao )?(?:het|cuoi) (?:nam )?{YEAR}")
def _by_year_end(match: re.Match[str], _scope: Scope) -> Meaning:
    year = int(match.group("y"))
    return DuePhrase(DueKind.BY_YEAR_END, None, year, end_of_year(year))


@rule(rf"truoc (?:nam )?{YEAR}")
def _before_year(match: re.Match[str], _scope: Scope) -> Meaning:
    year = int(match.group("y"))
    return DuePhrase(DueKind.BEFORE_DATE, None, year - 1, end_of_year(year - 1).replace(year, 1, 1), exclusive=True)


@rule(rf"(?:trong |vao |khoang )?(?:dau|giua) nam {YEAR}")
def _vague_part_of_year(match: re.Match[str], _scope: Scope) -> Meaning:
    year = int(match.group("y"))
    return DuePhrase(DueKind.YEAR, year, year, review=("vague_time",))


@rule(rf"(?:tu )?nam {YEAR},? {_LATER}")
@rule(_SINCE)
def _from_year(match: re.Match[str], scope: Scope) -> Meaning:
    year = int(match.group("y"))
    return DuePhrase(DueKind.FROM_YEAR, year, None, end_of_year(_first_to_keep(year, scope)), every_months=12)


@rule(rf"(?:trong )?(?:ca )?giai doan(?: (?P<n>[ivl1|]{{1,3}}|\d))?[ :.,(]*{_RANGE}\)?")
def _phase(match: re.Match[str], _scope: Scope) -> Meaning:
    first, last = _span(match)
    return DuePhrase(DueKind.PHASE, first, last, end_of_year(last))


@rule(r"(?:trong |het |den het )?giai doan (?P<n>[ivl1|]{1,3}|\d)")
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
