"""What says on which day a task is done, where a habit would not do."""

from collections.abc import Callable
from datetime import date
from random import Random

from app.cases.models import UserTask
from app.clock import local_date
from app.deadlines.calendar import WorkingCalendar

Day = Callable[[UserTask, date, WorkingCalendar, Random], date]
"""Given the task, today, the calendar and the chance of this task, return the day on which it is done."""


def at_once(_task: UserTask, today: date, _calendar: WorkingCalendar, _chance: Random) -> date:
    """Return today."""
    return today


def within(first: int, last: int) -> Day:
    """Return a day so many working days after the task came."""

    def choose(_task: UserTask, today: date, calendar: WorkingCalendar, chance: Random) -> date:
        return calendar.add_working_days(today, chance.randint(first, last))

    return choose


def after_due(days: int) -> Day:
    """Return the day so many working days after the task's own day, as for what is only closed then."""

    def choose(task: UserTask, today: date, calendar: WorkingCalendar, _chance: Random) -> date:
        due = local_date(task.overdue_after) if task.overdue_after else today
        return calendar.add_working_days(due, days)

    return choose
