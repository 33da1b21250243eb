"""Why a case or a task is due when it is: the reasons that agree with the date it has now."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import cast

from app.cases.models import Case, UserTask
from app.clock import end_of_day, local_date
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.moments import Deadline, Reading, exact_instant, fixed_date
from app.deadlines.reasons import Reason
from app.deadlines.rules import Expression, WithCase, parse, resolve
from app.deadlines.wording import long_date, short_date
from app.timeline.log import Subject
from app.timeline.queries import Entry, entry_at

# Features that know why a case is due when it is say so here; None: not my kind of case.
CaseReasons = Callable[[Case], Sequence[Reason] | None]
case_reasons: list[CaseReasons] = []


def reasons_of_task(task: UserTask, calendar: WorkingCalendar) -> Sequence[Reason]:
    """Return the reasons of the rule where it still gives the stored date, else those of the date itself."""
    if task.due_at is None:
        return ()
    if task.moved_at is not None:
        return _distinct(_moved(task), _of_moment(task, calendar))
    rule = parse(task.due_rule) if task.due_rule else None
    if isinstance(rule, WithCase) and rule.working_days_before == 0:
        return reasons_of_case(task.case, calendar)
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


def reasons_of_case(case: Case, calendar: WorkingCalendar) -> Sequence[Reason]:
    """Return what a feature knows of the case's date, who moved it and by which document, and what the date says."""
    if case.due_at is None:
        return ()
    known = next((reasons for explain in case_reasons if (reasons := explain(case)) is not None), ())
    moved = _moved(case)
    if known and not moved:
        return known
    return _distinct(known, moved, _of_moment(case, calendar))


def _deadline_of(case: Case, calendar: WorkingCalendar) -> Deadline | None:
    if case.due_at is None:
        return None
    remind_by, overdue_after = case.remind_by or case.due_at, case.overdue_after or case.due_at
    return Deadline(remind_by, case.due_at, overdue_after, tuple(reasons_of_case(case, calendar)))


def _of_moment(row: Case | UserTask, calendar: WorkingCalendar) -> Sequence[Reason]:
    """Return what a bare date says by itself."""
    if row.due_at is None:
        return ()
    day = local_date(row.due_at)
    if row.due_at != end_of_day(day):
        return exact_instant(row.due_at, calendar).explanation
    if isinstance(row, Case) and row.last_day is not None:
        read = fixed_date(row.last_day, inclusive=True, calendar=calendar, reading=cast(Reading, row.reading))
        if read.due_at == row.due_at:
            return read.explanation
    return fixed_date(day, inclusive=True, calendar=calendar).explanation


def _moved(row: Case | UserTask) -> Sequence[Reason]:
    """Say when a person gave the row its date, why, and by which document; what the system moved, features explain."""
    if row.moved_at is None:
        return ()
    is_task = isinstance(row, UserTask)
    subject = Subject("case", row.case_id if isinstance(row, UserTask) else row.id)
    entry = entry_at(subject, "task.rescheduled" if is_task else "case.rescheduled", row.moved_at)
    return () if entry is None or entry.actor_id is None else (_told(entry, local_date(row.moved_at)),)


def _told(entry: Entry, on: date) -> Reason:
    """Put a move into words; what was erased or never known is left out."""
    payload = entry.payload
    issued = date.fromisoformat(payload["issued_on"]) if payload.get("issued_on") else None
    issuer = payload.get("issuer")
    document = {
        "vi": (payload.get("number"), issued and f"ngày {short_date(issued)}", issuer and f"của {issuer}"),
        "en": (payload.get("number"), issued and f"of {short_date(issued)}", issuer and f"issued by {issuer}"),
    }
    by = {language: " ".join(part for part in parts if part) for language, parts in document.items()}
    because = (payload.get("reason") or "").rstrip(". ")
    return Reason(
        f"Hạn này được đặt lại vào {long_date(on, within=True)}"
        + (f", theo văn bản {by['vi']}" if by["vi"] else "")
        + (f"; lý do: {because}." if because else "."),
        f"This date was set anew on {long_date(on, 'en')}"
        + (f", by document {by['en']}" if by["en"] else "")
        + (f"; reason: {because}." if because else "."),
    )


def _distinct(*parts: Iterable[Reason]) -> Sequence[Reason]:
    return tuple(dict.fromkeys(reason for part in parts for reason in part))
