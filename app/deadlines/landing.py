"""Which day a time limit means: its last day as the law counts it, before the working calendar has its say.

Civil Code 2015 (Law 91/2015/QH13), Articles 146 to 148: civil-law rules, applied to administrative limits by analogy
unless a special law says otherwise.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.deadlines import limit_reasons as say
from app.deadlines import reasons
from app.deadlines.bounds import FIRST_YEAR, LAST_YEAR, Limit
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.inputs import BadInput
from app.deadlines.limits import CutOff, Direction, EndOf, EveryYears, FixedDay, OnDate, Open, Period, Phase, Unit
from app.deadlines.moments import last_day_of
from app.deadlines.reasons import Reason
from app.deadlines.windows import DataWindow, data_window

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Landing:
    """The last day, how it was found, and the days the data cover where that is said; without a day it says why."""

    last: date | None
    steps: tuple[Reason, ...]
    data: DataWindow | None = None


def landing(limit: Limit, start: date, calendar: WorkingCalendar) -> Landing:
    """Return the day on which `limit`, counted from `start`, ends. Raise BadInput past the years we can count in."""
    _check_year(start)
    found = _landing(limit, start, calendar)
    if found.last is not None:
        _check_year(found.last)
    return found


def _landing(limit: Limit, start: date, calendar: WorkingCalendar) -> Landing:
    match limit:
        case OnDate():
            return _by(limit.on, limit.inclusive)
        case Period():
            return _after(limit, start, calendar)
        case Phase():
            last = _clipped(limit.last, 12, 31)
            return Landing(last, (say.phase(limit, last),))
        case FixedDay():
            return _next(
                start,
                (_by(day, limit.inclusive, limit.day) for day in _fixed_days(limit, start)),
                say.comes_back(limit),
            )
        case EveryYears():
            return _next(start, (_by(day, limit.inclusive, limit.day) for day in _cycle(limit)), say.every_years(limit))
        case EndOf():
            return _end_of(limit, start)
        case CutOff():
            reports = _reports(limit, start, calendar)
            return next(reports) if limit.year else _next(start, reports)
        case Open():
            return Landing(None, (say.OPEN[limit.why],))
    raise TypeError(limit)


def _by(day: date, inclusive: bool, asked: int | None = None) -> Landing:
    """Return the limit of a day; `asked` is the number it would have if its month were long enough."""
    last, reason = last_day_of(day, inclusive=inclusive)
    shorter = (say.no_such_day(asked, day),) if asked and asked != day.day else ()
    return Landing(last, (*shorter, reason))


def _next(start: date, candidates: Iterable[Landing], *steps: Reason) -> Landing:
    """Return the first of the candidates, in order of time, that can still be kept on `start`."""
    for found in candidates:
        if found.last is not None and found.last >= start:
            return Landing(found.last, (*steps, *found.steps), found.data)
    return Landing(None, (*steps, say.over(start)))


def _after(limit: Period, start: date, calendar: WorkingCalendar) -> Landing:
    """Count from the day after `start` (Article 147.2), or back from the day before it."""
    if limit.unit is not Unit.working_day:
        last = _counted(limit, start)
        steps = [say.period(limit, start, last)]
        if limit.unit in (Unit.month, Unit.year) and last.day != start.day:
            steps.append(say.no_such_day(start.day, last))
        return Landing(last, tuple(steps))
    back = limit.direction is Direction.before
    last = calendar.add_working_days(start, -limit.count if back else limit.count)
    passed = (last, start - _DAY) if back else (start, last)
    return Landing(last, (say.working_days(limit, start, last), *reasons.skipped(*passed, calendar)))


def _counted(limit: Period, start: date) -> date:
    """Return the corresponding day of the last week, month or year (Article 148.1 to 148.4)."""
    match limit.unit:
        case Unit.week:
            return start + timedelta(weeks=limit.count)
        case Unit.month:
            return _months_later(start, limit.count)
        case Unit.year:
            return _months_later(start, 12 * limit.count)
    return start + timedelta(days=limit.count)


def _months_later(start: date, months: int) -> date:
    """Return the day of the same number, or the month's last where it has none."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > LAST_YEAR:
        raise _too_far()
    return _clipped(year, month + 1, start.day)


def _end_of(limit: EndOf, start: date) -> Landing:
    ends = _ends(limit, start)
    return next(ends) if limit.year else _next(start, ends)


def _ends(limit: EndOf, start: date) -> Iterator[Landing]:
    for year in _years(limit.year, limit.first, limit.last, start):
        for number in _numbers(limit.number, limit.span.in_a_year):
            last = _clipped(year, limit.span.months * number, 31)
            yield Landing(last, (say.end_of(limit.span, number, year, last),))


def _reports(limit: CutOff, start: date, calendar: WorkingCalendar) -> Iterator[Landing]:
    span = limit.span
    for year in _years(limit.year, None, None, start):
        for number in _numbers(limit.number, span.in_a_year):
            data = data_window(span, number, year)
            last = calendar.add_working_days(data.last, limit.within)
            steps = (say.cut_off(span, number, year, data), say.within(limit.within, data.last, last))
            yield Landing(last, (*steps, *reasons.skipped(data.last, last, calendar)), data)


def _fixed_days(limit: FixedDay, start: date) -> Iterator[date]:
    step = limit.every.months
    for year in _years(None, limit.first, limit.last, start):
        for month in range(limit.month or 1, 13, step):
            yield _clipped(year, month, limit.day)


def _cycle(limit: EveryYears) -> Iterator[date]:
    for year in range(limit.first, (limit.last or LAST_YEAR) + 1, limit.years):
        yield _clipped(year, limit.month, limit.day)


def _years(only: int | None, first: int | None, last: int | None, start: date) -> Iterable[int]:
    """Return the year that is named, else those from `first` to `last` that may still hold an end after `start`."""
    if only is not None:
        return (only,)
    return range(max(first or FIRST_YEAR, start.year - 1), (last or LAST_YEAR) + 1)


def _numbers(number: int | None, in_a_year: int) -> Iterable[int]:
    return (number,) if number else range(1, in_a_year + 1)


def _clipped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _check_year(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _too_far()


def _too_far() -> BadInput:
    return BadInput(
        f"Chỉ tính được từ năm {FIRST_YEAR} đến năm {LAST_YEAR}; hãy chọn ngày hoặc thời hạn ngắn hơn.",
        f"Dates can be counted from {FIRST_YEAR} to {LAST_YEAR} only; choose a nearer day or a shorter period.",
    )
