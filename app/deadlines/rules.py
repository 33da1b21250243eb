"""The due rules of the diagram dialect (`td:due rule="…"`): read at deployment, applied when a task opens.

case         with the case
case-5wd     5 working days before the case
10wd         10 working days after the task opened
10d 2m 1y    10 days, 2 months, 1 year after the task opened (Civil Code 2015, Articles 147 and 148)
=expression  FEEL that gives a date (inclusive) or a date and time; null means no deadline
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.clock import LOCAL, local_date
from app.deadlines import reasons
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.computing import compute
from app.deadlines.limits import Direction, Period, Unit
from app.deadlines.moments import Deadline, exact_instant, fixed_date

_PERIOD = re.compile(r"([1-9]\d{0,3})(wd|d|m|y)")
_BEFORE_CASE = re.compile(r"case-([1-9]\d{0,2})wd")
_UNITS = {"wd": Unit.working_day, "d": Unit.day, "m": Unit.month, "y": Unit.year}


class BadDueRule(ValueError):
    """The text is no due rule, or its expression gave something that is no date."""


@dataclass(frozen=True)
class WithCase:
    """The case's own deadline, or `working_days_before` it."""

    working_days_before: int = 0


@dataclass(frozen=True)
class AfterOpening:
    """A period that starts when the task opens; `unit` is "wd", "d", "m" or "y"."""

    count: int
    unit: str


@dataclass(frozen=True)
class Expression:
    """FEEL, its leading "=" kept."""

    text: str


DueRule = WithCase | AfterOpening | Expression


def parse(rule: str) -> DueRule:
    """Read a due rule; raise BadDueRule. An expression is not looked into: the engine's check does that."""
    text = rule.strip()
    if text.startswith("=") and text != "=":
        return Expression(text)
    if text == "case":
        return WithCase()
    if before := _BEFORE_CASE.fullmatch(text):
        return WithCase(int(before[1]))
    if period := _PERIOD.fullmatch(text):
        return AfterOpening(int(period[1]), period[2])
    raise BadDueRule(f"{rule!r} is no due rule; write case, case-5wd, 10wd, 10d, 2m, 1y or a FEEL expression after =")


def resolve(
    rule: str,
    *,
    opened_at: datetime,
    case_deadline: Deadline | None,
    evaluate: Callable[[str], Any],
    calendar: WorkingCalendar,
) -> Deadline | None:
    """Return the deadline `rule` gives a task that opens at `opened_at`, or None when there is none.

    `evaluate` is given the expression as written, leading "=" included. Raise BadDueRule.
    """
    parsed = parse(rule)
    if isinstance(parsed, Expression):
        return _of_value(evaluate(parsed.text), parsed, calendar)
    if isinstance(parsed, WithCase):
        return _with_case(parsed, case_deadline, opened_at, calendar)
    period = Period(count=parsed.count, unit=_UNITS[parsed.unit])
    return compute(period, local_date(opened_at), calendar).deadline


def _with_case(
    rule: WithCase, case: Deadline | None, opened_at: datetime, calendar: WorkingCalendar
) -> Deadline | None:
    if case is None or rule.working_days_before == 0:
        return case
    back = Period(count=rule.working_days_before, unit=Unit.working_day, direction=Direction.before)
    early = compute(back, local_date(case.remind_by), calendar).deadline
    if early is None or early.overdue_after < opened_at:
        return _too_late_for_early(case)
    return replace(early, explanation=(reasons.before_case(rule.working_days_before), *early.explanation))


def _too_late_for_early(case: Deadline) -> Deadline:
    """Return the case's deadline for a task that opened after its own had passed: nobody starts out late."""
    return replace(case, explanation=(reasons.arrived_late(), *case.explanation))


def _of_value(value: Any, rule: Expression, calendar: WorkingCalendar) -> Deadline | None:
    if value is None:
        return None
    if isinstance(value, datetime):  # a datetime is a date too, so it comes first
        return exact_instant(value if value.tzinfo else value.replace(tzinfo=LOCAL), calendar)
    if isinstance(value, date):
        return fixed_date(value, inclusive=True, calendar=calendar)
    raise BadDueRule(f"{rule.text} gave {value!r}, which is neither a date nor a date and time")
