"""Rules for what comes back: monthly, quarterly, half-yearly, yearly, every few years."""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from app.deadlines.phrases.parts import month_ends
from app.deadlines.phrases.rules import EACH_YEAR, Meaning, Scope, each_year, end_of_month, end_of_year, number, rule
from app.deadlines.phrases.values import DueKind, DuePhrase

COUNT: Final = r"(?P<n>\d{1,2}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
_AT_LEAST: Final = r"(?:(?:it nhat|toi thieu) )?"
_ONCE: Final = rf"{_AT_LEAST}(?:1|01|mot) lan"
_EACH: Final = r"(?:dinh ky )?(?:vao )?(?:cuoi )?(?:hang|moi|tung)"
_SEVERAL_A_YEAR: Final = {2: (DueKind.HALF_YEAR, 6), 4: (DueKind.QUARTER, 3), 12: (DueKind.MONTH, 1)}
_PERIOD: Final = r"(?:(?:hang )?(?:thang|quy|nam)|(?:0?6|sau) thang|(?:0?9|chin) thang)"
_PERIOD_OF_YEAR: Final = r"(?:(?:hang )?(?:thang|quy|nam)|ca nam|(?:0?6|sau|0?9|chin) thang(?: dau nam)?)"


@rule(
    rf"(?:dinh ky )?(?:thuong xuyen,? )?(?:cuoi )?{EACH_YEAR}(?: {_ONCE})?(?:,? thuong xuyen)?"
    rf"|(?:dinh ky )?(?:(?:1|01|mot) )?nam ?(?:/ ?| )(?:(?:1|01|mot) )?lan|{_ONCE}/nam|(?:cuoi )?thuong nien"
)
def _every_year(_match: re.Match[str], scope: Scope) -> Meaning:
    return each_year(DueKind.EVERY_YEAR, scope.period, end_of_year)


@rule(rf"{_EACH} quy(?: {_ONCE})?|{_ONCE}/quy|quy/lan|(?:dinh ky )?(?:0?3|ba) thang(?:/| ){_ONCE}|(?:0?3|ba) thang/lan")
def _every_quarter(_match: re.Match[str], scope: Scope) -> Meaning:
    return _cycle(scope, DueKind.QUARTER, 3)


@rule(rf"{_EACH} thang(?: {_ONCE})?|{_ONCE}/thang|thang/lan")
def _every_month(_match: re.Match[str], scope: Scope) -> Meaning:
    return _cycle(scope, DueKind.MONTH, 1)


@rule(r"(?:dinh ky )?(?:moi )?(?:0?6|sau) thang(?:(?:/| mot | 0?1 )lan)?")
def _every_half_year(_match: re.Match[str], scope: Scope) -> Meaning:
    return _cycle(scope, DueKind.HALF_YEAR, 6)


@rule(rf"(?:dinh ky )?{_AT_LEAST}{COUNT} lan(?:/| trong |/1 |/mot )(?:nam|{EACH_YEAR})")
def _several_times_a_year(match: re.Match[str], scope: Scope) -> Meaning:
    """Spread 2, 4 or 12 times over the year, and say that nobody printed the days."""
    times = number(match.group("n"))
    if times not in _SEVERAL_A_YEAR:
        return DuePhrase(DueKind.NONE, review=("no_date", "vague_time"))
    due = _cycle(scope, *_SEVERAL_A_YEAR[times])
    return replace(due, review=(*due.review, "evenly_spread"))


@rule(rf"(?:dinh ky )?{_PERIOD}(?:(?:, ?| va |, va |/){_PERIOD})+")
@rule(rf"dinh ky {_PERIOD_OF_YEAR}(?:(?:, ?| va |, va |/){_PERIOD_OF_YEAR})+")
def _reporting_periods(match: re.Match[str], scope: Scope) -> Meaning:
    """Read "quý, 6 tháng, 9 tháng và năm" as one series each, due at the end of its period."""
    periods = re.findall(_PERIOD_OF_YEAR, match.group().removeprefix("dinh ky "))
    return [_of_period(period, scope) for period in periods]


def _of_period(period: str, scope: Scope) -> DuePhrase:
    if re.match(r"0?6|sau", period):
        return each_year(DueKind.HALF_YEAR, scope.period, month_ends(6))
    if re.match(r"0?9|chin", period):
        return each_year(DueKind.BY_DATE, scope.period, month_ends(9))
    if period.endswith("nam"):
        return each_year(DueKind.EVERY_YEAR, scope.period, end_of_year)
    return _cycle(scope, DueKind.QUARTER, 3) if period.endswith("quy") else _cycle(scope, DueKind.MONTH, 1)


@rule(rf"(?:dinh ky )?(?:moi |cu )?{COUNT} nam(?:/ ?| )(?:(?:1|01|mot) )?lan|{_ONCE}/ ?(?P<n2>\d{{1,2}}) nam")
@rule(rf"(?:dinh ky|moi|cu) {COUNT} nam(?P<n2>)?")
def _every_n_years(match: re.Match[str], scope: Scope) -> Meaning:
    """Keep the cycle; it has no date until the phrase or somebody says which year is the first."""
    months, within = 12 * number(match.group("n") or match.group("n2")), scope.within
    start, end = (within.start, within.end) if within else (None, None)
    if within and start and within.kind is DueKind.FROM_YEAR:
        return DuePhrase(DueKind.EVERY_N_YEARS, start, end, end_of_year(start), every_months=months)
    return DuePhrase(DueKind.EVERY_N_YEARS, start, end, every_months=months, review=("no_anchor_year",))


def _cycle(scope: Scope, kind: DueKind, months: int) -> DuePhrase:
    """Return a series within the year; its first date needs the day of issue, a year alone is not enough."""
    period = scope.period
    if period.issued is None:
        return DuePhrase(kind, period.first_year, period.end, every_months=months, review=("no_start_year",))
    earliest = max(period.issued, date(period.first_year or period.issued.year, 1, 1))
    ends = (end_of_month(earliest.year, month) for month in range(months, 13, months))
    first = next(due for due in ends if due >= earliest)
    return DuePhrase(kind, period.first_year, period.end, first, every_months=months)
