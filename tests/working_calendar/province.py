"""Open work with all kinds of dates, and decisions about days, for the tests of the working calendar."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from app.cases.models import Case, UserTask
from app.cases.opening import case_deadline, set_deadline
from app.clock import LOCAL
from app.deadlines.moments import Reading, fixed_date
from app.deadlines.rules import resolve
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency, ChangeKind
from app.working_calendar.orders import Order
from tests.support.clock import NOW
from tests.support.factories import make_case, make_task

ANNOUNCED = date(2026, 11, 18)


def day_off(*days: date, kind: ChangeKind = ChangeKind.day_off, **values: Any) -> Order:
    """Order days off."""
    return order(kind, off=days, **values)


def swap(off: date, worked: date, **values: Any) -> Order:
    """Order a day off, and the Saturday worked in its place."""
    return order(ChangeKind.swap, off=(off,), worked=(worked,), **values)


def order(kind: ChangeKind, off: tuple[date, ...] = (), worked: tuple[date, ...] = (), **values: Any) -> Order:
    """Order any days."""
    defaults: dict[str, Any] = {
        "name": "Nghỉ bù ngày hội của tỉnh",
        "document_number": "215/TB-UBND",
        "document_date": ANNOUNCED,
        "issuer": "Ủy ban nhân dân tỉnh Lam Giang",
        "known_on": ANNOUNCED,
    }
    return Order(kind=kind, off=off, worked=worked, **{**defaults, **values})


def due_case(agency: Agency, last_day: date, reading: Reading = "later", **values: Any) -> Case:
    """Make a running case with a limit."""
    case = make_case(agency, **values)
    set_deadline(case, fixed_date(last_day, inclusive=True, calendar=office_calendar(), reading=reading))
    return case


def ruled_task(case: Case, rule: str | None, opened: date, **values: Any) -> UserTask:
    """Make an open task whose date its due rule gives; an expression gives the tenth day after it opened."""
    opened_at = datetime.combine(opened, time(9), LOCAL)
    task = make_task(case, due_rule=rule, opened_at=opened_at, **values)
    deadline = resolve(
        rule or "10d",
        opened_at=opened_at,
        case_deadline=case_deadline(case),
        evaluate=lambda _: opened + timedelta(days=10),
        calendar=office_calendar(),
    )
    set_deadline(task, deadline)
    return task


Dates = dict[tuple[str, int], tuple[datetime | None, datetime | None, datetime | None]]


def dates() -> Dates:
    """Return the moments of every case and task."""
    found: Dates = {}
    for name, table in (("case", Case), ("task", UserTask)):
        columns = (table.id, table.remind_by, table.due_at, table.overdue_after)
        found |= {(name, row[0]): tuple(row[1:]) for row in db.session.execute(select(*columns))}
    return found


def differences(before: Dates, after: Dates) -> Dates:
    """Return what moved, and to when."""
    return {key: after[key] for key in before if before[key] != after[key]}


RULES = ("case", "case-2wd", "case-7wd", "3wd", "10wd", "25wd", "10d", "1m", '=case.due - duration("P1D")', None)


def fill(agency, chance: random.Random) -> None:
    """Make open work with dates all around the days of the test."""
    for _ in range(12):
        last = date(2026, 11, 16) + timedelta(days=chance.randrange(45))
        case = due_case(agency, last, chance.choice(["later", "later", "conservative", "exact"]))
        for _ in range(chance.randrange(3)):
            opened = date(2026, 11, 2) + timedelta(days=chance.randrange(30))
            rule = chance.choice(RULES)
            task = ruled_task(case, rule, opened)
            if chance.random() < 0.2:
                task.moved_at = NOW
                day = date(2026, 11, 20) + timedelta(days=chance.randrange(20))
                set_deadline(task, fixed_date(day, inclusive=True, calendar=office_calendar()))


def random_order(chance: random.Random):
    """Return a decision about days near the work."""
    while True:
        off = date(2026, 11, 20) + timedelta(days=chance.randrange(25))
        saturday = date(2026, 11, 21) + timedelta(weeks=chance.randrange(5))
        match chance.randrange(4):
            case 0 if off.weekday() < 5:
                return day_off(off)
            case 1:
                return order(ChangeKind.worked, worked=(saturday,))
            case 2 if off.weekday() < 5:
                return swap(off, saturday)
            case 3:
                days = tuple(off + timedelta(days=number) for number in range(chance.randrange(2, 9)))
                return day_off(*days, kind=ChangeKind.range)
