"""When a standing duty falls due, and what each lawful reading makes of its day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, cast

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.computing import compute
from app.deadlines.limits import FixedDay
from app.deadlines.moments import Deadline, Reading
from app.deadlines.reasons import Reason
from app.deadlines.wording import long_date
from app.reports.models import Obligation

READINGS: Mapping[Reading, Any] = {
    "later": _l("Late only after the next working day (Civil Code, Article 148.5)"),
    "conservative": _l("Late after the last working day before it"),
    "exact": _l("Late after the day itself"),
}


def limit_of(day: int | None, month: int | None, *, is_exclusive: bool) -> FixedDay | None:
    """Return the day of each year on which a duty falls due; None for one that is due on request."""
    return FixedDay(day=day, month=month, inclusive=not is_exclusive) if day and month else None


def next_printed_day(limit: FixedDay, today: date, calendar: WorkingCalendar) -> date | None:
    """Return the day as its document prints it, the next time that it can still be kept."""
    deadline = compute(limit, today, calendar).deadline
    if deadline is None or deadline.last_day is None:
        return None
    return deadline.last_day if limit.inclusive else deadline.last_day + timedelta(days=1)


def next_reasons(duty: Obligation, today: date, calendar: WorkingCalendar) -> Sequence[Reason]:
    """Return why the duty's next report is due when it is; nothing for one that is due on request."""
    limit = limit_of(duty.due_day, duty.due_month, is_exclusive=duty.due_is_exclusive)
    return compute(limit, today, calendar, cast(Reading, duty.reading)).explanation if limit else ()


def examples(limit: FixedDay, today: date, calendar: WorkingCalendar) -> dict[Reading, str]:
    """Say what each reading means this year, with its dates."""
    return {one: _example(_this_year(limit, today, calendar, one)) for one in READINGS}


def makes_a_difference(limit: FixedDay, today: date, calendar: WorkingCalendar) -> bool:
    """Whether this year's day is a day off; on a working day all readings are the same."""
    deadline = _this_year(limit, today, calendar, "later")
    return deadline is not None and deadline.remind_by != deadline.overdue_after


def _this_year(limit: FixedDay, today: date, calendar: WorkingCalendar, reading: Reading) -> Deadline | None:
    return compute(limit, date(today.year, 1, 1), calendar, reading).deadline


def _example(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    return _(
        "This year: reminders count to %(remind)s; late after %(overdue)s.",
        remind=_in_words(local_date(deadline.remind_by)),
        overdue=_in_words(local_date(deadline.overdue_after)),
    )


def _in_words(day: date) -> str:
    return long_date(day, "vi" if str(get_locale() or "vi").startswith("vi") else "en", within=True)
