"""Rules for calendar days: "trước ngày 30/11 hàng năm", "ngày 15 tháng cuối quý", "15/6/2026"."""

import re
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Final

from app.deadlines.phrases.rules import (
    GAP,
    YEAR,
    YEARLY,
    Meaning,
    Scope,
    Unreadable,
    end_of_month,
    once_or_yearly,
    rule,
)
from app.deadlines.phrases.values import DueKind, DuePhrase, PlanPeriod

LIMIT: Final = (
    r"(?:(?:(?:cham|muon) nhat )?(?P<before>truoc)|den het|den|toi|het|khong (?:qua|muon hon|cham hon)"
    r"|(?:cham|muon) nhat(?: la| vao| den)?|truoc hoac (?:trong|vao)|trong|(?:vao |nhan )?dip|vao)"
)
_DAY: Final = r"(?:ngay )?(?P<d>0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?: ?(?P<sign>[/.-]) ?| thang )(?P<m>0?[1-9]|1[0-2])"
_OF_YEAR: Final = rf"(?:(?:(?(sign) ?(?P=sign) ?|/)|,? ?nam ){YEAR})?"  # one sign in a date: "5-6/2026" is two months
_HOUR: Final = r"(?P<hour>\d{1,2}(?: ?(?:h|g|gio)(?: ?\d\d)?(?: ?phut)?|:\d\d),? )"
_WEEKDAYS: Final = ("hai", "ba", "tu", "nam", "sau", "bay")
_WEEKDAY: Final = rf"(?:thu (?P<weekday>{'|'.join(_WEEKDAYS)}|[2-7])|(?P<sunday>chu nhat)),? "
_FROM: Final = r"(?:tu )?(?:ngay )?(?P<d1>0?[1-9]|[12]\d|3[01])"
_EACH_MONTH: Final = r" (?:(?:hang|moi|tung) thang|(?:cua )?thang (?:sau|tiep theo|ke tiep))"


@rule(
    rf"(?:(?:dinh ky )?{YEARLY}{GAP})?\(?(?:{LIMIT} )?{_HOUR}?(?:{_WEEKDAY})?{_DAY}{_MONTH}{_OF_YEAR}\)?"
    rf"(?:{GAP}(?:cua )?(?P<yearly2>(?:hang|moi|tung|cac) nam))?"
)
def _day(match: re.Match[str], scope: Scope) -> Meaning:
    day, month, hour = int(match.group("d")), int(match.group("m")), match.group("hour")
    before = not hour and bool(match.group("before") or (scope.before and match.start("d") == 0))
    kind = DueKind.BEFORE_DATE if before else DueKind.BY_DATE
    if match.group("yearly2"):
        scope = replace(scope, yearly=True)
    due = once_or_yearly(kind, match, scope, lambda year: _day_of(year, month, day), before)
    doubts = ["hour_left_out"] if hour else []
    if due.first_due and not _is_weekday(match, due.first_due):
        doubts.append("weekday_disagrees")
    return replace(due, review=(*due.review, *doubts))


def _day_of(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= end_of_month(year, month).day else None


def _is_weekday(match: re.Match[str], day: date) -> bool:
    """Tell whether the printed weekday, if any, is that of `day`."""
    named = match.group("weekday")
    if named:
        return day.weekday() == (int(named) - 2 if named.isdigit() else _WEEKDAYS.index(named))
    return not match.group("sunday") or day.weekday() == 6


@rule(
    rf"{_FROM}(?:[/.-](?P<m1>0?[1-9]|1[0-2]))?(?:[/.-](?P<z>20\d\d))? ?(?:-|den|toi)(?: het)? ?{_DAY}{_MONTH}{_OF_YEAR}"
    rf"(?:{GAP}{YEARLY})?"
)
def _span_of_days(match: re.Match[str], scope: Scope) -> Meaning:
    """Read "từ ngày … đến ngày …" as its last day; a span that ends before it begins is no span."""
    month, last = int(match.group("m")), int(match.group("d"))
    first = (int(match.group("m1") or month), int(match.group("d1")))
    due = once_or_yearly(DueKind.BY_DATE, match, scope, lambda year: _day_of(year, month, last))
    begins = int(match.group("z") or due.start or 0)
    if due.every_months is None and due.end and (begins, *first) > (due.end, month, last):
        raise Unreadable(match.group())
    return replace(due, start=begins or None) if match.group("z") else due


@rule(rf"(?:dinh ky )?(?:{LIMIT} )?{_DAY}{_EACH_MONTH}")
@rule(rf"(?:dinh ky )?(?:hang|moi|tung) thang{GAP}(?:han )?\(?(?:{LIMIT} )?{_DAY}\)?")
@rule(rf"{_FROM} ?(?:-|den|toi) ?{_DAY}(?P<before>)?{_EACH_MONTH}")
def _day_each_month(match: re.Match[str], scope: Scope) -> Meaning:
    return _series(match, scope.period, tuple(range(1, 13)), 1)


@rule(
    rf"(?:dinh ky )?(?:{LIMIT} )?{_DAY},?(?: cua)? thang (?P<which>cuoi|dau)(?: cung| tien)?(?: cua| trong)?"
    r"(?: (?:moi|hang|tung))? quy"
    rf"(?: (?:sau|tiep theo|ke tiep|lien ke))?(?: {YEARLY})?"
)
@rule(rf"(?:hang|moi|tung) quy{GAP}\(?(?:{LIMIT} )?{_DAY}(?: cua)? thang (?P<which>cuoi|dau)(?: cua)? quy\)?")
def _day_each_quarter(match: re.Match[str], scope: Scope) -> Meaning:
    months = (3, 6, 9, 12) if match.group("which") == "cuoi" else (1, 4, 7, 10)
    return _series(match, scope.period, months, 3)


@rule(r"ngay (?P<days>\d{1,2}(?:(?:, ?| va |, va )(?:ngay )?\d{1,2})+) (?:hang|moi|tung) thang")
def _days_each_month(match: re.Match[str], scope: Scope) -> Meaning:
    days = [int(day) for day in re.findall(r"\d+", match.group("days"))]
    if not all(1 <= day <= 31 for day in days):
        raise Unreadable(match.group())
    return [_coming_back(day, False, scope.period, tuple(range(1, 13)), 1) for day in days]


def _series(match: re.Match[str], period: PlanPeriod, months: tuple[int, ...], every: int) -> DuePhrase:
    return _coming_back(int(match.group("d")), bool(match.group("before")), period, months, every)


def _coming_back(day: int, before: bool, period: PlanPeriod, months: tuple[int, ...], every: int) -> DuePhrase:
    """Return a day that comes back in each of `months`; short months have it on their last day."""
    kind = DueKind.BEFORE_DATE if before else DueKind.BY_DATE
    due = None
    if period.issued and period.first_year:
        years = (period.first_year, period.first_year + 1)
        dates = (date(y, m, min(day, end_of_month(y, m).day)) for y, m in product(years, months))
        due = next(found for found in dates if period.keeps(found, exclusive=before))
    review = () if due else ("no_start_year",)
    return DuePhrase(kind, period.first_year, period.end, due, before, every, review=review)
