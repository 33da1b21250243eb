"""Why a task is due when it is: the reasons, and the days between today and then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.cases.models import Case, UserTask
from app.clock import end_of_day, local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.moments import Deadline, exact_instant, fixed_date
from app.deadlines.reasons import Reason
from app.deadlines.rules import Expression, WithCase, parse, resolve
from app.deadlines.wording import short_date

# Features that know why a case is due when it is say so here; None: not my kind of case.
CaseReasons = Callable[[Case], Sequence[Reason] | None]
case_reasons: list[CaseReasons] = []

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
    return Explanation(tuple(_reasons(task, calendar)), days, off)


def _reasons(task: UserTask, calendar: WorkingCalendar) -> Sequence[Reason]:
    """Return the reasons of the rule where it still gives the stored date, else those of the date itself."""
    if task.moved_at is not None:
        return _of_moment(task, calendar)
    rule = parse(task.due_rule) if task.due_rule else None
    if isinstance(rule, WithCase) and rule.working_days_before == 0:
        return _of_case(task.case, calendar)
    if rule is None or isinstance(rule, Expression):
        return _of_moment(task, calendar)
    found = resolve(
        task.due_rule or "",
        opened_at=task.opened_at,
        case_deadline=_deadline_of(task.case, calendar),
        evaluate=lambda _expression: None,
        calendar=calendar,
    )
    return found.explanation if found and found.due_at == task.due_at else _of_moment(task, calendar)


def _of_case(case: Case, calendar: WorkingCalendar) -> Sequence[Reason]:
    known = (reasons for explain_case in case_reasons if (reasons := explain_case(case)) is not None)
    return next(known, None) or _of_moment(case, calendar)


def _deadline_of(case: Case, calendar: WorkingCalendar) -> Deadline | None:
    if case.due_at is None:
        return None
    remind_by, overdue_after = case.remind_by or case.due_at, case.overdue_after or case.due_at
    return Deadline(remind_by, case.due_at, overdue_after, tuple(_of_case(case, calendar)))


def _of_moment(row: Case | UserTask, calendar: WorkingCalendar) -> Sequence[Reason]:
    """Return what a bare date says by itself."""
    if row.due_at is None:
        return ()
    day, moved = local_date(row.due_at), [_moved_on(local_date(row.moved_at))] if row.moved_at else []
    if row.due_at != end_of_day(day):
        return [*moved, *exact_instant(row.due_at, calendar).explanation]
    return [*moved, *fixed_date(day, inclusive=True, calendar=calendar).explanation]


def _moved_on(day: date) -> Reason:
    return Reason(
        f"Hạn được ấn định lại ngày {short_date(day)}; lý do và văn bản ghi ở diễn biến của hồ sơ.",
        f"The date was moved on {short_date(day)}; reason and document stand in the history of the case.",
    )


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
