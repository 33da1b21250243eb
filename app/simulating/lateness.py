"""What was done after its day, or is still not done: who, what, by how many working days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import or_, select

from app.cases.models import TaskStatus, UserTask
from app.clock import local_date, start_of_day
from app.extensions import db
from app.organisation.calendar import office_calendar
from app.organisation.labels import ROLES
from app.organisation.models import User
from app.simulating.span import Span


@dataclass(frozen=True, order=True)
class Late:
    """A task that was late: its last day, who owed it, what it was, when it was closed, working days between."""

    due: date
    agency: str
    what: str
    case: str
    who: str
    done: date | None  # None: it is still open
    days: int
    is_done: bool  # not when it was closed undone


def late_work(span: Span, now: datetime) -> Iterator[Late]:
    """Yield what became late in the days that are told, the earliest first."""
    calendar, names = office_calendar(), {row.id: row.name for row in db.session.execute(select(User.id, User.name))}
    late = select(UserTask).where(
        UserTask.overdue_after.is_not(None),
        UserTask.overdue_after >= start_of_day(span.told_from),
        or_(UserTask.closed_at > UserTask.overdue_after, UserTask.closed_at.is_(None)),
        UserTask.overdue_after < now,
        or_(UserTask.reminders.is_(None), UserTask.reminders != "none"),  # else the date is no limit
    )
    found = []
    for task in db.session.scalars(late.execution_options(yield_per=500)):
        if task.overdue_after is None:
            continue
        due = local_date(task.overdue_after)
        done = local_date(task.closed_at) if task.closed_at else None
        days = calendar.working_days_between(due, done or local_date(now))
        if days > 0 or done is None:
            agency = task.agency or task.case.agency
            who = names.get(task.closed_by_id or 0) or _role(task)
            is_done = task.status is TaskStatus.completed
            found.append(
                Late(due, agency.short_name or agency.name, task.name, task.case.title, who, done, days, is_done)
            )
    yield from sorted(found, key=lambda one: (one.due, one.agency, one.what, one.case, one.who, one.done or date.max))


def _role(task: UserTask) -> str:
    return str(ROLES[task.role]) if task.role else _("nobody")
