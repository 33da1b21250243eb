"""From a legal time limit to the three moments that count, each with its reason.

Civil Code 2015 (Law 91/2015/QH13): Article 147 says when a period begins, Article 148 when it ends. They are
civil-law rules, applied to administrative limits by analogy unless a special law says otherwise.
"""

import calendar as gregorian
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from app.clock import LOCAL, end_of_day, local_date
from app.deadlines import reasons
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.reasons import Reason

__all__ = [
    "Deadline",
    "Reading",
    "Reason",
    "after_period",
    "after_working_days",
    "exact_instant",
    "fixed_date",
]

Reading = Literal["later", "conservative", "exact"]
_SATURDAY = 5


@dataclass(frozen=True)
class Deadline:
    """Three instants, in order, each the last second of a day in Viet Nam (or an exact instant).

    Remind against `remind_by`, the last working day before the limit; `due_at` is the limit as written; only
    after `overdue_after`, the later lawful reading, is anybody late.

    `last_day` is the limit's last day before any day off was looked at (None: an exact instant); with `reading` it is
    what the moments are worked out from again when the working calendar changes.
    """

    remind_by: datetime
    due_at: datetime
    overdue_after: datetime
    explanation: tuple[Reason, ...] = ()
    last_day: date | None = None
    reading: Reading = "later"


def fixed_date(day: date, *, inclusive: bool, calendar: WorkingCalendar, reading: Reading = "later") -> Deadline:
    """Return the moments of a fixed date: "đến hết ngày" is inclusive, "trước ngày" is not.

    `reading` says what a limit on a day off means: "later" lets it end with the next working day (Article
    148.5), "conservative" with the last working day before it, "exact" with the day itself.
    """
    if inclusive:
        return _ending_on(day, [reasons.until(day)], calendar, reading)
    last = day - timedelta(days=1)
    return _ending_on(last, [reasons.before(day, last)], calendar, reading)


def after_working_days(start: date, count: int, calendar: WorkingCalendar) -> Deadline:
    """Return the moments of "trong thời hạn N ngày làm việc": `start` is not counted (Article 147.2)."""
    last = calendar.add_working_days(start, count)
    passed = [day for day in calendar.days_off_between(start, last) if day.weekday() < _SATURDAY]
    steps = [reasons.counted(count, start, last)]
    if passed:
        steps.append(reasons.passed_over([(day, _names(day, calendar)) for day in passed]))
    return _ending_on(last, steps, calendar, "later")


def after_period(
    start: date,
    *,
    days: int = 0,
    months: int = 0,
    years: int = 0,
    calendar: WorkingCalendar,
    reading: Reading = "later",
) -> Deadline:
    """Return the moments of a period after `start`, which is not counted (Articles 147.2 and 148).

    Months and years end on the day of the same number, or on the last of the month where it has none.
    """
    last = _months_later(start, 12 * years + months) + timedelta(days=days)
    return _ending_on(last, [reasons.period(start, last)], calendar, reading)


def exact_instant(instant: datetime, calendar: WorkingCalendar) -> Deadline:
    """Return the moments of a limit with an hour of its own: it does not roll, its reminder comes early."""
    day = local_date(instant)
    works = calendar.is_working_day(day)
    remind_by = instant if works else end_of_day(calendar.previous_working_day(day))
    hour = f"{instant.astimezone(LOCAL):%H:%M}"
    return Deadline(remind_by, instant, instant, (reasons.at_hour(hour, day),))


def _ending_on(last: date, steps: list[Reason], calendar: WorkingCalendar, reading: Reading) -> Deadline:
    remind_by, due, overdue_after, steps = _rolled(last, steps, calendar, reading)
    return Deadline(end_of_day(remind_by), end_of_day(due), end_of_day(overdue_after), tuple(steps), last, reading)


def _rolled(
    last: date, steps: list[Reason], calendar: WorkingCalendar, reading: Reading
) -> tuple[date, date, date, list[Reason]]:
    before = calendar.previous_working_day(last)
    if before == last:
        return last, last, last, steps
    names = _names(last, calendar)
    if reading == "conservative":
        return before, before, before, [*steps, reasons.rolls_back(last, names, before)]
    steps = [*steps, reasons.remind_early(last, names, before)]
    if reading == "exact":
        return before, last, last, steps
    after = calendar.next_working_day(last)
    return before, last, after, [*steps, reasons.rolls_forward(after)]


def _names(day: date, calendar: WorkingCalendar) -> reasons.Names:
    return calendar.name_of(day), calendar.name_of(day, "en")


def _months_later(start: date, months: int) -> date:
    """Return the day of the same number `months` later, or the month's last (Article 148.3 and 148.4)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, gregorian.monthrange(year, month + 1)[1]))
