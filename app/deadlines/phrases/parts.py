"""Rules for quarters, half-years and months of a year."""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from app.deadlines.phrases.rules import (
    GAP,
    TO,
    YEAR,
    YEARLY,
    DayIn,
    Meaning,
    Scope,
    Unreadable,
    end_of_month,
    number,
    once_or_yearly,
    ordinal,
    rule,
)
from app.deadlines.phrases.values import DueKind

_BY: Final = (
    r"(?:(?P<before>truoc)|den|toi|het|den het|khong qua|(?:cham|muon) nhat(?: la| vao| trong| den| den het)?"
    r"|trong|vao|(?:den |vao )?cuoi|ngay cuoi(?: cung)?(?: cua)?) "
)
_Q: Final = r"[ivl1|]{1,3}|0?[1-4]|mot|hai|ba|bon|tu"
_M: Final = r"0?[1-9]|1[0-2]|mot|hai|ba|tu|nam(?= nam)|sau|bay|tam|chin|muoi(?: mot| hai)?"
_IN_YEAR: Final = rf"(?:{GAP}(?:cua )?(?:nam )?{YEAR})?(?:{GAP}{YEARLY})?"
_AND: Final = r"(?:, ?| va |, va | ?[&+] ?)"


@rule(rf"(?:{_BY})?quy (?P<q>{_Q}){_IN_YEAR}")
@rule(rf"(?:{_BY})?q\.? ?(?P<q>{_Q}) ?[/-] ?{YEAR}(?P<yearly>)?")
def _quarter(match: re.Match[str], scope: Scope) -> Meaning:
    return _part(match, scope, DueKind.QUARTER, ordinal(match.group("q")), 3)


@rule(rf"(?:{_BY})?thang (?P<m>{_M}){_IN_YEAR}")
@rule(rf"(?:{_BY})?(?:t\.? ?)?(?P<m>0?[1-9]|1[0-2])[/-]{YEAR}(?P<yearly>)?")
def _month(match: re.Match[str], scope: Scope) -> Meaning:
    return _part(match, scope, DueKind.MONTH, number(match.group("m")), 1)


@rule(rf"(?:{_BY})?(?:0?6(?: \(sau\))?|sau) thang (?P<half>dau|cuoi)(?: cua)?(?: nam)?{_IN_YEAR}")
@rule(rf"(?:{_BY})?nua (?P<half>dau|cuoi)(?: cua)? nam{_IN_YEAR}")
def _half_year(match: re.Match[str], scope: Scope) -> Meaning:
    return _part(match, scope, DueKind.HALF_YEAR, 1 if match.group("half") == "dau" else 2, 6)


@rule(rf"(?:{_BY})?(?:0?3|ba) thang (?P<half>dau|cuoi)(?: cua)?(?: nam)?{_IN_YEAR}")
def _three_months(match: re.Match[str], scope: Scope) -> Meaning:
    return _part(match, scope, DueKind.QUARTER, 1 if match.group("half") == "dau" else 4, 3)


@rule(rf"(?:{_BY})?(?:0?9|chin) thang(?: dau)?(?: cua)?(?: nam)?{_IN_YEAR}")
def _nine_months(match: re.Match[str], scope: Scope) -> Meaning:
    return _part(match, scope, DueKind.BY_DATE, 1, 9)


def _part(match: re.Match[str], scope: Scope, kind: DueKind, position: int, months: int) -> Meaning:
    """Return the end of the `position`-th part of `months` months, or what comes strictly before its first day."""
    last_month = position * months
    before = bool(match.group("before"))

    def due(year: int) -> date:
        return date(year, last_month - months + 1, 1) if before else end_of_month(year, last_month)

    return once_or_yearly(DueKind.BEFORE_DATE if before else kind, match, scope, due, before)


@rule(rf"(?:trong )?quy (?P<parts>(?:{_Q})(?:{_AND}(?:quy )?(?:{_Q}))+){_IN_YEAR}")
@rule(rf"(?:trong )?thang (?P<parts>(?:{_M})(?:{_AND}(?:thang )?(?:{_M}))+){_IN_YEAR}")
def _several_parts(match: re.Match[str], scope: Scope) -> Meaning:
    quarters = "quy" in match.group()
    kind = DueKind.QUARTER if quarters else DueKind.MONTH
    printed = re.split(rf"{_AND}(?:quy |thang )?", match.group("parts"))
    months = [ordinal(one) * 3 if quarters else number(one) for one in printed]
    return [once_or_yearly(kind, match, scope, month_ends(month)) for month in months]


@rule(
    rf"(?:tu )?(?P<unit>quy|thang) (?P<a>{_Q}|{_M})(?:{GAP}(?:nam )?(?P<z>20\d\d))?{TO}(?:quy |thang )?"
    rf"(?P<b>{_Q}|{_M}){_IN_YEAR}"
)
def _span_of_parts(match: re.Match[str], scope: Scope) -> Meaning:
    quarters = match.group("unit") == "quy"
    kind = DueKind.QUARTER if quarters else DueKind.MONTH
    first, last = (ordinal(match.group(end)) * 3 if quarters else number(match.group(end)) for end in "ab")
    due = once_or_yearly(kind, match, scope, month_ends(last))
    if due.every_months or due.start is None:
        return due
    begins = int(match.group("z") or due.start)
    if (begins, first) > (due.start, last):
        raise Unreadable(match.group())
    return replace(due, start=begins)


@rule(
    r"(?:trong |vao )?(?:khoang|dau|giua|tuan (?:dau|cuoi|thu [a-z0-9]+)(?: cua)?) "
    rf"(?:(?P<unit>quy|thang) (?P<n>{_Q}|{_M})|nam)(?: nay)?{_IN_YEAR}"
)
@rule(rf"(?:trong |vao )?khoang (?P<unit>)?nam {YEAR}(?P<yearly>)?")
def _vague(match: re.Match[str], scope: Scope) -> Meaning:
    """Keep the year of "đầu năm", "giữa tháng 6": which day is meant nobody but the author can say."""
    unit = match.group("unit")
    kind = {"quy": DueKind.QUARTER, "thang": DueKind.MONTH}.get(unit, DueKind.YEAR)
    last = 12 if not unit else ordinal(match.group("n")) * 3 if unit == "quy" else number(match.group("n"))
    due = once_or_yearly(kind, match, scope, month_ends(last))
    return replace(due, first_due=None, review=("vague_time", *due.review))


def month_ends(month: int) -> DayIn:
    """Return the rule "the last day of that month"."""
    return lambda year: end_of_month(year, month)
