"""Why a task is due when it is: the reasons, and the days between today and then."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.cases.explaining import reasons_of_task
from app.cases.models import UserTask
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.reasons import Reason

WEEKS = 4  # as many as the strip shows at most


@dataclass(frozen=True)
class Day:
    """A day of the strip; `kind` is "td" (today), "end" (the last one), "off", "wk" (counted) or ""."""

    number: int
    kind: str


@dataclass(frozen=True)
class Explanation:
    """The reasons for a date, and the strip of days."""

    reasons: tuple[Reason, ...]
    days: tuple[Day, ...]
    days_off: tuple[tuple[date, Reason], ...]  # holidays on the strip and their names; weekends are no news


def explain(task: UserTask, day: date | None, today: date, calendar: WorkingCalendar) -> Explanation | None:
    """Explain the date that counts for the task now, `day`; None for a task without one."""
    if task.due_at is None or day is None:
        return None
    strip = _weeks(day, today)
    off = tuple(
        (one, Reason(calendar.name_of(one) or "", calendar.name_of(one, "en") or ""))
        for one in strip
        if one.weekday() < 5 and not calendar.is_working_day(one)
    )
    days = tuple(Day(one.day, _kind(one, day, today, calendar)) for one in strip)
    return Explanation(tuple(reasons_of_task(task, calendar)), days, off)


def _weeks(day: date, today: date) -> list[date]:
    """Return whole weeks from Monday, from today to the day (or back); the last two where there are many."""
    first, last = sorted((today, day))
    begin = first - timedelta(days=first.weekday())
    end = last + timedelta(days=6 - last.weekday())
    if (end - begin).days >= WEEKS * 7:
        begin = end - timedelta(days=2 * 7 - 1)
    return [begin + timedelta(days=number) for number in range((end - begin).days + 1)]


def _kind(one: date, day: date, today: date, calendar: WorkingCalendar) -> str:
    if one == day:
        return "end"
    if one == today:
        return "td"
    if not calendar.is_working_day(one):
        return "off"
    return "wk" if today < one < day else ""
