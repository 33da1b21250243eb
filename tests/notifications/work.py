"""Tasks with deadlines, and the ticks that remind of them."""

from datetime import date, datetime

from app.application import TienDo
from app.cases import jobs
from app.cases.models import Case, UserTask
from app.clock import LOCAL
from app.database import unit_of_work
from app.deadlines.calendar import WorkingCalendar
from app.deadlines.moments import fixed_date
from app.extensions import db
from app.notifications.planning import ensure_planned
from tests.support.factories import make_case, make_task

CALENDAR = WorkingCalendar()
LONG_AGO = datetime(2026, 9, 1, 9, 0, tzinfo=LOCAL)


def make_due_task(case: Case | None = None, *, day: date, inclusive: bool = True, **values) -> UserTask:
    """Make an open task that has been open for long and is due on `day`."""
    deadline = fixed_date(day, inclusive=inclusive, calendar=CALENDAR)
    moments = {
        "remind_by": deadline.remind_by,
        "due_at": deadline.due_at,
        "overdue_after": deadline.overdue_after,
    }
    return make_task(case or make_case(started_at=LONG_AGO), **{**moments, "opened_at": LONG_AGO, **values})


def plan(app: TienDo, at: datetime) -> bool:
    """Plan the day's reminders as the worker would; return whether the day's planning began here."""
    with app.app_context():
        with unit_of_work(db.session):
            began = ensure_planned(at)
        jobs.run_due(lambda: at)
    return began


def morning(day: int, hour: int = 8, month: int = 11) -> datetime:
    """Return an hour of a day of November 2026 (or another month) in Viet Nam."""
    return datetime(2026, month, day, hour, 0, tzinfo=LOCAL)
