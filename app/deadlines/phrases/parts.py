"""Rules for quarters, half-years and months."""

import re
from collections.abc import Callable
from datetime import date

from app.deadlines.phrases.rules import (
    GAP,
    TO,
    YEAR,
    YEARLY,
    Meaning,
    Scope,
    Unreadable,
    each_year,
    end_of_month,
    end_of_year,
    in_one_year,
    ordinal,
    rule,
)  # fmt: skip
from app.deadlines.phrases.values import DueKind, DuePhrase

_BY = r"(?:(?P<before>truoc)|den|toi|het|den het|(?:cham|muon) nhat(?: la| vao| trong| den| den het)?|trong|vao|cuoi) "
_Q = r"[ivl1|]{1,3}|[1-4]"
_M = r"0?[1-9]|1[0-2]"
_IN_YEAR = rf"(?:{GAP}(?:cua )?(?:nam )?{YEAR})?(?:{GAP}{YEARLY})?"
_AND = r"(?:, ?| va |, va | ?& ?)"


@rule(rf"(?:{_BY})?quy (?P<q>{_Q}){_IN_YEAR}")
def _quarter(match: re.Match[str], scope: Scope) -> Meaning:
    return _part(match, scope, DueKind.QUARTER, ordinal(match.group("q")), 3)


@rule(rf"(?:{_BY})?thang (?P<m>{_M}){_IN_YEAR}")
def _month(match: re.Match[str], scope: Scope) -> Meaning:
    return _part(match, scope, DueKind.MONTH, int(match.group("m")), 1)


@rule(rf"(?:{_BY})?(?:0?6|sau) thang (?P<half>dau|cuoi)(?: cua)?(?: nam)?{_IN_YEAR}")
@rule(rf"(?:{_BY})?nua (?P<half>dau|cuoi)(?: cua)? nam{_IN_YEAR}")
def _half_year(match: re.Match[str], scope: Scope) -> Meaning:
    return _part(match, scope, DueKind.HALF_YEAR, 1 if match.group("half") == "dau" else 2, 6)


def _part(match: re.Match[str], scope: Scope, kind: DueKind, position: int, months: int) -> Meaning:
    """Return the end of the `position`-th part of `months` months, or what comes strictly before its first day."""
    last_month = position * months
    before = bool(match.group("before"))

    def due(year: int) -> date:
        return date(year, last_month - months + 1, 1) if before else end_of_month(year, last_month)

    if before:
        kind = DueKind.BEFORE_DATE
    if match.group("yearly"):
        return each_year(kind, scope.period, due, before)
    return in_one_year(kind, scope.year(match), due, before)


@rule(rf"(?:trong )?quy (?P<parts>(?:{_Q})(?:{_AND}(?:quy )?(?:{_Q}))+){_IN_YEAR}")
@rule(rf"(?:trong )?thang (?P<parts>(?:{_M})(?:{_AND}(?:thang )?(?:{_M}))+){_IN_YEAR}")
def _several_parts(match: re.Match[str], scope: Scope) -> Meaning:
    quarters = "quy" in match.group()
    kind, months = (DueKind.QUARTER, 3) if quarters else (DueKind.MONTH, 1)
    dates = []
    for printed in re.split(rf"{_AND}(?:quy |thang )?", match.group("parts")):
        last_month = (ordinal(printed) if quarters else int(printed)) * months
        ends = _month_ends(last_month)
        yearly = match.group("yearly")
        dates.append(each_year(kind, scope.period, ends) if yearly else in_one_year(kind, scope.year(match), ends))
    return dates


@rule(
    rf"(?:tu )?(?P<unit>quy|thang) (?P<a>{_Q}|{_M})(?:{GAP}(?:nam )?(?P<z>20\d\d))?{TO}(?:quy "
    rf"|thang )?(?P<b>{_Q}|{_M}){_IN_YEAR}"
)
def _span_of_parts(match: re.Match[str], scope: Scope) -> Meaning:
    quarters = match.group("unit") == "quy"
    read, months = (ordinal, 3) if quarters else (int, 1)
    kind = DueKind.QUARTER if quarters else DueKind.MONTH
    first, last = read(match.group("a")) * months, read(match.group("b")) * months
    if match.group("yearly"):
        return each_year(kind, scope.period, _month_ends(last))
    year = scope.year(match)
    if year is None:
        return DuePhrase(kind, review=("year_missing",))
    first_year = int(match.group("z") or year)
    if (first_year, first) > (year, last):
        raise Unreadable(match.group())
    return DuePhrase(kind, first_year, year, end_of_month(year, last))


def _month_ends(month: int) -> Callable[[int], date]:
    return lambda year: end_of_month(year, month)


@rule(r"(?:dinh ky )?(?:hang|moi|tung) quy|(?:1|01|mot) lan/ ?quy|quy/lan")
def _every_quarter(_match: re.Match[str], scope: Scope) -> Meaning:
    return _cycle(scope, DueKind.QUARTER, 3)


@rule(r"(?:dinh ky )?(?:hang|moi|tung) thang|(?:1|01|mot) lan/ ?thang")
def _every_month(_match: re.Match[str], scope: Scope) -> Meaning:
    return _cycle(scope, DueKind.MONTH, 1)


@rule(r"(?:dinh ky )?(?:moi )?(?:0?6|sau) thang(?:(?:/| mot | 1 )lan)?")
def _every_half_year(_match: re.Match[str], scope: Scope) -> Meaning:
    return _cycle(scope, DueKind.HALF_YEAR, 6)


@rule(r"(?:dinh ky )?(?:0?6|sau) thang(?: dau nam)?(?:,| va|/) ?(?:(?:hang|ca|1|01|mot) )?nam")
def _half_year_and_year(_match: re.Match[str], scope: Scope) -> Meaning:
    return [
        each_year(DueKind.HALF_YEAR, scope.period, _month_ends(6)),
        each_year(DueKind.EVERY_YEAR, scope.period, end_of_year),
    ]


def _cycle(scope: Scope, kind: DueKind, months: int) -> Meaning:
    """Return a series within the year; its first date needs the day of issue, a year alone is not enough."""
    period = scope.period
    ends = range(months, 13, months)
    if period.issued is None:
        return DuePhrase(kind, period.first_year, period.end, every_months=months, review=("no_start_year",))
    earliest = max(period.issued, date(period.first_year or period.issued.year, 1, 1))
    first = next(due for due in (end_of_month(earliest.year, month) for month in ends) if due >= earliest)
    return DuePhrase(kind, period.first_year, period.end, first, every_months=months)
