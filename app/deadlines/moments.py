"""From the last day of a limit to the three moments that count, each with its reason.

Civil Code 2015 (Law 91/2015/QH13), Article 148: when a period ends. A civil-law rule, applied to administrative limits
by analogy unless a special law says otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from app.clock import LOCAL, end_of_day, local_date
from app.deadlines import reasons
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.reasons import Reason

__all__ = ["Deadline", "Reading", "Reason", "ending_on", "exact_instant", "fixed_date"]

Reading = Literal["later", "conservative", "exact"]


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
    """Return the moments of a fixed date: "đến hết ngày" is inclusive, "trước ngày" is not."""
    last, reason = last_day_of(day, inclusive=inclusive)
    return ending_on(last, (reason,), calendar, reading)


def last_day_of(day: date, *, inclusive: bool) -> tuple[date, Reason]:
    """Return the day itself, or the one before where "before" leaves it out, and the reason."""
    if inclusive:
        return day, reasons.until(day)
    last = day - timedelta(days=1)
    return last, reasons.before(day, last)


def exact_instant(instant: datetime, calendar: WorkingCalendar) -> Deadline:
    """Return the moments of a limit with an hour of its own: it does not roll, its reminder comes early."""
    day = local_date(instant)
    works = calendar.is_working_day(day)
    remind_by = instant if works else end_of_day(calendar.previous_working_day(day))
    hour = f"{instant.astimezone(LOCAL):%H:%M}"
    return Deadline(remind_by, instant, instant, (reasons.at_hour(hour, day),))


def ending_on(last: date, steps: Sequence[Reason], calendar: WorkingCalendar, reading: Reading = "later") -> Deadline:
    """Return the moments of a limit whose last day is `last`; `steps` say how that day was found.

    `reading` says what a last day on a day off means: "later" lets it end with the next working day (Article 148.5),
    "conservative" with the last working day before it, "exact" with the day itself.
    """
    remind_by = calendar.previous_working_day(last)
    if remind_by == last:
        return _deadline((last, last, last), steps, last, reading)
    if reading == "conservative":
        passed = reasons.passed_over(remind_by, last, calendar)
        back = reasons.rolls_back(last, remind_by, calendar)
        return _deadline((remind_by, remind_by, remind_by), (*steps, back, *passed), last, reading)
    overdue_after = last if reading == "exact" else calendar.next_working_day(last)
    on = reasons.stays(last) if reading == "exact" else reasons.rolls_forward(overdue_after)
    passed = reasons.passed_over(remind_by, overdue_after, calendar)
    early = reasons.remind_early(last, remind_by, calendar)
    return _deadline((remind_by, last, overdue_after), (*steps, early, on, *passed), last, reading)


def _deadline(days: tuple[date, date, date], steps: Sequence[Reason], last: date, reading: Reading) -> Deadline:
    remind_by, due, overdue_after = map(end_of_day, days)
    return Deadline(remind_by, due, overdue_after, tuple(steps), last, reading)
