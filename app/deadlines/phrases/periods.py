"""Rules for periods: "trong vòng 10 ngày làm việc kể từ ngày ban hành", "sau 30 ngày kể từ ngày …".

The first day is not counted and a month ends on the day of the same number (Civil Code 2015, Articles 147 and 148).
Working days are counted by the country's holidays; a province's own days off are not known here, so the reader says so.
"""

import re
from datetime import date
from typing import Final

from app.deadlines.calendar import WorkingCalendar
from app.deadlines.inputs import BadInput
from app.deadlines.landing import landing
from app.deadlines.limits import Period, Unit
from app.deadlines.phrases.cutting import FREE_WORD
from app.deadlines.phrases.cycles import COUNT
from app.deadlines.phrases.rules import Meaning, Scope, Unreadable, number, rule
from app.deadlines.phrases.values import DueKind, DuePhrase

_WITHIN: Final = (
    r"(?:trong(?: (?:vong|thoi han|thoi gian|khoang))?|(?:cham|muon) nhat(?: la)?(?: trong| sau)?(?: vong| thoi han)?"
    r"|khong qua|toi da|(?P<after>sau))"
)
_COUNT: Final = COUNT.replace(r"\d{1,2}", r"\d{1,3}") + r"(?: ?\([a-z ]+\))?"
_UNITS: Final = {
    "ngay lam viec": Unit.working_day,
    "ngay": Unit.day,
    "tuan": Unit.week,
    "thang": Unit.month,
    "nam": Unit.year,
}
_UNIT: Final = rf"(?P<unit>{'|'.join(_UNITS)})"
_SINCE: Final = r",? (?:ke tu|tinh tu|tu|sau)(?: thoi diem| ngay| khi)?"
_ISSUE: Final = (
    r"(?:(?:ky )?ban hanh(?: (?:ke hoach|quyet dinh|chi thi))?(?: nay)?|ky"
    r"|(?:ke hoach|van ban|quyet dinh|chi thi|cong van)(?: nay)? (?:duoc )?(?:ky )?(?:ban hanh|ky))"
)
_DATE: Final = r"(?P<d>\d{1,2})(?:[/.-]| thang )(?P<m>\d{1,2})(?:[/.-]|,? nam )(?P<y>20\d\d)"


@rule(rf"(?:{_WITHIN} )?{_COUNT} {_UNIT}{_SINCE} {_ISSUE}")
def _after_issue(match: re.Match[str], scope: Scope) -> Meaning:
    missing = () if scope.period.issued else ("issue_day_missing",)
    return _after(match, scope.period.issued, missing)


@rule(rf"(?:{_WITHIN} )?{_COUNT} {_UNIT}{_SINCE} {_DATE}")
def _after_printed_day(match: re.Match[str], _scope: Scope) -> Meaning:
    try:
        start = date(int(match.group("y")), int(match.group("m")), int(match.group("d")))
    except ValueError:
        return DuePhrase(DueKind.BY_DATE, review=("impossible_date",))
    return _after(match, start, ())


@rule(rf"(?:{_WITHIN} )?{_COUNT} {_UNIT}{_SINCE}(?: (?:{FREE_WORD}|0?[369] thang))+")
@rule(rf"{_WITHIN} {_COUNT} {_UNIT}")
@rule(rf"{_COUNT} (?P<unit>ngay lam viec|ngay|tuan)(?P<after>)?")
def _after_event(match: re.Match[str], _scope: Scope) -> Meaning:
    """Keep the rule: the event has no day yet, or none is named at all."""
    return _after(match, None, ("event_day_missing",))


def _after(match: re.Match[str], start: date | None, missing: tuple[str, ...]) -> DuePhrase:
    unit, count = _UNITS[match.group("unit")], number(match.group("n"))
    if not count:
        raise Unreadable(match.group())
    period = Period(count=count, unit=unit)
    review = [*(["starts_after"] if match.group("after") else []), *missing]
    if start is None:
        return DuePhrase(DueKind.BY_DATE, review=tuple(review), after=period)
    if unit is Unit.working_day:
        review.append("national_calendar")
    try:
        last = landing(period, start, WorkingCalendar()).last
    except BadInput:  # beyond the years whose Tết is known
        last = None
    if last is None:
        return DuePhrase(DueKind.BY_DATE, review=(*review, "impossible_date"), after=period, counted_from=start)
    return DuePhrase(DueKind.BY_DATE, last.year, last.year, last, False, None, (), tuple(review), period, start)
