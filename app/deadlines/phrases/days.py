"""Rules for calendar days: "trước ngày 30/11 hàng năm", "ngày 15 tháng cuối quý", "15/6/2026"."""

import re
from datetime import date
from itertools import product

from app.deadlines.phrases.rules import GAP, YEAR, YEARLY, Meaning, Scope, each_year, end_of_month, in_one_year, rule
from app.deadlines.phrases.values import DueKind, DuePhrase, PlanPeriod

_LIMIT = r"(?:(?P<before>truoc)|den het|den|toi|het|(?:cham|muon) nhat(?: la| vao| den)?|trong|vao)"
_DAY = r"(?:ngay )?(?P<d>0?[1-9]|[12]\d|3[01])"
_OF_MONTH = r"(?:[/.-]| thang | ?/ ?)(?P<m>0?[1-9]|1[0-2])"
_OF_YEAR = rf"(?:(?:[/.-]|,? ?nam ){YEAR})?"


@rule(
    rf"(?:{YEARLY}{GAP})?\(?(?:{_LIMIT} )?{_DAY}{_OF_MONTH}{_OF_YEAR}\)?(?:{GAP}"
    rf"(?:cua )?(?P<yearly2>(?:hang|moi|tung) nam))?"
)
def _day(match: re.Match[str], scope: Scope) -> Meaning:
    day, month, before = int(match.group("d")), int(match.group("m")), bool(match.group("before"))
    kind = DueKind.BEFORE_DATE if before else DueKind.BY_DATE

    def due(year: int) -> date | None:
        return date(year, month, day) if day <= end_of_month(year, month).day else None

    if match.group("yearly") or match.group("yearly2"):
        return each_year(kind, scope.period, due, before)
    return in_one_year(kind, scope.year(match), due, before)


@rule(rf"(?:dinh ky )?(?:{_LIMIT} )?{_DAY} (?:hang|moi) thang")
def _day_each_month(match: re.Match[str], scope: Scope) -> Meaning:
    return _series(match, scope.period, tuple(range(1, 13)), 1)


@rule(
    rf"(?:dinh ky )?(?:{_LIMIT} )?{_DAY}(?: cua)? thang (?P<which>cuoi|dau)(?: cua)?(?: (?:moi|hang"
    rf"|tung))? quy(?: {YEARLY})?"
)
def _day_each_quarter(match: re.Match[str], scope: Scope) -> Meaning:
    months = (3, 6, 9, 12) if match.group("which") == "cuoi" else (1, 4, 7, 10)
    return _series(match, scope.period, months, 3)


def _series(match: re.Match[str], period: PlanPeriod, months: tuple[int, ...], every: int) -> DuePhrase:
    """Return a day that comes back in each of `months`; short months have it on their last day."""
    day, before = int(match.group("d")), bool(match.group("before"))
    kind = DueKind.BEFORE_DATE if before else DueKind.BY_DATE
    due = None
    if period.issued and period.first_year:
        years = (period.first_year, period.first_year + 1)
        days = (date(y, m, min(day, end_of_month(y, m).day)) for y, m in product(years, months))
        due = next(d for d in days if (d > period.issued if before else d >= period.issued))
    review = () if due else ("no_start_year",)
    return DuePhrase(kind, period.first_year, period.end, due, before, every, review=review)
